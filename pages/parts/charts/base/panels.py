"""Panels under and beside each other in one chart: their stretches, axes, lines and the words beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.parts.charts.base.palette import ABOVE
from pages.parts.charts.base.style import every_year_between, with_gaps, wrapped
from pages.parts.text.number_format import nice_step

ROW_HEIGHT, BELOW = 92, 56
# where the panels begin: left of them stand the names of their rows
GUTTER = 0.17
_LABEL = 16  # half-width characters
_SCALE = 40  # pixels that the numbers of a scale leave free on the left


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared over the years.

    `frame` has key, measure, year, plotted, status, short_text and hover_text; `rows` are (measure, label, percent),
    `columns` (key, name); `breaks` and the peers' `medians` are by measure and year. Lines end at the breaks of their
    measure.
    """

    frame: pd.DataFrame
    rows: Sequence[tuple[str, str, bool]]
    columns: Sequence[tuple[str, str]]
    breaks: Mapping[str, Mapping[int, str]]
    medians: Mapping[str, Mapping[int, float]]

    @property
    def years(self) -> list[int]:
        """Every year from the first to the last."""
        return every_year_between(self.frame["year"].unique())

    def lines(self, measure: str) -> tuple[list[float], dict[str, pd.DataFrame]]:
        """The years of a measure with its breaks, and for each unit its rows in these years."""
        grid = with_gaps(self.years, self.breaks.get(measure, {}))
        of_measure = self.frame[self.frame["measure"] == measure]
        return grid, {
            key: of_measure[of_measure["key"] == key].set_index("year").reindex(grid)
            for key, _ in self.columns
        }


def height(rows: int) -> int:
    """Pixels of a chart with one row of panels per measure."""
    return ABOVE + BELOW + ROW_HEIGHT * rows


def stretches(n: int, gap: float, first: float = 0.0, last: float = 1.0) -> list[tuple[float, float]]:
    """The stretch from `first` to `last` in `n` parts with gaps between them."""
    width = (last - first - gap * (n - 1)) / n
    return [(first + at * (width + gap), first + at * (width + gap) + width) for at in range(n)]


def rows_of(n: int) -> list[tuple[float, float]]:
    """The stretches of `n` rows of panels, the first on top."""
    return stretches(n, 0.24 / n)[::-1]


def nth(name: str, number: int) -> str:
    """The name of an axis, or of its layout, as Plotly numbers them: x, x2, x3 …"""
    return name if number == 1 else f"{name}{number}"


def years_axis(
    years: Sequence[int], domain: tuple[float, float], anchor: str, labelled: bool, room: float = 0.0
) -> dict[str, Any]:
    """An x axis with its first and last year; `room` is the share of its length left free beyond the last."""
    span = years[-1] - years[0] + 1
    return {
        "domain": domain, "anchor": anchor, "tickvals": sorted({years[0], years[-1]}), "tickformat": "d",
        "showticklabels": labelled, "range": [years[0] - 0.5, years[-1] + 0.5 + span * room / (1 - room)], "showgrid": False, "zeroline": False,
    }  # fmt: skip


def scale(
    top: float, percent: bool, domain: tuple[float, float], anchor: str, labelled: bool
) -> dict[str, Any]:
    """A y axis from 0 with one more tick between half of `top` and `top`, which suffices to read it."""
    step = nice_step(top)
    return {
        "domain": domain, "anchor": anchor, "range": [0, top * 1.25], "tickvals": [0, max(step, math.floor(top / step) * step)],
        "tickformat": ".0%" if percent else ",", "showticklabels": labelled,
    }  # fmt: skip


def words(text: str, x: float, y: float, colour: str, anchor: str = "left", **more: Any) -> dict[str, Any]:
    """An annotation at a place of the chart."""
    return {
        "text": text, "xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": anchor, "yanchor": "middle",
        "showarrow": False, "align": anchor, "font": {"size": 12, "color": colour},
    } | more  # fmt: skip


def row_name(label: str, row: tuple[float, float], colour: str) -> dict[str, Any]:
    """The name of a row, in lines that fit the gutter."""
    return words("<br>".join(wrapped(label, _LABEL)), 0.0, sum(row) / 2, colour, xshift=-_SCALE)


def line(
    grid: Sequence[float], frame: pd.DataFrame, colour: str, symbol: str = "circle", dash: str = "solid"
) -> dict[str, Any]:
    """A line that ends where there is no value; points of few cases are hollow, the last one is larger.

    `frame` has plotted, status and hover_text, indexed by the years of `grid`.
    """
    known = [at for at, value in enumerate(frame["plotted"]) if value == value]
    last = known[-1] if known else -1
    return {
        "kind": "scatter", "x": list(grid), "y": values(frame["plotted"]), "mode": "lines+markers", "connectgaps": False, "cliponaxis": False,
        "line": {"color": colour, "width": 2.2, "dash": dash},
        "marker": {
            "size": [9 if at == last else 5 for at in range(len(frame))], "color": colour, "opacity": 1,
            "symbol": [f"{symbol}-open" if status == "small" else symbol for status in frame["status"]],
        },
        "text": list(frame["hover_text"].fillna("")), "hovertemplate": "%{text}<extra></extra>",
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 0.5}},
    }  # fmt: skip


def median(grid: Sequence[float], of_years: Mapping[int, float], colour: str) -> dict[str, Any]:
    """A dotted line of medians."""
    return {
        "kind": "scatter", "x": list(grid), "y": [of_years.get(int(year)) if year == int(year) else None for year in grid],
        "mode": "lines", "line": {"color": colour, "width": 1.4, "dash": "dot"}, "hoverinfo": "skip",
    }  # fmt: skip


def values(column: pd.Series) -> list[float | None]:
    """The values of a column, None where there is none."""
    return [None if value != value else float(value) for value in column.astype(float)]


def top(frames: Sequence[pd.DataFrame]) -> float:
    """The highest plotted value; 1 if there is none above 0."""
    return (
        max(
            (float(frame["plotted"].max()) for frame in frames if frame["plotted"].notna().any()), default=0.0
        )
        or 1.0
    )
