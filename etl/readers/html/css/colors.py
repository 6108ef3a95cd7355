"""Colours as style sheets and attributes state them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tinycss2.color4 import parse_color

from etl.readers.common.contrast import Color

# colours of a browser's own surfaces, as they are where the reader has changed nothing (CSS Color 4, 6.2)
_SYSTEM = {
    "canvas": "white",
    "window": "white",
    "field": "white",
    "canvastext": "black",
    "windowtext": "black",
    "fieldtext": "black",
}
_BARE_HEX = re.compile(r"[0-9a-f]{6}")


_LIGHT_OR_DARK = re.compile(r"light-dark\((\w+|#\w+|\w+\([^()]*\)),.*\)")
_LIGHTEST = {"lab": 100.0, "lch": 100.0, "oklab": 1.0, "oklch": 1.0}


@lru_cache(maxsize=1024)
def color(value: str) -> Color | None:
    """Parse a colour in lower case; None if it names no colour of its own (`inherit`, `currentcolor`, variables)."""
    if of_light := _LIGHT_OR_DARK.fullmatch(value):
        value = of_light[1]
    try:
        parsed = parse_color(f"#{value}" if _BARE_HEX.fullmatch(value) else _SYSTEM.get(value, value))
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue = _parts(parsed)
        return Color(red, green, blue, parsed.alpha)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _parts(parsed: Any) -> Sequence[float]:
    """Red, green and blue; of a colour that states its lightness the grey that is as light."""
    if parsed.space in _LIGHTEST:
        return (parsed.coordinates[0] / _LIGHTEST[parsed.space],) * 3
    return parsed.coordinates if parsed.space == "display-p3" else parsed.to("srgb").coordinates
