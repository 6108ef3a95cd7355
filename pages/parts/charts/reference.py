"""Shares against the value that they should equal."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import row_labels


def against(frame: pd.DataFrame, line: str, palette: Palette) -> Chart:
    """Draw one share per row with its distance from 100 %, which a line named `line` marks.

    `frame` has agency_id, year, label, share (NaN if the denominator is 0), whole (all parts are loaded: a filled mark),
    display_text and hover_text.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)) - 16)
    for row in frame[frame["share"].notna()].itertuples():
        figure.add("scatter",
            x=[1, row.share], y=[row.label, row.label], mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": palette.faint, "width": 4},
        )  # fmt: skip
    below = frame["share"] < 1
    for part, side in ((frame[~below], "right"), (frame[below], "left")):  # away from the line to 100 %
        figure.add("scatter",
            x=part["share"].fillna(1), y=part["label"], mode="markers+text", showlegend=False, cliponaxis=False,
            marker={
                "size": [0 if share != share else 11 for share in part["share"]], "color": palette.accent,
                "symbol": ["circle" if whole else "circle-open" for whole in part["whole"]],
                "line": {"width": 2, "color": palette.accent},
            },
            text=[f"  {text}  " for text in part["display_text"]], textposition=f"middle {side}",
            textfont={"color": palette.text},
            customdata=list(zip(part["agency_id"], part["year"], strict=True)), hovertext=part["hover_text"],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.vertical_line(1, line, {"color": palette.highlight, "width": 1.5, "dash": "dash"})
    known = frame["share"].dropna()
    low, high = min([0.8, *known]), max([1.2, *known])
    room = (high - low) * 0.05
    figure.yaxis(
        autorange="reversed", type="category", showgrid=True, ticks="",
        categoryorder="array", categoryarray=list(frame["label"]),
    )  # fmt: skip
    figure.xaxis(tickformat=".0%", range=[low - room * (6 if low < 1 else 1), high + room * 6])
    return figure
