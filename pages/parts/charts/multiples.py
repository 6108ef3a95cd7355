"""Small multiples: one row per measure, one column per compared unit, the same axes in every row and column."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import every_year_between, with_gaps
from pages.parts.text.number_format import nice_step

_TALL, _GAP = 112, 0.012


def multiples(
    frame: pd.DataFrame,
    rows: Sequence[tuple[str, str, bool]],
    columns: Sequence[tuple[str, str]],
    breaks: Mapping[str, Mapping[int, str]],
    palette: Palette,
) -> Chart:
    """Draw a panel for each measure and unit, with the unit's line in colour and those of the others in grey.

    `frame` has key, measure, year, plotted, status and hover_text; `rows` are (measure, label, percent), `columns` (key,
    name). Lines end at the breaks of their measure.
    """
    years = every_year_between(frame["year"].unique())
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    texts: list[dict[str, Any]] = []
    wide, tall = _parts(len(columns), _GAP), _parts(len(rows), _GAP * 6 / max(len(rows), 2))[::-1]
    for row, (measure, label, percent) in enumerate(rows):
        grid = with_gaps(years, breaks.get(measure, {}))
        of_measure = frame[frame["measure"] == measure]
        lines = {
            key: of_measure[of_measure["key"] == key].set_index("year").reindex(grid) for key, _ in columns
        }
        top = (
            max(
                (float(line["plotted"].max()) for line in lines.values() if line["plotted"].notna().any()),
                default=0.0,
            )
            or 1.0
        )
        for column, (key, _) in enumerate(columns):
            number = row * len(columns) + column + 1
            at = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
            others = [line for other, line in lines.items() if other != key]
            traces += [
                _context(grid, others, palette) | at,
                _line(grid, lines[key], key, measure, palette) | at,
            ]
            axes[f"xaxis{number}"] = _years(years, wide[column], f"y{number}", row == len(rows) - 1)
            axes[f"yaxis{number}"] = _scale(top, percent, tall[row], f"x{number}", column == 0)
        texts.append(_text(label, 0.0, tall[row][1], palette.muted, "left"))
    texts += [
        _text(name, sum(wide[at]) / 2, 1.0, palette.text, "center", 18)
        for at, (_, name) in enumerate(columns)
    ]
    figure = Chart(palette, 150 + _TALL * len(rows))
    for trace in traces:
        figure.add(**trace)
    figure.set(showlegend=False, margin={"t": 104, "b": 60}, annotations=texts, **axes)
    return figure


def _parts(n: int, gap: float) -> list[tuple[float, float]]:
    """The stretch from 0 to 1 in `n` parts with gaps between them."""
    width = (1 - gap * (n - 1)) / n
    return [(at * (width + gap), at * (width + gap) + width) for at in range(n)]


def _years(years: Sequence[int], domain: tuple[float, float], anchor: str, labelled: bool) -> dict[str, Any]:
    ends = [years[0], years[-1]] if len(years) > 1 else list(years)
    return {
        "domain": domain, "anchor": anchor, "tickvals": ends, "tickformat": "d", "showticklabels": labelled,
        "range": [years[0] - 0.5, years[-1] + 0.5], "showgrid": False,
    }  # fmt: skip


def _scale(
    top: float, percent: bool, domain: tuple[float, float], anchor: str, labelled: bool
) -> dict[str, Any]:
    return {
        "domain": domain, "anchor": anchor, "range": [0, top * 1.12], "tickvals": [0, _half(top)],
        "tickformat": ".0%" if percent else ",", "showticklabels": labelled,
    }  # fmt: skip


def _text(text: str, x: float, y: float, colour: str, anchor: str, shift: float = 0) -> dict[str, Any]:
    return {
        "text": text, "xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": anchor, "yanchor": "bottom",
        "yshift": shift, "showarrow": False, "font": {"size": 13 if shift else 12, "color": colour},
    }  # fmt: skip


def _half(top: float) -> float:
    """A round number between half of `top` and `top`: two ticks suffice to read the scale."""
    step = nice_step(top)
    return max(step, math.floor(top / step) * step)


def _context(grid: Sequence[float], lines: Sequence[pd.DataFrame], palette: Palette) -> dict[str, Any]:
    """All other lines as one trace, separated by gaps."""
    x = [year for _ in lines for year in [*grid, None]]
    y = [value for line in lines for value in [*_values(line), None]]
    return {
        "kind": "scatter",
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"color": palette.faint, "width": 1.2},
        "hoverinfo": "skip",
    }


def _line(
    grid: Sequence[float], line: pd.DataFrame, key: str, measure: str, palette: Palette
) -> dict[str, Any]:
    return {
        "kind": "scatter",
        "x": list(grid),
        "y": _values(line),
        "mode": "lines+markers",
        "line": {"color": palette.accent, "width": 2.4},
        "connectgaps": False,
        "marker": {
            "size": 6,
            "symbol": ["circle-open" if status == "small" else "circle" for status in line["status"]],
        },
        "customdata": points.over_years(grid, key, measure),
        "text": list(line["hover_text"].fillna("")),
        "hovertemplate": "%{text}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.5}},
    }


def _values(line: pd.DataFrame) -> list[float | None]:
    return [None if value != value else float(value) for value in line["plotted"].astype(float)]
