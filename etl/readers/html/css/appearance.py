"""How the text of an element appears: its colour, ground, size and opacity, with what it inherits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from etl.readers.common.contrast import BLACK, WHITE, Color, is_lost
from etl.readers.html.css.colors import color
from etl.readers.html.css.concealment import CONCEALING, is_concealed, is_displayed, is_taken_away, pixels
from etl.readers.html.css.declarations import Declarations
from etl.readers.html.css.text_ground import ground, is_in_letters, painted_letters

_LEAST_OPACITY = 0.1
_LEAST_SIZE = 2.0  # pixels
_ORDINARY_SIZE = 16.0
_KEYWORD_SIZES = {"smaller": 0.83, "larger": 1.2}
_TABLE_PARTS = frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot"})
_SIZE_IN_FONT = re.compile(r"(?:^| )(0|[\d.]+(?:[a-z]+|%))(?=[/ ])")
_INHERITED = ("", "inherit", "unset", "revert")
_GROUNDS = ("background", "background-color", "background-image", "background-size")

Attributes = Mapping[str, str | None]


class Appearance(NamedTuple):
    """How text stands on the page. `gone`: nothing in the element is seen whatever it declares.

    `ground` is None if a picture lies behind the text; `size` is in pixels.
    """

    ink: Color = BLACK
    ground: Color | None = WHITE
    size: float = _ORDINARY_SIZE
    opacity: float = 1.0
    is_visible: bool = True
    is_gone: bool = False

    @property
    def is_invisible(self) -> bool:
        """Whether nobody sees the text for any reason but its colour."""
        return (
            self.is_gone
            or not self.is_visible
            or self.size < _LEAST_SIZE
            or self.ink.alpha * self.opacity < _LEAST_OPACITY
        )

    @property
    def may_be_lost(self) -> bool:
        """Whether the text has the colour of paper and stands on a picture, whose colour is not known."""
        return self.ground is None and is_lost(self.ink, WHITE)

    @property
    def is_lost(self) -> bool:
        """Whether the text has the colour of its ground."""
        return is_lost(self.ink, self.ground)


USUAL = Appearance()
RELEVANT = CONCEALING | {
    "visibility", "opacity", "font-size", "font", "color", "-webkit-text-fill-color", *_GROUNDS,
    "background-clip", "-webkit-background-clip",
}  # fmt: skip


def appearance(tag: str, attributes: Attributes, style: Declarations, outer: Appearance) -> Appearance:
    """How the text directly in an element appears; `outer` is the appearance of the element around it."""
    opacity = outer.opacity * _opacity(style.get("opacity", ""))
    return Appearance(
        _ink(tag, attributes, style, outer),
        ground(attributes, style, outer.ground),
        _size(style, outer.size),
        opacity,
        _is_visible(style.get("visibility", ""), outer.is_visible),
        outer.is_gone or opacity < _LEAST_OPACITY or _is_gone(tag, attributes, style),
    )


def _opacity(value: str) -> float:
    value = value.removeprefix("calc(").removesuffix(")")
    try:
        number = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 1.0
    return min(max(number, 0.0), 1.0)


def _ink(tag: str, attributes: Attributes, style: Declarations, outer: Appearance) -> Color:
    for value in (
        style.get("-webkit-text-fill-color"),
        style.get("color"),
        attributes.get("color") if tag == "font" else None,
        attributes.get("text") if tag == "body" else None,
    ):
        if value and (ink := color("black" if value == "initial" else value.strip().lower())):
            break
    else:
        ink = outer.ink
    if is_in_letters(style) and ink.alpha < 1:
        return painted_letters(style, outer.ground) or BLACK
    return ink


def _size(style: Declarations, outer: float) -> float:
    latest = [name for name in style if name in ("font-size", "font")][-1:]
    value = style[latest[0]] if latest else ""
    if latest == ["font"]:
        stated = _SIZE_IN_FONT.search(value)
        value = stated[1] if stated else ""
    if value in _KEYWORD_SIZES:
        return outer * _KEYWORD_SIZES[value]
    length = pixels(value)
    if length is None:
        return outer if value in _INHERITED else _ORDINARY_SIZE
    if value.endswith("%"):
        return outer * float(value[:-1]) / 100
    is_relative = value.endswith("em") and not value.endswith("rem")
    return outer * float(value[:-2]) if is_relative else length


def _is_visible(value: str, outer: bool) -> bool:
    if value in ("hidden", "collapse"):
        return False
    return True if value in ("visible", "initial") else outer


def _is_gone(tag: str, attributes: Attributes, style: Declarations) -> bool:
    if is_removed(tag, attributes, style):
        return True
    # boxes of a table grow to hold what is in them
    return is_taken_away(style) if tag in _TABLE_PARTS else is_concealed(style)


def is_removed(tag: str, attributes: Attributes, style: Declarations) -> bool:
    """Whether an element takes no space at all."""
    if not is_displayed(style):
        return True
    if style.get("visibility") == "collapse" and tag in ("tr", "tbody", "thead", "tfoot"):
        return True
    has_display = "display" in style
    is_closed = (tag == "dialog" and "open" not in attributes) or "popover" in attributes
    return not has_display and ("hidden" in attributes or is_closed)
