"""Targets for clicks on bars that are too short to hit: transparent marks, of which the nearest answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pages.parts.charts.base.builder import Chart

# pixels: the size of a mark, and how far from its edge it answers
_SIZE, _REACH = 8, 8
# shares of the axis: longer bars are wider than the targets beside them reach, even where a plot has 300 pixels
_SHORT = 0.08


class _Bar(NamedTuple):
    """A bar: its place across, where it runs along the axis, and what it has from its trace."""

    place: Any
    start: float
    length: float
    point: Any
    text: str
    colour: str


def add(figure: Chart) -> None:
    """Give the short bars that lead to something a target each, all in one trace.

    A bar of no length has one in a row of its own; between other parts of a stack nobody would look for it.
    """
    traces = [trace for trace in figure.data if trace["type"] == "bar" and "customdata" in trace]
    traces = [trace for trace in traces if "base" not in trace]
    if not traces:
        return
    is_level = traces[0].get("orientation") == "h"
    is_stacked = figure.layout.get("barmode") == "stack"
    bars = list(_bars(traces, is_level, is_stacked))
    longest = _SHORT * _length(figure.layout.get("xaxis" if is_level else "yaxis", {}), bars)
    short = [bar for bar in bars if abs(bar.length) < longest and (bar.length or not is_stacked)]
    if not short:
        return
    figure.data.append(_targets(short, is_level, figure.palette.highlight))
    figure.set(hoverdistance=_REACH)
    if is_stacked:  # without one part the others would move away from their targets
        figure.set(legend={"itemclick": False, "itemdoubleclick": False})


def _bars(traces: Sequence[Mapping[str, Any]], is_level: bool, is_stacked: bool) -> Iterator[_Bar]:
    """The bars that have a value, in the order in which they are stacked."""
    ends: dict[Any, float] = {}
    for trace in traces:
        places, values = (trace[side] for side in ("yx" if is_level else "xy"))
        colour = trace["marker"]["color"]
        colours = [colour] * len(places) if isinstance(colour, str) else colour
        rows = zip(places, values, trace["customdata"], trace["hovertext"], colours, strict=True)
        for place, value, *rest in rows:
            if value is not None and value == value:
                start = ends.get(place, 0.0) if is_stacked else 0.0
                ends[place] = start + float(value)
                yield _Bar(place, start, float(value), *rest)


def _length(axis: Mapping[str, Any], bars: Sequence[_Bar]) -> float:
    """How long the axis along the bars is: as set, else up to the end of the longest."""
    if "range" in axis:
        return float(axis["range"][1] - axis["range"][0])
    return max((abs(bar.start + bar.length) for bar in bars), default=0.0)


def _targets(bars: Sequence[_Bar], is_level: bool, highlight: str) -> dict[str, Any]:
    """A mark in the middle of each bar; the one that is clicked is seen, since its bar can hardly be."""
    places, middles = [bar.place for bar in bars], [bar.start + bar.length / 2 for bar in bars]
    return {
        "type": "scatter", "mode": "markers", "showlegend": False, "cliponaxis": False,
        "x": middles if is_level else places, "y": places if is_level else middles,
        "marker": {"size": _SIZE, "opacity": 0, "color": [bar.colour for bar in bars]},
        "customdata": [bar.point for bar in bars],
        "hovertext": [bar.text for bar in bars], "hovertemplate": "%{hovertext}<extra></extra>",
        "selected": {"marker": {"opacity": 1, "color": highlight}}, "unselected": {"marker": {"opacity": 0}},
    }  # fmt: skip
