"""A table as a chart, for numbers that are read rather than compared."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import ROW_HEIGHT, wide

# half-width characters beside the text of a cell
_PADDING = 6


def table(frame: pd.DataFrame, headings: Sequence[str], palette: Palette) -> Chart:
    """Draw the texts of `frame` as they are, each column as wide as its texts ask for, all but the first aligned to the right."""
    figure = Chart(palette, 68 + (ROW_HEIGHT + 4) * len(frame))
    align = ["left", *["right"] * (len(frame.columns) - 1)]
    figure.add(
        "table",
        columnwidth=[
            _PADDING + max(map(wide, [name, *frame[column]]))
            for name, column in zip(headings, frame, strict=True)
        ],
        header={
            "values": [f"<b>{heading}</b>" for heading in headings],
            "align": align,
            "height": 32,
            "fill": {"color": "rgba(0,0,0,0)"},
            "line": {"color": palette.grid},
            "font": {"color": palette.muted, "size": 13},
        },
        cells={
            "values": [list(frame[name]) for name in frame.columns],
            "align": align,
            "height": ROW_HEIGHT + 4,
            "fill": {"color": "rgba(0,0,0,0)"},
            "line": {"color": palette.grid},
            "font": {"color": palette.text, "size": 13},
        },
    )
    figure.set(margin={"t": 18, "b": 12})
    return figure
