"""A table as a chart, for numbers that are read rather than compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pandas as pd

from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import ROW_HEIGHT, wide

# half-width characters beside the text of a cell
_PADDING = 6
# pixels of the heading and of a row
_HEAD, _ROW = 32, ROW_HEIGHT + 4


def table(
    frame: pd.DataFrame, headings: Sequence[str], palette: Palette, marks: Sequence[Sequence[object]] = ()
) -> Chart:
    """Draw the texts of `frame` as they are, each column as wide as its texts ask for, all but the first aligned to the right.

    `marks` has what the cells of each row but the first one stand for (`customdata` of points.py), to be found by a click.
    """
    figure = Chart(palette, 48 + _HEAD + _ROW * len(frame))
    widths = [
        _PADDING + max(map(wide, [name, *frame[column]]))
        for name, column in zip(headings, frame, strict=True)
    ]
    align = ["left", *["right"] * (len(frame.columns) - 1)]
    figure.add(
        "table",
        columnwidth=widths,
        header={
            "values": [f"<b>{heading}</b>" for heading in headings],
            "align": align,
            "height": _HEAD,
            "fill": {"color": "rgba(0,0,0,0)"},
            "line": {"color": palette.grid},
            "font": {"color": palette.muted, "size": 13},
        },
        cells={
            "values": [list(frame[name]) for name in frame.columns],
            "align": align,
            "height": _ROW,
            "fill": {"color": "rgba(0,0,0,0)"},
            "line": {"color": palette.grid},
            "font": {"color": palette.text, "size": 13},
        },
    )
    if marks:
        _add_points(figure, widths, marks)
    figure.set(margin={"b": 12})
    return figure


def _add_points(figure: Chart, widths: Sequence[int], marks: Sequence[Sequence[object]]) -> None:
    """An invisible point on each cell: a table of Plotly reports no clicks, and style.css lets them through it."""
    ends = list(accumulate(widths))
    middles = [(end - width / 2) / ends[-1] for end, width in zip(ends, widths, strict=True)][1:]
    figure.add(
        "scatter",
        x=middles * len(marks), y=[_HEAD + _ROW * (at + 0.5) for at in range(len(marks)) for _ in middles],
        mode="markers", marker={"size": _ROW, "opacity": 0}, hoverinfo="none",
        customdata=[mark for row in marks for mark in row],
    )  # fmt: skip
    figure.xaxis(range=[0, 1], visible=False)
    figure.yaxis(range=[_HEAD + _ROW * len(marks), 0], visible=False, showticklabels=False)
