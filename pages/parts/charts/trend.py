"""Series over years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from pages.parts.charts.base import line_names, points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import (
    count_axis,
    every_year_between,
    hatch_pattern,
    mark_breaks,
    number_font,
    with_gaps,
    year_axis,
)

# a doubtful figure so many times the largest other one ends beyond the axis
_BEYOND = 3
# pixels that notes below the years need
_NOTE = 11
# the axis of named lines ends so many times as high as they do
_ABOVE_HIGHEST = 1.12
_DASHES = ("solid", "dash", "dot", "dashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up")


def lines(
    series: Mapping[str, pd.DataFrame],
    breaks: Mapping[int, str],
    notes: Mapping[int, str],
    palette: Palette,
    percent: bool,
) -> Chart:
    """Draw one line per series, with its interval as a band where the values are rates (`percent`).

    `series` maps a label to a frame of year, plotted, low, high and hover_text, perhaps measure and `doubtful_text`, which
    is written at a year whose figure is not to stretch the axis. A line ends at a break
    (year -> what changed) and at a year without a value. `notes` stand under their years.
    """
    figure = Chart(palette, 296)
    years = every_year_between(year for frame in series.values() for year in frame["year"])
    grid = with_gaps(years, breaks)
    for at, (label, frame) in enumerate(series.items()):
        colour = palette.categories[at % 4]
        known = {row.year: row for row in frame.itertuples() if row.plotted == row.plotted}
        if percent:
            _band(figure, grid, known, colour)
        figure.add(
            "scatter", x=grid, y=[known[x].plotted if x in known else None for x in grid], name=label,
            mode="lines+markers", connectgaps=False,
            line={"color": colour, "width": 2.5, "dash": _DASHES[at % 4]},
            marker={"size": 8, "symbol": _SYMBOLS[at % 4], "color": colour},
            customdata=points.over_years(grid, measure=_measure(frame)), text=[known[x].hover_text if x in known else "" for x in grid],
            hovertemplate="%{text}<extra></extra>", selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.45}},
        )  # fmt: skip
    mark_breaks(figure, breaks)
    year_axis(figure, years, notes)
    figure.yaxis(rangemode="tozero", tickformat=".0%" if percent else ",")
    if not percent:
        count_axis(
            figure, "yaxis", max((float(frame["plotted"].max()) for frame in series.values()), default=0)
        )
    doubtful = [frame for frame in series.values() if "doubtful_text" in frame]
    _clip(figure, doubtful)
    has_legend = len(series) > 1 and not (not doubtful and _named(figure, list(series.values()), breaks))
    figure.set(showlegend=has_legend, margin={"b": 83 if has_legend else 44})
    return figure


def _named(figure: Chart, frames: Sequence[pd.DataFrame], breaks: Mapping[int, str]) -> bool:
    """Write the names of the lines on the plot, and end its axis above them; False if there is no room for all."""
    top = _ABOVE_HIGHEST * max(float(frame[["plotted", "high"]].max().max()) for frame in frames)
    lowest = min(float(frame["plotted"].min()) for frame in frames)
    if not top > 0 or lowest < 0:
        return False
    lines = [
        line_names.Line(trace["name"], trace["marker"]["symbol"], trace["line"]["color"], list(zip(trace["x"], trace["y"], strict=True)))
        for trace in figure.data if trace["mode"] == "lines+markers"
    ]  # fmt: skip
    names = line_names.beside(lines, tuple(figure.layout["xaxis"]["range"]), top, breaks)
    if names is None:
        return False
    figure.yaxis(range=[0, top])
    for name in names:
        figure.annotate(**name)
    return True


def _clip(figure: Chart, frames: Sequence[pd.DataFrame]) -> None:
    """End the axis above the figures that are beyond doubt, and write the doubtful ones at its end."""
    rows = pd.concat(frames) if frames else pd.DataFrame({"doubtful_text": [], "plotted": []})
    sure = rows.loc[rows["doubtful_text"] == "", "plotted"].max()
    beyond = rows[(rows["doubtful_text"] != "") & (rows["plotted"] > _BEYOND * sure)]
    if sure != sure or not sure or beyond.empty:
        return
    figure.yaxis(range=[0, sure * 1.3], tickformat=",", dtick=None)
    for row in beyond.itertuples():
        figure.annotate(
            x=row.year, y=1, yref="paper", yanchor="top", text=row.doubtful_text, showarrow=False,
            bgcolor=figure.palette.paper, bordercolor=figure.palette.highlight, borderpad=3,
            font={"size": 12, "color": figure.palette.text},
        )  # fmt: skip


def columns(
    frame: pd.DataFrame,
    parts: Sequence[tuple[str, str, str, str]],
    breaks: Mapping[int, str],
    palette: Palette,
    notes: Mapping[int, str] = MappingProxyType({}),
) -> Chart:
    """Draw stacked columns by year; `parts` are (column, label, colour, pattern), `hover_<column>` has the hover text, and
    `measure_<column>`, if the frame has it, what a click on the part asks for.

    `notes` stand below years. A number that its part has no room for stands above the last part, and is left out of others.
    """
    figure = Chart(palette, 296)
    for column, label, colour, pattern in parts:
        figure.add("bar",
            x=frame["year"], y=frame[column].astype(object).where(frame[column].notna(), None), name=label,
            marker={"color": colour, "line": {"color": palette.paper, "width": 1}, "pattern": hatch_pattern(pattern, colour)},
            text=[f"{value:,.0f}" if value == value and value else "" for value in frame[column]],
            textposition="auto" if column == parts[-1][0] else "inside", insidetextanchor="middle", textangle=0,
            insidetextfont=number_font(colour, pattern), outsidetextfont={"size": 12, "color": palette.text},
            cliponaxis=False,
            customdata=points.customdata(
                frame.assign(key=""), f"measure_{column}" if f"measure_{column}" in frame else "measure"
            ),
            hovertext=frame[f"hover_{column}"],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    mark_breaks(figure, breaks)
    figure.set(
        uniformtext={"minsize": 10, "mode": "hide"},
        barmode="stack",
        bargap=0.35,
        showlegend=len(parts) > 1,
        margin={"b": (68 if len(parts) > 1 else 40) + (_NOTE if notes else 0)},
    )
    year_axis(figure, [int(year) for year in frame["year"]], notes)
    figure.xaxis(showgrid=False)
    count_axis(figure, "yaxis", float(frame[[column for column, *_ in parts]].sum(axis=1).max()))
    return figure


def _measure(frame: pd.DataFrame) -> str:
    """The key of the measure that a series shows; empty where the frame does not say."""
    return str(frame["measure"].iloc[0]) if "measure" in frame and len(frame) else ""


def _band(figure: Chart, grid: Sequence[float], known: Mapping[float, Any], colour: str) -> None:
    """Fill one area per stretch without gaps, so that none bridges a break."""
    stretch: list[float] = []
    for x in [*grid, None]:
        if x is not None and x in known and known[x].low == known[x].low:
            stretch.append(x)
            continue
        if len(stretch) > 1:
            low, high = ([getattr(known[x], bound) for x in stretch] for bound in ("low", "high"))
            figure.add(
                "scatter", x=[*stretch, *reversed(stretch)], y=[*high, *reversed(low)], fill="toself", mode="lines",
                line={"width": 0}, fillcolor=colour, opacity=0.14, hoverinfo="skip", showlegend=False,
            )  # fmt: skip
        stretch = []
