"""The shapes of a drawing in order, and how far they reach."""

from __future__ import annotations

from typing import NamedTuple

from pages.parts.charts.base.palette import LIGHT
from pages.parts.charts.picture import rich_text
from pages.parts.charts.picture.colours import Colour, colour
from pages.parts.charts.svg import Shape

_LINE = 1.3  # of a font's size
_DASHES = {"dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3"}


class Ink(NamedTuple):
    """How a text is set: its size and colour, which point of it is at its place, and the `ground` that a pattern leaves it."""

    size: float = 13.0
    colour: Colour = Colour(LIGHT.text)
    across: str = "middle"  # start, middle, end
    down: str = "middle"  # top, middle, bottom
    ground: Colour | None = None


class Canvas:
    """A drawing under construction; `top` and `bottom` are the ends of what is on it."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.top, self.bottom = float("inf"), float("-inf")
        self._patterns: dict[tuple[object, ...], str] = {}

    def reach(self, *ys: float) -> None:
        """Note that something stands at these heights."""
        self.top, self.bottom = min(self.top, *ys), max(self.bottom, *ys)

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: str, opacity: float = 1.0,
        line: tuple[Colour, float] | None = None,
    ) -> None:  # fmt: skip
        """Draw a rectangle; `fill` is a colour or the reference of a pattern."""
        self.reach(y, y + height)
        attributes: dict[str, object] = {
            "x": _short(x), "y": _short(y), "width": _short(width), "height": _short(height), "fill": fill,
        }  # fmt: skip
        if opacity < 1:
            attributes["fill-opacity"] = opacity
        if line and line[1]:
            attributes |= {"stroke": line[0].code, "stroke-width": line[1]}
        self.shapes.append(Shape("rect", attributes))

    def path(
        self, path: str, line: Colour | None = None, width: float = 1.0, dash: str = "solid", fill: Colour | None = None
    ) -> None:  # fmt: skip
        """Draw a path; those who draw it note its reach."""
        attributes: dict[str, object] = {"d": path, "fill": fill.code if fill else "none"}
        if fill and fill.opacity < 1:
            attributes["fill-opacity"] = fill.opacity
        if line and width and line.opacity:
            attributes |= {"stroke": line.code, "stroke-width": width, "stroke-opacity": line.opacity}
            if dash in _DASHES:
                attributes["stroke-dasharray"] = _DASHES[dash]
        self.shapes.append(Shape("path", attributes))

    def line(
        self, start: tuple[float, float], end: tuple[float, float], ink: Colour, width: float = 1.0, dash: str = "solid"
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        self.reach(start[1], end[1])
        self.path(
            f"M{_short(start[0])} {_short(start[1])}L{_short(end[0])} {_short(end[1])}", ink, width, dash
        )

    def text(self, x: float, y: float, text: str, ink: Ink) -> None:
        """Write a text of one or several lines."""
        written = rich_text.lines(text)
        height = _LINE * ink.size
        above = {"top": 0.0, "middle": height * len(written) / 2, "bottom": height * len(written)}[ink.down]
        self.reach(y - above, y - above + height * len(written))
        for at, line in enumerate(written):
            if any(run.text.strip() for run in line):
                self.shapes.append(_written(x, y - above + height * (at + 0.77), line, ink))

    def hatched(self, pattern: dict[str, object], ground: Colour) -> str:
        """The reference of a pattern of lines or dots on a ground."""
        shape, size = str(pattern["shape"]), float(str(pattern.get("size", 8)))
        ink = colour(pattern.get("fgcolor", LIGHT.text)).code
        key = (shape, size, ink, pattern.get("fgopacity", 1), ground.code)
        if key not in self._patterns:
            self._patterns[key] = f"p{len(self._patterns)}"
            self.shapes.append(_pattern(self._patterns[key], shape, size, ink, pattern, ground))
        return f"url(#{self._patterns[key]})"


def _pattern(
    name: str, shape: str, size: float, ink: str, pattern: dict[str, object], ground: Colour
) -> Shape:
    stroke = {
        "stroke": ink,
        "stroke-width": 1.4,
        "stroke-opacity": pattern.get("fgopacity", 1),
        "fill": "none",
    }
    falling, rising = f"M0 0L{size} {size}", f"M0 {size}L{size} 0"
    across = f"M0 {size / 2}H{size}"
    paths = {
        "/": rising,
        "\\": falling,
        "x": falling + rising,
        "-": across,
        "|": f"M{size / 2} 0V{size}",
        "+": f"{across}M{size / 2} 0V{size}",
    }
    if shape == ".":
        middle = {
            "cx": size / 2,
            "cy": size / 2,
            "r": 1.2,
            "fill": ink,
            "fill-opacity": stroke["stroke-opacity"],
        }
        mark = Shape("circle", middle)
    else:
        mark = Shape("path", {"d": paths[shape], **stroke})
    paper = Shape("rect", {"width": size, "height": size, "fill": ground.code})
    tile = {"id": name, "width": size, "height": size, "patternUnits": "userSpaceOnUse"}
    return Shape("defs", {}, "", (Shape("pattern", tile, "", (paper, mark)),))


def _written(x: float, y: float, line: list[rich_text.Run], ink: Ink) -> Shape:
    attributes: dict[str, object] = {
        "x": _short(x), "y": _short(y), "text-anchor": ink.across, "fill": ink.colour.code, "font-size": ink.size,
    }  # fmt: skip
    if ink.ground:
        edge = {"stroke": ink.ground.code, "stroke-width": 4, "stroke-linejoin": "round"}
        attributes |= {**edge, "paint-order": "stroke"}
    if len(line) == 1 and not (line[0].bold or line[0].colour or line[0].size):
        return Shape("text", attributes, line[0].text)
    return Shape("text", attributes, "", tuple(_run(run) for run in line))


def _run(run: rich_text.Run) -> Shape:
    attributes: dict[str, object] = {}
    if run.bold:
        attributes["font-weight"] = "bold"
    if run.colour:
        attributes["fill"] = colour(run.colour).code
    if run.size:
        attributes["font-size"] = run.size
    return Shape("tspan", attributes, run.text)


def _short(number: float) -> str:
    return f"{number:.1f}"
