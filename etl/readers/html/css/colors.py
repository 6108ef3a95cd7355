"""Colours of text and ground, and whether one can be told from the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tinycss2.color4 import parse_color

_LEAST_CONTRAST = 1.15  # of 1 to 21, as in the accessibility guidelines of the web
_LEAST_OPACITY = 0.1
_BARE_HEX = re.compile(r"[0-9a-f]{6}")


class Color(NamedTuple):
    """Red, green, blue and opacity, each 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK, WHITE = Color(0, 0, 0), Color(1, 1, 1)


@lru_cache(maxsize=1024)
def color(value: str) -> Color | None:
    """Parse a colour in lower case; None if it names no colour of its own (`inherit`, `currentcolor`, variables)."""
    try:
        parsed = parse_color(f"#{value}" if _BARE_HEX.fullmatch(value) else value)
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue = parsed.to("srgb").coordinates
        return Color(red, green, blue, parsed.alpha)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        return None


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
