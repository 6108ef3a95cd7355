"""The parts of a change: one bar per cause on both sides of a zero line, with the figures of both years beside it."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import row_labels
from pages.parts.charts.base.traces import beside_clicked, category_axis

# of the longest bar: room for the figure at its end, and for the figures of both years on the right
_END, _BESIDE = 0.3, 0.75


def change_bars(frame: pd.DataFrame, heading: str, palette: Palette) -> Chart:
    """Draw the rows from top to bottom; rows that are not of one agency (`is_rest`) are grey.

    `frame` has key, asks, label, value, is_rest, display_text, beside (the figures of both years) and hover_text; `heading`
    stands above the figures.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)))
    figure.add(
        "bar", y=frame["label"], x=frame["value"], orientation="h",
        marker={"color": [palette.faint if rest else palette.accent for rest in frame["is_rest"]]},
        text=frame["display_text"], textposition="outside", cliponaxis=False, textfont={"color": palette.text},
        customdata=points.customdata(frame), hovertext=frame["hover_text"],
        hovertemplate="%{hovertext}<extra></extra>", **beside_clicked(palette),
    )  # fmt: skip
    for row in frame.itertuples():
        figure.annotate(
            text=row.beside, x=1, xref="paper", xanchor="right", y=row.label, showarrow=False,
            font={"size": 12, "color": palette.muted},
        )  # fmt: skip
    figure.annotate(
        text=heading, x=1, xref="paper", xanchor="right", y=1, yref="paper", yanchor="bottom", showarrow=False,
        font={"size": 12, "color": palette.muted},
    )  # fmt: skip
    low, high = min(0.0, float(frame["value"].min())), max(0.0, float(frame["value"].max()))
    reach = max(high - low, 1.0)
    category_axis(figure, frame["label"], showgrid=False, dtick=1)
    figure.xaxis(
        range=[low - _END * reach * (low < 0), high + (_END + _BESIDE) * reach], showticklabels=False, showgrid=False,
        zeroline=True, zerolinecolor=palette.muted, zerolinewidth=1,
    )  # fmt: skip
    figure.set(showlegend=False, bargap=0.3, margin={"b": 24})
    return figure
