"""Room for the labels beside an axis and above a plot, estimated from their texts.

Plotly measures them itself (`automargin`), but draws the chart a second time if there is too little room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pages.parts.charts.base.builder import Chart

# pixels of a full-width and a half-width character at 13 px, and of the gap between label and axis
_WIDE, _NARROW, _SPACE = 13.0, 7.6, 16
_MARKUP = re.compile(r"<(?!br)[^>]+>")
_FIRST_WIDE = "\u2e80"
# pixels that a mark at the upper edge needs; of a line of labels, and of the gap between them and the plot
_BARE, _LINE, _GAP = 10, 17, 8
_ABOVE_LABELS = 16  # the gaps below and above labels on top
# pixels that a row needs beyond its usual height where its label and the next one have two lines; a third is one more
_TALLER = 10


def left(figure: Chart) -> int:
    """Pixels that the labels of the y axes need."""
    return round(max((_width(label) for label in _labels(figure)), default=0)) + _SPACE


def above(figure: Chart) -> int:
    """Pixels that the words above the plot need: labels of an axis on top, annotations, numbers on columns."""
    rooms = [_BARE, *map(_room_above, figure.layout.get("annotations", ()))]
    for name, axis in figure.layout.items():
        if name.startswith("xaxis") and axis.get("side") == "top":
            rooms.append(_lines(axis.get("ticktext", ())) * _LINE + _ABOVE_LABELS)
    if any(trace["type"] == "bar" and trace.get("textposition") == "auto" for trace in figure.data):
        rooms.append(_LINE + _GAP)
    return max(rooms)


def of_more_lines(figure: Chart) -> int:
    """Pixels that labels of several lines beside rows need; a single one has room between labels of one line."""
    labels = {label for trace in figure.data for label in trace.get("y", ()) if isinstance(label, str)}
    if sum("<br>" in label for label in labels) < 2:
        return 0
    return len(labels) * (_TALLER + _LINE * (_lines(labels) - 2))


def _room_above(annotation: Mapping[str, Any]) -> int:
    if annotation.get("yref") != "paper" or annotation["y"] < 1 or annotation.get("yanchor") == "top":
        return 0
    high = _lines([annotation["text"]]) * _LINE
    below = 0 if annotation["yanchor"] == "bottom" else high // 2
    return int(annotation.get("yshift", 0)) + high - below + _GAP // 2


def _lines(labels: Iterable[str]) -> int:
    return max((label.count("<br>") + 1 for label in labels), default=1)


def _width(label: str) -> float:
    lines = _MARKUP.sub("", label).split("<br>")
    return max(sum(_WIDE if character >= _FIRST_WIDE else _NARROW for character in line) for line in lines)


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
    """An upper bound of the numbers beside an axis."""
    ends = [axis["range"][1] for axis in axes if "range" in axis]
    tops = [
        max((float(value) for value in of_trace if value is not None and value == value), default=0.0)
        for of_trace in values
    ]
    stacked = figure.layout.get("barmode") in ("stack", "relative") or any(
        "stackgroup" in trace for trace in figure.data
    )
    return max([*ends, 1.25 * (sum(tops) if stacked else max(tops, default=0.0))])
