"""Colours of text and ground, and whether one can be told from the other: one rule for all formats."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_LEAST_CONTRAST = 1.15  # of 1 to 21, as in the accessibility guidelines of the web
_LEAST_OPACITY = 0.1


class Color(NamedTuple):
    """Red, green, blue and opacity, each 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK, WHITE = Color(0, 0, 0), Color(1, 1, 1)


def hexadecimal(digits: str) -> Color | None:
    """A colour of six hexadecimal digits, as Word and Excel write it; None for anything else (`auto`)."""
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return Color(red / 255, green / 255, blue / 255)


def over(top: Color, ground: Color) -> Color:
    """The colour of a more or less transparent colour on an opaque one."""
    share = min(max(top.alpha, 0.0), 1.0)
    red, green, blue = (
        share * upper + (1 - share) * lower for upper, lower in zip(top[:3], ground[:3], strict=True)
    )
    return Color(red, green, blue)


@lru_cache(maxsize=1024)
def is_lost(text: Color, ground: Color | None) -> bool:
    """Whether text cannot be seen on an opaque ground; `ground` is None if it is a picture or unknown."""
    if text.alpha < _LEAST_OPACITY:
        return True
    if ground is None:
        return False
    light, dark = sorted((_luminance(over(text, ground)), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _LEAST_CONTRAST


def _luminance(of: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in of[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
