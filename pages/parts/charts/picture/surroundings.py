"""What stands around the marks: grid, ticks, titles of axes, lines and texts of the layout, legend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pages.parts.charts.base.palette import LIGHT
from pages.parts.charts.picture import point_marks, rich_text
from pages.parts.charts.picture.axes import Axis
from pages.parts.charts.picture.canvas import Ink
from pages.parts.charts.picture.colours import Colour, colour
from pages.parts.charts.picture.plot import Plot
from pages.parts.charts.picture.trace_values import each

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_AWAY = 6
_SAMPLE, _BETWEEN, _ENTRY = 26, 18, 20


def grid(plot: Plot) -> None:
    """Draw the lines across the plane, below everything else."""
    for name, axis in plot.axes.items():
        other = plot.axes[axis.options.get("anchor", "y" if name[0] == "x" else "x")]
        ticks = [place for place, _ in axis.ticks()] if axis.options.get("showgrid", True) else []
        shade = colour(axis.options.get("gridcolor", LIGHT.grid))
        for place in ticks:
            _across(plot, name, place, other, shade, 1.0)
        low, high = sorted(axis.range)
        if (
            axis.categories is None
            and not axis.logarithmic
            and axis.options.get("zeroline", True)
            and low <= 0 <= high
        ):
            zero = colour(axis.options.get("zerolinecolor", LIGHT.grid))
            _across(plot, name, axis.at(0), other, zero, float(axis.options.get("zerolinewidth", 1.5)))


def _across(plot: Plot, name: str, place: float, other: Axis, shade: Colour, width: float) -> None:
    low, high = other.span
    ends = ((place, low), (place, high)) if name[0] == "x" else ((low, place), (high, place))
    plot.canvas.line(*ends, shade, width)


def labels(plot: Plot) -> None:
    """Write the ticks of each axis and its title."""
    for name, axis in plot.axes.items():
        options, font = axis.options, axis.options.get("tickfont", {})
        size, shade = float(font.get("size", 13)), colour(font.get("color", LIGHT.muted))
        if options.get("showticklabels", True):
            for place, text in axis.ticks():
                _tick(plot, name, axis, place, text, (size, shade))
        title = (options.get("title") or {}).get("text")
        if title and name[0] == "x":
            middle = sum(axis.span) / 2
            plot.canvas.text(
                middle, plot.canvas.bottom + 4, title, Ink(13, Colour(LIGHT.muted), "middle", "top")
            )


def _tick(plot: Plot, name: str, axis: Axis, place: float, text: str, look: tuple[float, Colour]) -> None:
    other = plot.axes[axis.options.get("anchor", "y" if name[0] == "x" else "x")]
    size, shade = look
    if name[0] == "y":
        plot.canvas.text(min(other.span) - _AWAY, place, text, Ink(size, shade, "end"))
    elif axis.options.get("side") == "top":
        plot.canvas.text(place, min(other.span) - _AWAY, text, Ink(size, shade, "middle", "bottom"))
    else:
        plot.canvas.text(place, max(other.span) + _AWAY, text, Ink(size, shade, "middle", "top"))


def shapes(plot: Plot) -> None:
    """Draw the lines of the layout. Raises ValueError for another shape."""
    for shape in plot.layout.get("shapes", ()):
        if shape["type"] != "line":
            raise ValueError(f"not a shape of the charts: {shape['type']}")
        line = shape.get("line", {})
        ends = [
            (_place(plot, "x", shape, shape[f"x{at}"]), _place(plot, "y", shape, shape[f"y{at}"]))
            for at in "01"
        ]
        ink = colour(line.get("color", LIGHT.muted))
        plot.canvas.line(ends[0], ends[1], ink, float(line.get("width", 1)), line.get("dash", "solid"))


def _place(plot: Plot, side: str, item: Mapping[str, Any], value: Any) -> float:
    reference = item.get(f"{side}ref", side)
    if reference == "paper":
        return plot.across(value) if side == "x" else plot.up(value)
    axis = plot.axes[reference]
    return axis.pixel(value) if isinstance(value, str) else axis.at(float(value))


def notes(plot: Plot) -> None:
    """Write the texts of the layout, on a ground where they have one."""
    for note in plot.layout.get("annotations", ()):
        mark = _place(plot, "x", note, note["x"]), _place(plot, "y", note, note["y"])
        x, y = mark[0] + note.get("xshift", 0), mark[1] - note.get("yshift", 0)
        if note.get("showarrow"):
            x, y = mark[0] + note["ax"], mark[1] + note["ay"]
            plot.canvas.line(mark, (x, y), colour(note["arrowcolor"]), float(note["arrowwidth"]))
        font = note.get("font", {})
        size, anchor = float(font.get("size", 12)), _ANCHORS[note.get("xanchor", "center")]
        ink = Ink(size, colour(font.get("color", LIGHT.text)), anchor, note.get("yanchor", "middle"))
        if "bgcolor" in note:
            y = _ground(plot, note, x, y, size)
            ink = ink._replace(down="top")
        plot.canvas.text(x, y, note["text"], ink)


def _ground(plot: Plot, note: Mapping[str, Any], x: float, y: float, size: float) -> float:
    """Draw the box of a text that hangs from `y`; where its text begins."""
    pad, lines = float(note.get("borderpad", 2)), len(rich_text.lines(note["text"]))
    wide, high = rich_text.plain_width(note["text"], size) + 2 * pad, 1.3 * size * lines + 2 * pad
    border = (colour(note["bordercolor"]), 1.0) if "bordercolor" in note else None
    plot.canvas.rectangle(x - wide / 2, y, wide, high, colour(note["bgcolor"]).code, line=border)
    return y + pad


def legend(plot: Plot) -> None:
    """Write the names of the traces with a sample of each, in lines under the drawing."""
    entries = list(_entries(plot))
    if not entries or not plot.layout.get("showlegend", len(entries) > 1):
        return
    x, y = float(_AWAY), plot.canvas.bottom + _ENTRY
    right = plot.box[0] + plot.box[2]
    for trace in entries:
        wide = _SAMPLE + rich_text.plain_width(trace["name"], 12) + _BETWEEN
        if x > _AWAY and x + wide > right:
            x, y = float(_AWAY), y + _ENTRY
        _sample(plot, trace, x, y)
        plot.canvas.text(x + _SAMPLE, y, trace["name"], Ink(12, across="start"))
        x += wide


def _entries(plot: Plot) -> Iterable[Mapping[str, Any]]:
    return (trace for trace in plot.traces if trace.get("name") and trace.get("showlegend", True))


def _sample(plot: Plot, trace: Mapping[str, Any], x: float, y: float) -> None:
    marker, middle = trace.get("marker", {}), x + _SAMPLE / 2 - 3
    if trace["type"] == "bar":
        fill = colour(each(marker.get("color"), 1, LIGHT.accent)[0])
        pattern = marker.get("pattern", {})
        hatched = isinstance(pattern.get("shape"), str) and pattern["shape"]
        drawn = plot.canvas.hatched(pattern, fill) if hatched else fill.code
        plot.canvas.rectangle(middle - 7, y - 6, 14, 12, drawn, fill.opacity)
        return
    if "lines" in trace.get("mode", ""):
        line = trace.get("line", {})
        shade = colour(line.get("color", LIGHT.accent))
        plot.canvas.line(
            (x, y), (x + _SAMPLE - 6, y), shade, float(line.get("width", 2)), line.get("dash", "solid")
        )
    if "markers" in trace.get("mode", ""):
        own = {name: each(value, 1, None)[0] if name != "line" else value for name, value in marker.items()}
        for mark in point_marks.marks(own | {"size": min(float(own.get("size", 6)), 12.0)}, 1, LIGHT.accent):
            point_marks.draw(plot.canvas, middle, y, mark)
