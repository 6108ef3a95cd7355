"""Colours of OFD units."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

UNKNOWN = (float("nan"), float("nan"), float("nan"))
_FULL = 255.0


class Color(NamedTuple):
    """Red, green and blue from 0 to 1, NaN where unknown, and how much covers what is below."""

    parts: tuple[float, float, float]
    alpha: float


def color_of(element: etree._Element, palette_color: Callable[[etree._Element], str]) -> Color:
    """A colour as an element gives it: grey, RGB or CMYK by its number of values; patterns are unknown.

    A gradient from a colour to itself is that colour. `palette_color` gives the values of one stated by its number.
    """
    stops = {color_of(one, palette_color) for one in element.iterdescendants("{*}Color")}
    if len(stops) == 1:
        return stops.pop()
    words = palette_color(element) if element.get("Index") else element.get("Value", "")
    return _color(words, element.get("Alpha") or "", is_plain=not len(element))


@lru_cache(maxsize=256)
def _color(words: str, opacity: str, is_plain: bool) -> Color:
    try:
        alpha = float(opacity or _FULL) / _FULL
        values = [_value(word) / _FULL for word in words.split()]
    except ValueError:
        return Color(UNKNOWN, 1.0)
    if not is_plain:
        return Color(UNKNOWN, alpha)
    if len(values) == 1:
        return Color((values[0], values[0], values[0]), alpha)
    if len(values) == 3:
        return Color((values[0], values[1], values[2]), alpha)
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return Color(
            ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)), alpha
        )
    return Color(UNKNOWN, alpha)


def _value(word: str) -> float:
    """A part of a colour, in decimal or in hexadecimal digits (#ff)."""
    return float(int(word[1:], 16)) if word.startswith("#") else float(word)
