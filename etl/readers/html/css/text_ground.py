"""What lies behind the text of an element: a colour, or a picture of which no colour is known."""

from __future__ import annotations

from collections.abc import Mapping

from etl.readers.common.contrast import Color, over
from etl.readers.html.css.colors import arguments, color, words
from etl.readers.html.css.declarations import Declarations

_COLORS = ("background", "background-color")
_IMAGES = ("background", "background-image")
_ALIKE = 0.04  # of each part of a colour
_CLIPS = ("background-clip", "-webkit-background-clip")


def ground(attributes: Mapping[str, str | None], style: Declarations, outer: Color | None) -> Color | None:
    """The colour behind the text of an element, `outer` being what lies behind the element; None of a picture."""
    if is_in_letters(style):
        return outer
    plain = _painted(attributes, style, outer)
    images = [style[name] for name in _latest(style, _IMAGES)]
    if attributes.get("background") or any("url(" in image for image in images):
        return None
    gradients = [image for image in images if any("gradient(" in word for word in words(image))]
    if not gradients:
        return plain
    even = _even(gradients[0])
    if even is None or "/" in gradients[0].rpartition(")")[2] or "background-size" in style:
        return None
    if even.alpha == 0:
        return plain
    return over(even, plain) if plain else even if even.alpha == 1 else None


def is_in_letters(style: Declarations) -> bool:
    """Whether the ground of an element is painted in the shape of its letters."""
    return any(style.get(name) == "text" for name in _CLIPS)


def painted_letters(style: Declarations, outer: Color | None) -> Color | None:
    """The colour of letters that are painted as the ground; None if it is no single one."""
    return ground({}, {name: value for name, value in style.items() if name not in _CLIPS}, outer)


def _latest(style: Declarations, names: tuple[str, str]) -> list[str]:
    """Which of a shorthand and its part count: the part after the shorthand, else the shorthand alone."""
    stated = [name for name in style if name in names]
    return stated[-1:]


def _painted(attributes: Mapping[str, str | None], style: Declarations, outer: Color | None) -> Color | None:
    latest = _latest(style, _COLORS)
    stated = style[latest[0]] if latest else None
    for part in words((stated or attributes.get("bgcolor") or "").strip().lower()):
        if painted := color(part.lstrip(",")):
            if painted.alpha == 0:
                return outer
            return over(painted, outer) if outer else painted
    return None if stated and "var(" in stated else outer


def _even(image: str) -> Color | None:
    """The colour of a gradient that has one throughout."""
    gradient = next(word for word in words(image) if "gradient(" in word)
    inner = gradient.partition("(")[2].removesuffix(")")
    stops = [stop for part in arguments(inner) for word in words(part) if (stop := color(word))]
    is_even = all(abs(a - b) < _ALIKE for stop in stops for a, b in zip(stop, stops[0], strict=True))
    return stops[0] if stops and is_even else None
