"""Rates in order, with their intervals and the ranks that the intervals leave open."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import row_labels
from pages.parts.charts.base.traces import category_axis, faded_unless_clicked, hover, interval
from pages.parts.text.number_format import nice_step


def ranks(
    frame: pd.DataFrame, common: float | None, common_label: str, palette: Palette, least: int = 0
) -> Chart:
    """Draw one row per rate, with a line at the common rate; at `least` so many pixels high.

    `frame` has key, name, year, plotted, low, high, ranked, chosen, beside (the text on the right) and hover_text. Rates
    without a rank are grey and hollow; rows without a rate have their text alone.
    """
    frame = frame.assign(name=row_labels(frame["name"]))
    figure = Chart(palette, max(least, height(len(frame)) + 8))
    for ranked in (True, False):
        for chosen in (False, True):
            part = frame[(frame["ranked"] == ranked) & (frame["chosen"] == chosen) & frame["plotted"].notna()]
            if len(part):
                _add_marks(figure, part, ranked, chosen)
    top = _highest(frame)
    _add_texts(figure, frame, top * 1.03)
    if common is not None:
        figure.vertical_line(common, common_label, {"color": palette.muted, "width": 1.4, "dash": "dash"})
    category_axis(figure, frame["name"])
    step = nice_step(min(top, 1.0))
    ticks = [at * step for at in range(round(min(top, 1.0) / step) + 1)]
    figure.xaxis(tickformat=".0%", range=[0, top * 1.45], tickvals=ticks, zeroline=True)
    return figure


def _add_marks(figure: Chart, part: pd.DataFrame, ranked: bool, chosen: bool) -> None:
    palette = figure.palette
    colour = palette.highlight if chosen else palette.accent if ranked else palette.muted
    symbol = ("diamond" if chosen else "circle") + ("" if ranked else "-open")
    figure.add(
        "scatter", y=part["name"], x=part["plotted"], mode="markers", showlegend=False,
        marker={"size": 11 if chosen else 9, "color": colour, "line": {"width": 2, "color": colour}, "symbol": symbol},
        error_x=interval(part, colour),
        customdata=points.customdata(part), **hover(part["hover_text"]), **faded_unless_clicked(0.55),
    )  # fmt: skip


def _add_texts(figure: Chart, frame: pd.DataFrame, x: float) -> None:
    """Ranks and figures on the right, grey where there is no rank."""
    palette = figure.palette
    colours = [palette.text if ranked else palette.muted for ranked in frame["ranked"]]
    figure.add(
        "scatter", y=frame["name"], x=[x] * len(frame), mode="text", text=frame["beside"],
        textposition="middle right", showlegend=False, textfont={"size": 12, "color": colours},
        customdata=points.customdata(frame), **hover(frame["hover_text"]),
    )  # fmt: skip


def _highest(frame: pd.DataFrame) -> float:
    """The upper end of the highest interval drawn; 1 where none is."""
    highest = frame["high"].where(frame["plotted"].notna()).max()
    return float(highest) if frame["plotted"].notna().any() else 1.0
