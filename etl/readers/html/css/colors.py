"""Colours as style sheets and attributes state them."""

from __future__ import annotations

import re
from functools import lru_cache

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


@lru_cache(maxsize=1024)
def color(value: str) -> Color | None:
    """Parse a colour in lower case; None if it names no colour of its own (`inherit`, `currentcolor`, variables)."""
    try:
        parsed = parse_color(f"#{value}" if _BARE_HEX.fullmatch(value) else _SYSTEM.get(value, value))
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue = parsed.to("srgb").coordinates
        return Color(red, green, blue, parsed.alpha)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        return None
