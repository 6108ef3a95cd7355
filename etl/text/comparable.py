"""Printed text made comparable for names and titles: one width, no blanks, simplified characters.

`normalise.py` does the same for the labels of the form, whose wording is known.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from etl.text.simplified_chinese import is_simplified, simplify

# Radicals that PDF fonts print instead of characters and that NFKC leaves alone, and a variant that OpenCC lacks.
_GLYPHS = str.maketrans(
    "⺠⻓⻚⻋⻅⻔⻛⻢⻥⻩⻬⻝⻄⻆⻉⻘⻜⻣⻤⻰⻨⻦⻧⻙⻑⻮陜",
    "民长页车见门风马鱼黄齐食西角贝青飞骨鬼龙麦鸟卤韦长齿陕",
)
_RADICAL = re.compile("[\u2e80-\u2eff陜]")
_BLANKS = re.compile(r"[\s\u00a0\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\u3000\u00ad]+")
_PINYIN = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ ]{1,7}\)")
_REPEATED = re.compile(r"([\u4e00-\u9fff])\(([\u4e00-\u9fff])\)")
# markup and the signs that begin a formula or a command
_UNSAFE = re.compile(r"[<>\[\]{}|`*_~$#!\\\"'=+@&;:^]+")
_LONGEST_NAME = 100
_LONGEST_LABEL = 64  # of texts that many reports print: labels, headings, names


def plain(text: str) -> str:
    """Comparable text: NFKC, no blanks, simplified, without pinyin or repeats in brackets (办(bàn)公(公))."""
    return _plain_label(text) if len(text) <= _LONGEST_LABEL else _plain(text)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    if _RADICAL.search(text):
        text = text.translate(_GLYPHS)
    text = _BLANKS.sub("", text)
    if not is_simplified(text):
        text = simplify(text)
    if "(" in text:
        text = _PINYIN.sub("", text)
        text = _REPEATED.sub(lambda match: match[1] if match[1] == match[2] else match[0], text)
    return text


_plain_label = lru_cache(maxsize=8192)(_plain)


def safe_name(name: str) -> str:
    """A name of an agency or region without characters that a page, chart or spreadsheet might interpret.

    Removes markup, formula signs and control and direction characters, and cuts to 100 characters.
    """
    if name.isalnum() and len(name) <= _LONGEST_NAME:
        return name
    printable = "".join(sign for sign in name if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    return _UNSAFE.sub("", printable).lstrip("-－/ ")[:_LONGEST_NAME].strip()
