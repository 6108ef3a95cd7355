"""Rates in order with their intervals, and the ranks that the intervals leave open."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import row_labels
from pages.parts.text.number_format import nice_step


def ranks(frame: pd.DataFrame, common: float | None, common_label: str, palette: Palette) -> Chart:
    """Frame of key, name, shown, low, high, ranked, chosen, verdict, beside (text at the right), said, year.

    Those that are not ranked are grey and hollow; those without a rate have only the text.
    """
    frame = frame.assign(name=row_labels(frame["name"]))
    figure = Chart(palette, height(len(frame)) + 20)
    for ranked in (True, False):
        for chosen in (False, True):
            part = frame[(frame["ranked"] == ranked) & (frame["chosen"] == chosen) & frame["plotted"].notna()]
            if part.empty:
                continue
            colour = palette.highlight if chosen else palette.accent if ranked else palette.muted
            figure.add(
                "scatter",
                y=part["name"],
                x=part["plotted"],
                mode="markers",
                showlegend=False,
                marker={
                    "size": 11 if chosen else 9,
                    "color": colour,
                    "line": {"width": 2, "color": colour},
                    "symbol": ("diamond" if chosen else "circle") + ("" if ranked else "-open"),
                },
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": part["high"] - part["plotted"],
                    "arrayminus": part["plotted"] - part["low"],
                    "color": colour,
                    "thickness": 1.5,
                    "width": 4,
                },
                customdata=points.customdata(part),
                hovertext=part["hover_text"],
                hovertemplate="%{hovertext}<extra></extra>",
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 0.55}},
            )
    top = (
        float(frame["high"].where(frame["plotted"].notna()).max()) if frame["plotted"].notna().any() else 1.0
    )
    figure.add(
        "scatter",
        y=frame["name"],
        x=[top * 1.03] * len(frame),
        mode="text",
        text=frame["beside"],
        textposition="middle right",
        showlegend=False,
        textfont={
            "size": 12,
            "color": [palette.text if ranked else palette.muted for ranked in frame["ranked"]],
        },
        customdata=points.customdata(frame),
        hovertext=frame["hover_text"],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    if common is not None:
        figure.vertical_line(common, common_label, {"color": palette.muted, "width": 1.4, "dash": "dash"})
    figure.yaxis(type="category", categoryorder="array", categoryarray=list(frame["name"])[::-1])
    step = nice_step(min(top, 1.0))
    ticks = [at * step for at in range(round(min(top, 1.0) / step) + 1)]
    figure.xaxis(tickformat=".0%", range=[0, top * 1.45], tickvals=ticks, zeroline=True)
    figure.set(margin={"t": 92})
    return figure
