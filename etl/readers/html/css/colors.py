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
    "highlighttext": "white",
    "accentcolortext": "white",
    "canvastext": "black",
    "windowtext": "black",
    "fieldtext": "black",
}
_BARE_HEX = re.compile(r"[0-9a-f]{6}")
_NUMBER_ALONE = re.compile(r"calc\(([\d.]+%?)\)")
_FROM = re.compile(r"\w+\(from (.+) (?:r g b|h s l|h w b|l a b|l c h)(?:/(?:alpha|1|100%))?\)")
# words of a value: a function with its arguments, or what stands between blanks
_WORD = re.compile(r"[\w-]*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^ ()]+")
_LONGEST = 200  # characters of a colour that is computed
_LIGHT_OR_DARK = re.compile(r"light-dark\((\w+|#\w+|\w+\([^()]*\)),.*\)")
_LIGHTEST = {"lab": 100.0, "lch": 100.0, "oklab": 1.0, "oklch": 1.0}


@lru_cache(maxsize=1024)
def color(value: str) -> Color | None:
    """Parse a colour in lower case; None if it names no colour of its own (`inherit`, `currentcolor`, variables)."""
    if of_light := _LIGHT_OR_DARK.fullmatch(value):
        value = of_light[1]
    value = _NUMBER_ALONE.sub(r"\1 ", value)
    try:
        if "(from " in value and (same := _FROM.fullmatch(value)):
            return color(same[1])
        if value.startswith("color-mix(") and len(value) <= _LONGEST:
            return _mixed(value.removeprefix("color-mix(")[:-1])
        parsed = parse_color(f"#{value}" if _BARE_HEX.fullmatch(value) else _SYSTEM.get(value, value))
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue = _parts(parsed)
        return Color(red, green, blue, parsed.alpha)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError, ZeroDivisionError):
        return None


def words(value: str) -> list[str]:
    """The words of a value, a function with its arguments being one."""
    return _WORD.findall(value)


def _mixed(stated: str) -> Color | None:
    """Two colours mixed, each in the share that it states; the space to mix in changes little and is not looked at."""
    _, *named = arguments(stated)
    shares, colors = zip(*map(_share_and_color, named), strict=True)
    first, second = colors
    if first is None or second is None:
        return None
    one, other = shares
    if one is None:
        one = 0.5 if other is None else 1 - other
    if other is None:
        other = 1 - one
    weights = (one * first.alpha, other * second.alpha)
    weight, total = sum(weights), one + other
    red, green, blue = (
        (weights[0] * a + weights[1] * b) / weight if weight else 0.0
        for a, b in zip(first[:3], second[:3], strict=True)
    )
    return Color(red, green, blue, weight / total * min(total, 1.0))


def arguments(text: str) -> list[str]:
    """What commas divide that stand in no brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _share_and_color(stated: str) -> tuple[float | None, Color | None]:
    share, named = None, None
    for word in words(stated):
        if word.endswith("%"):
            share = float(word[:-1]) / 100
        else:
            named = color(word)
    return share, named


def _parts(parsed: Any) -> Sequence[float]:
    """Red, green and blue; of a colour that states its lightness the grey that is as light."""
    if parsed.space in _LIGHTEST:
        return (parsed.coordinates[0] / _LIGHTEST[parsed.space],) * 3
    return parsed.coordinates if parsed.space == "display-p3" else parsed.to("srgb").coordinates
