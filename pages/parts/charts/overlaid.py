"""Two or three units on one panel per measure, with a table of their latest figures beside the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pages.parts.charts.base import panels, points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.panels import Compared

MOST = 3
_MARKS = (("circle", "solid", "●"), ("square", "dash", "■"), ("diamond", "dot", "◆"))
_RIGHT = 0.56
# where the name begins, and where value, change and rank end
_NAME, _CELLS = 0.59, (0.83, 0.915, 1.0)
_LINE = 21  # pixels
_LONGEST_NAME = 13


def overlaid(
    compared: Compared,
    beside: Mapping[tuple[str, str], tuple[str, str, str]],
    headings: tuple[str, str, str],
    palette: Palette,
) -> Chart:
    """Draw one panel per measure with a line per unit, each in its colour, mark and dash, and the median dotted.

    `beside` has the texts of value, change and rank by measure and unit, under `headings`.
    """
    rows, columns = compared.rows, compared.columns
    figure = Chart(palette, panels.height(len(rows)))
    tall = panels.rows_of(len(rows))
    axes: dict[str, Any] = {}
    for row, (measure, label, percent) in enumerate(rows):
        grid, lines = compared.lines(measure)
        at = {"xaxis": panels.nth("x", row + 1), "yaxis": panels.nth("y", row + 1)}
        figure.add(**panels.median(grid, compared.medians[measure], palette.muted), **at)
        for place, (key, _) in enumerate(columns):
            symbol, dash, _ = _MARKS[place]
            line = panels.line(grid, lines[key], palette.categories[place], symbol, dash)
            figure.add(**line, **at, customdata=points.over_years(grid, key, measure))
        stretch = (panels.GUTTER, _RIGHT)
        axes[panels.nth("xaxis", row + 1)] = panels.years_axis(
            compared.years, stretch, panels.nth("y", row + 1), row == len(rows) - 1
        )
        top = panels.top(list(lines.values()))
        axes[panels.nth("yaxis", row + 1)] = panels.scale(
            top, percent, tall[row], panels.nth("x", row + 1), True
        )
        figure.annotate(**panels.row_name(label, tall[row], palette.text))
        _add_figures(figure, columns, lines, {key: beside[measure, key] for key, _ in columns}, tall[row])
    for heading, x in zip(headings, _CELLS, strict=True):
        figure.annotate(**panels.words(heading, x, 1.0, palette.muted, "right", yshift=4, yanchor="bottom"))
    figure.set(showlegend=False, margin={"b": panels.BELOW}, **axes)
    return figure


def _add_figures(
    figure: Chart,
    columns: Sequence[tuple[str, str]],
    lines: Mapping[str, pd.DataFrame],
    texts: Mapping[str, tuple[str, str, str]],
    row: tuple[float, float],
) -> None:
    """Names and latest figures beside a panel, in the order in which its lines end."""
    last = {key: _last(line) for key, line in lines.items()}
    order = sorted(range(len(columns)), key=lambda place: -last[columns[place][0]])
    middle = sum(row) / 2
    for at, place in enumerate(order):
        key, name = columns[place]
        shift = ((len(columns) - 1) / 2 - at) * _LINE
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        marked = f"<span style='color:{figure.palette.categories[place]}'>{_MARKS[place][2]}</span> {short}"
        figure.annotate(**panels.words(marked, _NAME, middle, figure.palette.text, yshift=shift))
        for text, x in zip(texts[key], _CELLS, strict=True):
            figure.annotate(**panels.words(text, x, middle, figure.palette.text, "right", yshift=shift))


def _last(line: pd.DataFrame) -> float:
    known = line["plotted"].dropna()
    return float(known.iloc[-1]) if len(known) else float("-inf")
