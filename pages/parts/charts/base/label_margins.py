"""Room for the labels beside an axis, worked out from the labels.

Plotly measures them itself (`automargin`), but where it finds too little room, it draws the chart once more: that
doubles its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pages.parts.charts.base.builder import Chart

# pixels of a sign at the labels' size, 13, and what stands between label and axis
_WIDE, _NARROW, _SPACE = 13.0, 7.6, 14
_MARKUP = re.compile(r"<(?!br)[^>]+>")
_FIRST_WIDE = "\u2e80"


def left(figure: Chart) -> int:
    """Pixels that the labels of the y axes take."""
    return round(max((_width(label) for label in _labels(figure)), default=0)) + _SPACE


def _width(label: str) -> float:
    lines = _MARKUP.sub("", label).split("<br>")
    return max(sum(_WIDE if sign >= _FIRST_WIDE else _NARROW for sign in line) for line in lines)


def _labels(figure: Chart) -> Iterator[str]:
    named = [axis for name, axis in figure.layout.items() if name.startswith("yaxis")] or [{}]
    axes = [axis for axis in named if axis.get("showticklabels") is not False]
    for axis in axes:
        yield from axis.get("ticktext", ())
    if not figure.data or not axes or any("ticktext" in axis for axis in axes):
        return
    values = [list(trace["y"]) for trace in figure.data if "y" in trace]
    texts = [value for of_trace in values for value in of_trace if isinstance(value, str)]
    if texts:
        yield from texts
    elif any("%" in axis.get("tickformat", "") for axis in axes):
        yield "100%"
    else:
        yield f"{_highest(figure, axes, values):,.0f}"


def _highest(figure: Chart, axes: Iterable[Mapping[str, Any]], values: Iterable[Iterable[Any]]) -> float:
    """No less than the highest figure beside an axis, with some room above it."""
    ends = [axis["range"][1] for axis in axes if "range" in axis]
    tops = [
        max((float(value) for value in of_trace if value is not None and value == value), default=0.0)
        for of_trace in values
    ]
    piled = figure.layout.get("barmode") in ("stack", "relative") or any(
        "stackgroup" in trace for trace in figure.data
    )
    return max([*ends, 1.25 * (sum(tops) if piled else max(tops, default=0.0))])
