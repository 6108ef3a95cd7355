"""A figure against the one that it should equal."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.frame import Chart, new, row_labels
from pages.parts.palette import Palette


def against(frame: pd.DataFrame, line: str, palette: Palette) -> Chart:
    """One share a row with its distance from 100 %, marked by a line that `line` names.

    Frame of agency_id, year, label, share (NaN where there is nothing to divide by), whole (all parts are
    there: a filled mark), written, said.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = new(palette, height(len(frame)))
    for row in frame[frame["share"].notna()].itertuples():
        figure.add_scatter(
            x=[1, row.share], y=[row.label, row.label], mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": palette.faint, "width": 4},
        )  # fmt: skip
    figure.add_scatter(
        x=frame["share"].fillna(1), y=frame["label"], mode="markers+text", showlegend=False, cliponaxis=False,
        marker={
            "size": [0 if share != share else 11 for share in frame["share"]], "color": palette.accent,
            "symbol": ["circle" if whole else "circle-open" for whole in frame["whole"]],
            "line": {"width": 2, "color": palette.accent},
        },
        text=[f"  {text}" for text in frame["written"]], textposition="middle right", textfont={"color": palette.text},
        customdata=list(zip(frame["agency_id"], frame["year"], strict=True)), hovertext=frame["said"],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    figure.add_vline(x=1, line={"color": palette.highlight, "width": 1.5, "dash": "dash"})
    figure.add_annotation(
        x=1,
        y=1,
        yref="paper",
        text=line,
        showarrow=False,
        yanchor="bottom",
        font={"size": 12, "color": palette.muted},
    )
    known = frame["share"].dropna()
    low, high = min([0.8, *known]), max([1.2, *known])
    room = (high - low) * 0.05
    figure.update_yaxes(autorange="reversed", type="category", showgrid=True, ticks="")
    figure.update_xaxes(tickformat=".0%", range=[low - room, high + room * 6])
    figure.update_layout(margin={"t": 96})
    return figure
