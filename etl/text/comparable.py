"""Printed text -> comparable text: one width, no blanks, simplified characters."""

from __future__ import annotations

import functools
import re
import unicodedata

# Radicals that PDF fonts print for whole characters and that NFKC leaves alone, and variants that
# the t2s table does not know.
_GLYPHS = str.maketrans(
    "⺠⻓⻚⻋⻅⻔⻛⻢⻥⻩⻬⻝⻄⻆⻉⻘⻜⻣⻤⻰⻨⻦⻧⻙⻑⻮陜",
    "民长页车见门风马鱼黄齐食西角贝青飞骨鬼龙麦鸟卤韦长齿陕",
)
_RADICAL = re.compile("[\u2e80-\u2eff陜]")
_BLANKS = re.compile(r"[\s\u00a0\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\u3000\u00ad]+")
_SPLICED = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ ]{1,7}\)")
_REPEATED = re.compile(r"([\u4e00-\u9fff])\(([\u4e00-\u9fff])\)")
_KEEP_TRADITIONAL = re.compile(r"乾(?=县|安|陵|州|元|潭|镇)")


@functools.cache
def _converter() -> object:
    # A few milliseconds: only where a traditional character was seen.
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; text that GB 2312 can write is returned as it is."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        kept = _KEEP_TRADITIONAL.sub("\ue000", text)
        return str(_converter().convert(kept)).replace("\ue000", "乾")  # type: ignore[attr-defined]
    return text


def plain(text: str) -> str:
    """Comparable text: NFKC, no blanks, simplified, without spliced pinyin or repeats (办(bàn)公(公))."""
    text = unicodedata.normalize("NFKC", text)
    if _RADICAL.search(text):
        text = text.translate(_GLYPHS)
    text = simplified(_BLANKS.sub("", text))
    if "(" in text:
        text = _SPLICED.sub("", text)
        text = _REPEATED.sub(lambda m: m[1] if m[1] == m[2] else m[0], text)
    return text


_NOT_IN_NAMES = re.compile(r"[<>\[\]{}|`*_~$#!\\\"'=+@&;:^]+")
_LONGEST_NAME = 100


def harmless(name: str) -> str:
    """A name without what no body or place has in its name and a page, a chart or a spreadsheet might interpret:
    markup, formula signs, control and direction characters; at most 100 characters."""
    if name.isalnum() and len(name) <= _LONGEST_NAME:
        return name
    kept = "".join(one for one in name if unicodedata.category(one)[0] not in "CZ" or one == " ")
    return _NOT_IN_NAMES.sub("", kept).lstrip("-－/ ")[:_LONGEST_NAME].strip()


_DIGITS = {"〇": "0", "○": "0", "Ｏ": "0", "O": "0", "零": "0", "一": "1", "二": "2", "三": "3", "四": "4",
           "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}  # fmt: skip
_YEAR_IN_WORDS = re.compile(r"(?:二[〇○ＯO零0][〇○ＯO零0一二][〇○ＯO零0一二三四五六七八九])(?=年)")
_DAY_IN_WORDS = re.compile(r"(?<=[年月])([一二三四五六七八九十]{1,3})(?=[月日])")


def _count(words: str) -> str:
    """一 … 三十一 as digits."""
    if "十" not in words:
        return _DIGITS[words] if len(words) == 1 else ""
    tens, _, ones = words.partition("十")
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


def digits_for_words(text: str) -> str:
    """二〇二〇年一月十九日 as 2020年1月19日; other text unchanged."""
    if "二" not in text:
        return text
    text = _YEAR_IN_WORDS.sub(lambda m: "".join(_DIGITS.get(c, c) for c in m[0]), text)
    return _DAY_IN_WORDS.sub(lambda m: _count(m[1]) or m[0], text)
