"""Points, lines between them, areas, error bars and texts beside points."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from pages.parts.charts.base.palette import LIGHT
from pages.parts.charts.picture import point_marks
from pages.parts.charts.picture.axes import Axis
from pages.parts.charts.picture.canvas import Ink
from pages.parts.charts.picture.colours import Colour, colour
from pages.parts.charts.picture.plot import Plot
from pages.parts.charts.picture.trace_values import each, listed
from pages.parts.charts.svg import Shape

_Place = tuple[float, float] | None
_BESIDE = {"left": "end", "center": "middle", "right": "start"}
_OVER = {"top": "bottom", "middle": "middle", "bottom": "top"}


def draw(plot: Plot, trace: Mapping[str, Any]) -> None:
    """Draw one trace of points."""
    x, y = plot.of(trace)
    xs, ys = listed(trace.get("x")), listed(trace.get("y"))
    places: list[_Place] = [
        (x.pixel(across), y.pixel(up)) if across is not None and up is not None else None
        for across, up in zip(xs, ys, strict=True)
    ]
    mode = trace.get("mode", "")
    if trace.get("fill") == "toself":
        _area(plot, trace, places)
    elif "lines" in mode:
        _line(plot, trace, places, (x, y))
    if "error_x" in trace:
        _errors(plot, trace, xs, places, x)
    if "markers" in mode:
        _marks(plot, trace, places, (x, y))
    if "text" in mode:
        _texts(plot, trace, places)


def _area(plot: Plot, trace: Mapping[str, Any], places: list[_Place]) -> None:
    shade = colour(trace["fillcolor"])
    fill = Colour(shade.code, trace.get("opacity", 1) * shade.opacity)
    plot.canvas.path(_path([place for place in places if place]) + "Z", fill=fill)


def _line(plot: Plot, trace: Mapping[str, Any], places: list[_Place], axes: tuple[Axis, Axis]) -> None:
    """Stretches of points with nothing missing between them, cut off at the ends of the axes."""
    line = trace.get("line", {})
    shade, width = colour(line.get("color", LIGHT.accent)), float(line.get("width", 2))
    before = len(plot.canvas.shapes)
    for is_known, stretch in itertools.groupby(places, bool):
        known = [place for place in stretch if place]
        if is_known and len(known) > 1:
            plot.canvas.path(_path(known), shade, width, line.get("dash", "solid"))
    if any(place and not (axes[0].holds(place[0]) and axes[1].holds(place[1])) for place in places):
        _cut(plot, axes, before)


def _cut(plot: Plot, axes: tuple[Axis, Axis], before: int) -> None:
    """Show the shapes drawn since `before` only within the axes."""
    shapes = plot.canvas.shapes
    (left, right), (top, bottom) = sorted(axes[0].span), sorted(axes[1].span)
    name = f"c{before}"
    box = Shape("rect", {"x": left, "y": top, "width": right - left, "height": bottom - top})
    window = Shape("defs", {}, "", (Shape("clipPath", {"id": name}, "", (box,)),))
    shapes[before:] = [window, Shape("g", {"clip-path": f"url(#{name})"}, "", tuple(shapes[before:]))]


def _errors(plot: Plot, trace: Mapping[str, Any], xs: list[Any], places: list[_Place], x: Axis) -> None:
    bars = trace["error_x"]
    ink, width, cap = colour(bars["color"]), float(bars.get("thickness", 1.5)), float(bars.get("width", 4))
    for value, place, more, less in zip(
        xs, places, listed(bars["array"]), listed(bars["arrayminus"]), strict=True
    ):
        if place is None or more is None or less is None:
            continue
        ends = [min(max(x.pixel(end), min(x.span)), max(x.span)) for end in (value - less, value + more)]
        plot.canvas.line((ends[0], place[1]), (ends[1], place[1]), ink, width)
        for end in ends:
            plot.canvas.line((end, place[1] - cap), (end, place[1] + cap), ink, width)


def _marks(plot: Plot, trace: Mapping[str, Any], places: list[_Place], axes: tuple[Axis, Axis]) -> None:
    shade = trace.get("line", {}).get("color", LIGHT.accent)
    for place, mark in zip(
        places, point_marks.marks(trace.get("marker", {}), len(places), shade), strict=True
    ):
        if place and axes[0].holds(place[0]) and axes[1].holds(place[1]):
            point_marks.draw(plot.canvas, *place, mark)


def _texts(plot: Plot, trace: Mapping[str, Any], places: list[_Place]) -> None:
    font, n = trace.get("textfont", {}), len(places)
    colours, size = each(font.get("color"), n, LIGHT.text), float(font.get("size", 12))
    over, beside = (trace.get("textposition") or "middle center").split()
    away = {"left": -3.0, "center": 0.0, "right": 3.0}[beside]
    sizes = each(trace.get("marker", {}).get("size"), n, 0) if "markers" in trace["mode"] else [0] * n
    for place, text, shade, mark in zip(places, each(trace.get("text"), n, ""), colours, sizes, strict=True):
        if place and text:
            x = place[0] + away + (mark / 2) * (away > 0) - (mark / 2) * (away < 0)
            plot.canvas.text(
                x, place[1], str(text).strip(" "), Ink(size, colour(shade), _BESIDE[beside], _OVER[over])
            )


def _path(places: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
