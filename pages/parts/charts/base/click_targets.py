"""Targets for clicks on bars that are too short to hit: transparent marks, of which the nearest answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pages.parts.charts.base.builder import Chart

# pixels: the size of a mark, and how far from its edge it answers
_SIZE, _REACH = 8, 8
# shares of the axis: longer bars are wider than the targets beside them reach, even where a plot has 300 pixels
_SHORT = 0.08


class _Bar(NamedTuple):
    """A bar of a trace: which one, its place across, and where its middle is along the axis."""

    at: int
    place: Any
    middle: float


def add(figure: Chart) -> None:
    """Give the short bars that lead to something a target each.

    A bar of no length has one in a row of its own; between other parts of a stack nobody would look for it.
    """
    bars = [trace for trace in figure.data if trace["type"] == "bar" and "base" not in trace]
    is_stacked = figure.layout.get("barmode") == "stack"
    targets = [
        _target(figure, trace, short)
        for trace, short in _short_bars(figure, bars, is_stacked)
        if short and "customdata" in trace
    ]
    if not targets:
        return
    figure.data += targets
    figure.set(hoverdistance=_REACH)
    if is_stacked:  # without one part the others would move away from their targets
        figure.set(legend={"itemclick": False, "itemdoubleclick": False})


def _short_bars(
    figure: Chart, bars: list[dict[str, Any]], is_stacked: bool
) -> Iterator[tuple[dict[str, Any], list[_Bar]]]:
    """The bars of each trace that are short beside the axis that they run along."""
    ends: dict[Any, float] = {}
    placed: list[tuple[dict[str, Any], list[tuple[int, Any, float, float]]]] = []
    for trace in bars:
        rows = []
        for at, (place, value) in enumerate(zip(*_sides(trace), strict=True)):
            if value is None or value != value:
                continue
            start = ends.get(place, 0.0) if is_stacked else 0.0
            ends[place] = start + float(value)
            rows.append((at, place, start, float(value)))
        placed.append((trace, rows))
    long = _length(figure, bars, placed)
    for trace, rows in placed:
        yield (
            trace,
            [
                _Bar(at, place, start + value / 2)
                for at, place, start, value in rows
                if abs(value) < _SHORT * long and (value or not is_stacked)
            ],
        )


def _length(figure: Chart, bars: list[dict[str, Any]], placed: list[Any]) -> float:
    """How long the axis along the bars is: as set, else up to the end of the longest."""
    if not bars:
        return 0.0
    axis = figure.layout.get("xaxis" if bars[0].get("orientation") == "h" else "yaxis", {})
    if "range" in axis:
        return float(axis["range"][1] - axis["range"][0])
    return max((abs(start + value) for _, rows in placed for _, _, start, value in rows), default=0.0)


def _sides(trace: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """Places and values of a trace of bars."""
    across, along = ("y", "x") if trace.get("orientation") == "h" else ("x", "y")
    return list(trace[across]), list(trace[along])


def _target(figure: Chart, trace: Mapping[str, Any], short: list[_Bar]) -> dict[str, Any]:
    """The marks of a trace; the one that is clicked is seen, since its bar can hardly be."""
    places, middles = [bar.place for bar in short], [bar.middle for bar in short]
    is_level = trace.get("orientation") == "h"
    customdata, texts, colour = list(trace["customdata"]), list(trace["hovertext"]), trace["marker"]["color"]
    return {
        "type": "scatter", "mode": "markers", "x": middles if is_level else places, "y": places if is_level else middles,
        "marker": {
            "size": _SIZE, "opacity": 0, "color": colour if isinstance(colour, str) else [colour[bar.at] for bar in short],
        },
        "customdata": [customdata[bar.at] for bar in short], "hovertext": [texts[bar.at] for bar in short],
        "hovertemplate": trace["hovertemplate"], "showlegend": False, "cliponaxis": False,
        "selected": {"marker": {"opacity": 1, "color": figure.palette.highlight}},
        "unselected": {"marker": {"opacity": 0}},
    }  # fmt: skip
