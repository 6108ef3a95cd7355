"""Bars, one above the other or on the same line, with the texts in them or at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pages.parts.charts.base.palette import LIGHT, ink
from pages.parts.charts.picture import rich_text
from pages.parts.charts.picture.canvas import Ink
from pages.parts.charts.picture.colours import Colour, colour
from pages.parts.charts.picture.plot import Plot
from pages.parts.charts.picture.trace_values import each, listed

_SMALLEST = 10
_GAP = 4


class _Bar(NamedTuple):
    """A bar as (left, top, width, height), which way it runs, and its look."""

    box: tuple[float, float, float, float]
    horizontal: bool
    backwards: bool
    fill: Colour
    is_patterned: bool
    text: str


def draw_all(plot: Plot) -> None:
    """Draw the bars of all traces in their order."""
    stacked: dict[tuple[str, Any, bool], float] = {}
    for trace in plot.traces:
        if trace["type"] == "bar":
            for bar in list(_bars(plot, trace, stacked)):
                _text(plot, trace, bar)


def _bars(
    plot: Plot, trace: Mapping[str, Any], stacked: dict[tuple[str, Any, bool], float]
) -> Iterator[_Bar]:
    """Draw the bars of a trace without their texts."""
    horizontal = trace.get("orientation") == "h"
    along, across = plot.of(trace) if horizontal else plot.of(trace)[::-1]
    places, lengths = (listed(trace["y" if horizontal else "x"]), listed(trace["x" if horizontal else "y"]))
    n = len(places)
    marker, thick = trace.get("marker", {}), each(trace.get("width"), n, 1 - plot.layout.get("bargap", 0.2))
    bases, texts = each(trace.get("base"), n, None), each(trace.get("text"), n, "")
    fills, patterns = each(marker.get("color"), n, LIGHT.accent), marker.get("pattern", {})
    shapes = each(patterns.get("shape"), n, "")
    line = marker.get("line", {})
    outline = (colour(line["color"]), float(line.get("width", 0))) if line.get("color") else None
    for at, (place, length) in enumerate(zip(places, lengths, strict=True)):
        if length is None or place is None:
            continue
        start = bases[at] if bases[at] is not None else 0.0
        if bases[at] is None and plot.layout.get("barmode") in ("stack", "relative"):
            key = trace.get("xaxis", "x"), place, length < 0
            start = stacked.get(key, 0.0)
            stacked[key] = start + length
        ends = sorted(_within(along.span, along.at(value)) for value in (start, start + length))
        half = thick[at] * across.unit() / 2
        middle = across.pixel(place)
        box = (ends[0], middle - half, ends[1] - ends[0], 2 * half)
        if not horizontal:
            box = (middle - half, ends[0], 2 * half, ends[1] - ends[0])
        fill = colour(fills[at])
        drawn = plot.canvas.hatched({**patterns, "shape": shapes[at]}, fill) if shapes[at] else fill.code
        plot.canvas.rectangle(*box, drawn, fill.opacity, outline)
        yield _Bar(box, horizontal, length < 0, fill, bool(shapes[at]), str(texts[at] or ""))


def _within(span: tuple[float, float], pixel: float) -> float:
    return min(max(pixel, min(span)), max(span))


def _text(plot: Plot, trace: Mapping[str, Any], bar: _Bar) -> None:
    if not bar.text.strip():
        return
    left, top, width, height = bar.box
    font = trace.get("textfont", {})
    if trace.get("textposition") == "outside":
        shade = colour(font.get("color", LIGHT.text))
        x = left - _GAP if bar.backwards else left + width + _GAP
        plot.canvas.text(x, top + height / 2, bar.text, Ink(12, shade, "end" if bar.backwards else "start"))
        return
    wanted = float(trace.get("insidetextfont", font).get("size", 12))
    size = wanted if trace.get("constraintext") == "none" else _fitting(bar.text, wanted, width, height)
    if size:
        dark = LIGHT.text if trace.get("constraintext") == "none" else ink(bar.fill.code)
        ground = bar.fill if bar.is_patterned else None
        plot.canvas.text(left + width / 2, top + height / 2, bar.text, Ink(size, Colour(dark), ground=ground))


def _fitting(text: str, wanted: float, width: float, height: float) -> float:
    """The size at which a text fits a bar; 0 where none is legible."""
    needed = rich_text.plain_width(text, wanted)
    size = min(wanted, wanted * (width - 2) / needed if needed else wanted, height)
    return round(size, 1) if size >= _SMALLEST else 0.0
