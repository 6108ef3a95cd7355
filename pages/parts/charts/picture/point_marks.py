"""Marks of points: circle, square, diamond, triangles and ticks, filled or hollow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pages.parts.charts.base.palette import LIGHT
from pages.parts.charts.picture.canvas import Canvas
from pages.parts.charts.picture.colours import NOTHING, Colour, colour
from pages.parts.charts.picture.trace_values import each

# corners of a symbol, in halves of its size
_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "triangle-up": ((0, -1.15), (1, 0.7), (-1, 0.7)),
    "triangle-left": ((-1.15, 0), (0.7, -1), (0.7, 1)),
    "triangle-right": ((1.15, 0), (-0.7, -1), (-0.7, 1)),
}


class Mark(NamedTuple):
    """The look of one point; its opacity is that of its colours."""

    symbol: str
    size: float
    fill: Colour
    line: Colour
    line_width: float


def marks(marker: Mapping[str, Any], count: int, default: str) -> Iterator[Mark]:
    """The look of each of so many points."""
    line = marker.get("line", {})
    columns = zip(
        each(marker.get("symbol"), count, "circle"), each(marker.get("size"), count, 6),
        each(marker.get("color"), count, default), each(line.get("color"), count, None),
        each(marker.get("opacity"), count, 1.0), strict=True,
    )  # fmt: skip
    for symbol, size, fill, edge, opacity in columns:
        name, is_open = symbol.removesuffix("-open"), symbol.endswith("-open")
        shade = colour(fill)
        own = Colour(shade.code, shade.opacity * opacity)
        stroke = Colour(colour(edge).code, opacity) if edge and not is_open else own
        width = float(line.get("width", 1.5 if is_open else 0))
        yield Mark(name, float(size), NOTHING if is_open else own, stroke, width)


def draw(canvas: Canvas, x: float, y: float, mark: Mark) -> None:
    """Draw a point; one of no size or quite transparent is left out. Raises ValueError for a symbol not known."""
    if not mark.size or not (mark.fill.opacity or mark.line.opacity):
        return
    half = mark.size / 2
    canvas.reach(y - half, y + half)
    if mark.symbol == "circle":
        path = f"M{x - half:.1f} {y:.1f}a{half} {half} 0 1 0 {2 * half} 0a{half} {half} 0 1 0 {-2 * half} 0Z"
    elif mark.symbol == "line-ns":
        path = f"M{x:.1f} {y - half:.1f}V{y + half:.1f}"
    elif mark.symbol in _CORNERS:
        corners = (f"{x + half * right:.1f} {y + half * down:.1f}" for right, down in _CORNERS[mark.symbol])
        path = f"M{'L'.join(corners)}Z"
    else:
        raise ValueError(f"not a mark of the charts: {mark.symbol}")
    hollow = mark.fill is NOTHING
    paper = Colour(LIGHT.paper) if hollow else mark.fill
    canvas.path(path, mark.line, mark.line_width, fill=None if mark.symbol == "line-ns" else paper)
