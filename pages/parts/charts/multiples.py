"""Small multiples: one row per measure, one column per compared unit, the same axes in every row and column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pages.parts.charts.base import panels, points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.panels import Compared

_GAP = 0.012
# of a panel, for the value behind its line
_ROOM = 0.32


def multiples(compared: Compared, palette: Palette) -> Chart:
    """Draw a panel for each measure and unit: the unit's line in colour, those of the others grey, the median dotted."""
    rows, columns = compared.rows, compared.columns
    figure = Chart(palette, panels.height(len(rows)))
    wide, tall = panels.stretches(len(columns), _GAP, panels.GUTTER), panels.rows_of(len(rows))
    axes: dict[str, Any] = {}
    for row, (measure, label, percent) in enumerate(rows):
        grid, lines = compared.lines(measure)
        top = panels.top(list(lines.values()))
        for column, (key, _) in enumerate(columns):
            number = row * len(columns) + column + 1
            at = {"xaxis": panels.nth("x", number), "yaxis": panels.nth("y", number)}
            others = [line for other, line in lines.items() if other != key]
            own = panels.line(grid, lines[key], palette.accent)
            own["customdata"] = points.over_years(grid, key, measure)
            end = _end(grid, lines[key], palette)
            for trace in (
                _context(grid, others, palette),
                panels.median(grid, compared.medians[measure], palette.muted),
                own,
                end,
            ):
                figure.add(**trace, **at)
            axes[panels.nth("xaxis", number)] = panels.years_axis(
                compared.years, wide[column], panels.nth("y", number), row == len(rows) - 1, _ROOM
            )
            axes[panels.nth("yaxis", number)] = panels.scale(
                top, percent, tall[row], panels.nth("x", number), column == 0
            )
        figure.annotate(**panels.row_name(label, tall[row], palette.text))
    for column, (_, name) in enumerate(columns):
        figure.annotate(
            **panels.words(f"<b>{name}</b>", sum(wide[column]) / 2, 1.0, palette.text, "center", yshift=22)
        )
    figure.set(showlegend=False, margin={"b": panels.BELOW}, **axes)
    return figure


def _context(grid: Sequence[float], lines: Sequence[pd.DataFrame], palette: Palette) -> dict[str, Any]:
    """All other lines as one trace, separated by gaps; each names itself when the pointer rests on it."""
    return {
        "kind": "scatter",
        "x": [year for _ in lines for year in [*grid, None]],
        "y": [value for line in lines for value in [*panels.values(line["plotted"]), None]],
        "mode": "lines",
        "line": {"color": palette.faint, "width": 1.2},
        "text": [text for line in lines for text in [*line["hover_text"].fillna(""), ""]],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _end(grid: Sequence[float], line: pd.DataFrame, palette: Palette) -> dict[str, Any]:
    """The last value of a line, written behind it."""
    known = [year for year, value in zip(grid, line["plotted"], strict=True) if value == value][-1:]
    return {
        "kind": "scatter", "x": known, "y": [float(line["plotted"][year]) for year in known], "mode": "text",
        "text": [f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{line['short_text'][year]}" for year in known], "textposition": "middle right", "cliponaxis": False,
        "textfont": {"size": 12, "color": palette.text}, "hoverinfo": "skip",
    }  # fmt: skip
