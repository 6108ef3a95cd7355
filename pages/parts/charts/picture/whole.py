"""The whole drawing of a figure, in as many pieces as pages need."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any, NamedTuple

from pages.parts.charts.base.builder import CachedFigure
from pages.parts.charts.picture import bar_marks, heat_cells, scatter, surroundings
from pages.parts.charts.picture.plot import Plot, plot
from pages.parts.charts.svg import drawing

WIDE = 720
_WIDER = 920
_ROOM = 6
# axes beside each other from which on a drawing is wider, and columns of a matrix
_MANY_AXES, _MANY_COLUMNS = 3, 9


class Picture(NamedTuple):
    """An SVG drawing and its size in pixels."""

    svg: str
    width: int
    height: int


def draw(figure: CachedFigure, tallest: int = 0) -> list[Picture]:
    """The drawing of a figure.

    One that is taller than `tallest` pixels is divided between its rows. Raises ValueError for a trace or a mark that
    the charts of this project do not have.
    """
    plain = figure.to_plotly_json()
    width = _width(plain)
    drawn = plot(plain, width)
    if drawn.axes:
        drawn.canvas.reach(*(end for name, axis in drawn.axes.items() if name[0] == "y" for end in axis.span))
        surroundings.grid(drawn)
        bar_marks.draw_all(drawn)
    for trace in drawn.traces:
        _draw(drawn, trace)
    if drawn.axes:
        surroundings.labels(drawn)
    surroundings.shapes(drawn)
    surroundings.notes(drawn)
    surroundings.legend(drawn)
    edges = _edges(drawn, tallest)
    return [
        Picture(str(drawing(width, (top, bottom), drawn.canvas.shapes)), width, bottom - top)
        for top, bottom in itertools.pairwise(edges)
    ]


def _draw(drawn: Plot, trace: Mapping[str, Any]) -> None:
    match trace["type"]:
        case "bar":
            pass  # drawn before all others, because they may stand on each other
        case "scatter":
            scatter.draw(drawn, trace)
        case "heatmap":
            heat_cells.draw(drawn, trace)
        case kind:
            raise ValueError(f"not a trace that can be drawn: {kind}")


def _width(figure: Mapping[str, Any]) -> int:
    beside = {
        tuple(axis["domain"])
        for name, axis in figure["layout"].items()
        if name.startswith("xaxis") and "domain" in axis
    }
    columns = figure["layout"].get("xaxis", {}).get("tickvals")
    is_wide = len(beside) >= _MANY_AXES or len(columns if columns is not None else ()) >= _MANY_COLUMNS
    return _WIDER if is_wide else WIDE


def _edges(drawn: Plot, tallest: int) -> list[int]:
    """Heights at which the drawing begins, is divided, and ends."""
    first, last = int(drawn.canvas.top) - _ROOM, int(drawn.canvas.bottom) + _ROOM + 1
    edges = [first]
    rows = sorted(place for name, axis in drawn.axes.items() if name == "y" for place, _ in axis.ticks())
    if tallest:
        for row, following in itertools.pairwise(rows):
            after = rows[min(rows.index(following) + 1, len(rows) - 1)]
            if after - edges[-1] > tallest:
                edges.append(int((row + following) / 2))
    return [*edges, last]
