"""Declarations that hide an element with all that is in it: not displayed, clipped, moved away, without size."""

from __future__ import annotations

import re

from etl.readers.html.css.declarations import Declarations

_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|r?em|ch|ex|vw|vh|cm|mm|in|pc|%)?")
_OF_LENGTHS = re.compile(r"(calc|min|max)\(([^()]+)\)")
_CHOICES = {"calc": max, "min": min, "max": max}
_PIXELS = {
    None: 1.0, "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ch": 8.0, "ex": 8.0, "vw": 10.0, "vh": 10.0,
    "cm": 37.8, "mm": 3.78, "in": 96.0, "pc": 16.0, "%": 10.0,
}  # fmt: skip
_FAR = 300.0  # pixels; what is moved further is out of the page or its box
_TINY = 1.0
_UNDISPLAYED = ("none", "table-column", "table-column-group")
_AWAY = ("left", "right", "top", "bottom", "inset")
_PLACED = ("absolute", "fixed", "relative", "sticky")
_SIZES = ("width", "height", "max-width", "max-height")
_CLIPPED = ("hidden", "clip", "auto", "scroll")
_RECT = re.compile(r"rect\((.*)\)")
_SHAPE = re.compile(r"(inset|circle|ellipse|polygon)\((.*)\)")
_MOST_INSET = 50.0  # per cent from each side
_NO_SCALE = re.compile(r"(?:\bscale(?:x|y|3d)?|\bmatrix)\((?:-?0*\.?0*(?:,|\))|[^()]*,0*\.?0*\))")
_LEAST_SCALE = re.compile(r"(?:0|0?\.0\d*|[0-4](?:\.\d+)?%)(?: .*)?")
_TURNED = re.compile(r"\brotate[xy]\(-?90deg\)")
_TURNED_OVER = re.compile(r"\brotate[xy]\(-?180deg\)")
_TRANSLATED = re.compile(r"\btranslate(?:x|y|3d)?\(([^()]*)\)")
_TRANSPARENT = re.compile(r"\bopacity\((?:0*\.?0*%?)\)")

CONCEALING = frozenset({
    "display", "position", "overflow", "overflow-x", "overflow-y", "clip", "clip-path", "transform", "translate",
    "scale", "zoom", "filter", "backface-visibility", "text-indent", "margin-left", "margin-top", "margin",
    "content-visibility", *_AWAY, *_SIZES,
})  # fmt: skip


def pixels(value: str) -> float | None:
    """A length in pixels of an ordinary page, percentages of one of 1000; None if it is no length."""
    match = _LENGTH.fullmatch(value)
    if match:
        return float(match[1]) * _PIXELS[match[2]]
    stated = _OF_LENGTHS.fullmatch(value)
    lengths = [pixels(part) for part in stated[2].split(",")] if stated else []
    if stated is None or None in lengths:
        return None
    return _CHOICES[stated[1]](length for length in lengths if length is not None)


def is_displayed(style: Declarations) -> bool:
    return style.get("display") not in _UNDISPLAYED and style.get("content-visibility") != "hidden"


def is_concealed(style: Declarations) -> bool:
    """Whether what is displayed cannot be seen for its place or its size."""
    return is_taken_away(style) or _is_without_size(style)


def is_taken_away(style: Declarations) -> bool:
    """Whether an element is out of sight whatever its size, as parts of tables may be too."""
    return _is_away(style) or _is_clipped(style) or _is_transformed(style)


def _is_away(style: Declarations) -> bool:
    if style.get("position", "") in _PLACED and any(
        _is_far(part) for name in _AWAY if name in style for part in style[name].split(" ")
    ):
        return True
    if any(_is_far(style[name]) for name in ("text-indent", "margin-left", "margin-top") if name in style):
        return True
    margins = style["margin"].split(" ") if "margin" in style else []  # top, right, bottom, left
    return any(map(_is_far, margins[::3] if len(margins) != 2 else margins))


def _is_far(value: str) -> bool:
    length = pixels(value)
    return length is not None and length <= -_FAR


def _is_clipped(style: Declarations) -> bool:
    if rect := _RECT.fullmatch(style.get("clip", "")):
        sides = [pixels(side) for side in re.split(r"[ ,]", rect[1])]
        if len(sides) == 4 and None not in sides:
            top, right, bottom, left = (side or 0.0 for side in sides)
            return bottom - top <= _TINY or right - left <= _TINY
    shape = _SHAPE.match(style.get("clip-path", ""))
    return shape is not None and _is_empty_shape(shape[1], shape[2])


def _is_empty_shape(kind: str, arguments: str) -> bool:
    numbers = [number for number in map(pixels, re.split(r"[ ,]", arguments)) if number is not None]
    if kind == "inset":
        return any(part.endswith("%") and float(part[:-1]) >= _MOST_INSET for part in _percentages(arguments))
    if kind == "polygon":
        return bool(numbers) and not any(numbers)
    return bool(numbers) and numbers[0] == 0


def _percentages(arguments: str) -> list[str]:
    return re.findall(rf"{_NUMBER}%", arguments)


def _is_without_size(style: Declarations) -> bool:
    if style.get("zoom") in ("0", "0%"):
        return True
    if not any(style.get(name, "").startswith(_CLIPPED) for name in ("overflow", "overflow-x", "overflow-y")):
        return False
    sizes = (pixels(style[name]) for name in _SIZES if name in style)
    return any(size is not None and 0 <= size <= _TINY for size in sizes)


def _is_transformed(style: Declarations) -> bool:
    if _TRANSPARENT.search(style.get("filter", "")) or _LEAST_SCALE.fullmatch(style.get("scale", "")):
        return True
    transform = style.get("transform", "")
    if _NO_SCALE.search(transform) or _TURNED.search(transform):
        return True
    if style.get("backface-visibility") == "hidden" and _TURNED_OVER.search(transform):
        return True
    moves = [*_TRANSLATED.findall(transform), style.get("translate", "")]
    return any(_is_far(part) for move in moves for part in re.split(r"[ ,]", move))
