"""Removes from a text what is specific to one agency or year: years, figures, names, the sentence on who compiled it."""

from __future__ import annotations

import re
import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

LONGEST = 20_000  # characters of a text that are looked at
_SENTENCE = re.compile(r"[^。\n]+。?")
_FORMAL = re.compile("统计期限|编制本报告|编制而成|邮编|联系电话|电子邮箱|电子版")
_OWN = re.compile(r"(?:全|我|本|各)(?:省|市|州|县|区|旗|镇|乡|街道|局|委|办|厅|中心)")
_DROPPED = re.compile(r"[\W\d_]+")
# dates and ordinals, or, as group 1, a figure; the look-ahead avoids trying every alternative at each character
_FIGURE = re.compile(
    r"(?=[\d第〔(（\n])(?:20\d\d(?!\d)年?度?|\d{1,2}月(?:\d{1,2}日)?|第\d+号?|〔\d+〕|[(（]\d+[)）]|\n\d+[.、．]"
    r"|(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?))"
)
_FEWEST_FIGURES, _FEWEST_LARGE_FIGURES = 3, 2


def mask(text: str, agency: str, *regions: str) -> str:
    """The characters of `text` that can be compared with the text of another agency or year."""
    text = text[:LONGEST]
    if _FORMAL.search(text):
        text = _SENTENCE.sub(lambda sentence: "" if _FORMAL.search(sentence[0]) else sentence[0], text)
    short_name = agency
    for region in regions:
        short_name = short_name.removeprefix(region)
    for name in (agency, short_name, *regions):
        if len(name) > 1:
            text = text.replace(name, "")
    for region in regions:
        if len(region) > 2:
            text = text.replace(region[:-1], "")
    return _OWN.sub("本", _letters(text))


def _letters(text: str) -> str:
    """The text without what `_DROPPED` matches, looked up by code point: thrice as fast as the pattern."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return points[_is_letter()[points]].tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _is_letter() -> NDArray[np.bool_]:
    """A flag per code point."""
    is_letter = np.ones(sys.maxunicode + 1, bool)
    for dropped in _DROPPED.finditer("".join(map(chr, range(sys.maxunicode + 1)))):
        is_letter[dropped.start() : dropped.end()] = False
    return is_letter


def figures_in(text: str) -> tuple[str, ...]:
    """The figures in a text without dates and ordinals; empty if they are too few or too small to identify it."""
    figures = tuple(filter(None, _FIGURE.findall("\n" + text[:LONGEST])))
    large = sum(len(figure) > 1 for figure in figures)
    return figures if len(figures) >= _FEWEST_FIGURES and large >= _FEWEST_LARGE_FIGURES else ()
