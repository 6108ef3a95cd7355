"""Small multiples: a row a measure, a column a thing compared, the same axes in every row and column."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pages.parts.charts.frame import with_gaps
from pages.parts.numbers import nice_step
from pages.parts.palette import Palette, template

_TALL = 112


def multiples(
    frame: pd.DataFrame,
    rows: Sequence[tuple[str, str, bool]],
    columns: Sequence[tuple[str, str]],
    breaks: Mapping[str, Mapping[int, str]],
    palette: Palette,
) -> go.Figure:
    """Frame of key, measure, year, shown, status, said. Rows are (measure, label, percent), columns (key, name).

    Each panel has its own line in full and those of the others in grey; lines end at the measure's breaks.
    """
    figure = make_subplots(
        len(rows),
        len(columns),
        shared_xaxes=True,
        shared_yaxes="rows",
        horizontal_spacing=0.012,
        vertical_spacing=0.26 / max(len(rows), 2),
        column_titles=[name for _, name in columns],
    )
    figure.update_layout(
        template=template(palette),
        height=150 + _TALL * len(rows),
        showlegend=False,
        margin={"t": 96, "b": 60},
    )
    figure.update_annotations(font={"size": 13, "color": palette.text})
    years = sorted(int(year) for year in frame["year"].unique())
    traces: list[go.Scatter] = []
    places: list[tuple[int, int]] = []
    for row, (measure, label, percent) in enumerate(rows, start=1):
        grid = with_gaps(years, breaks.get(measure, {}))
        lines = {
            key: frame[(frame["measure"] == measure) & (frame["key"] == key)].set_index("year").reindex(grid)
            for key, _ in columns
        }
        for column, (key, _) in enumerate(columns, start=1):
            others = [line for other, line in lines.items() if other != key]
            traces += [_context(grid, others, palette), _line(grid, lines[key], key, palette)]
            places += [(row, column)] * 2
        top = (
            max(
                (float(line["shown"].max()) for line in lines.values() if line["shown"].notna().any()),
                default=0.0,
            )
            or 1.0
        )
        figure.update_yaxes(
            range=[0, top * 1.12], tickvals=[0, _half(top)], tickformat=".0%" if percent else ",", row=row
        )
        figure.add_annotation(
            text=label,
            xref="paper",
            yref="y domain" if row == 1 else f"y{(row - 1) * len(columns) + 1} domain",
            x=0,
            y=1,
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 12, "color": palette.muted},
        )
    figure.add_traces(traces, [row for row, _ in places], [column for _, column in places])
    ends = [years[0], years[-1]] if len(years) > 1 else years
    figure.update_xaxes(
        tickvals=ends, tickformat="d", range=[years[0] - 0.5, years[-1] + 0.5], showgrid=False
    )
    return figure


def _half(top: float) -> float:
    """A round figure between half of `top` and `top`, so that the scale can be read from two ticks."""
    step = nice_step(top)
    return max(step, math.floor(top / step) * step)


def _context(grid: Sequence[float], lines: Sequence[pd.DataFrame], palette: Palette) -> go.Scatter:
    """All the other lines as one, parted by gaps."""
    x = [year for _ in lines for year in [*grid, None]]
    y = [value for line in lines for value in [*_values(line), None]]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": palette.faint, "width": 1.2}, hoverinfo="skip")


def _line(grid: Sequence[float], line: pd.DataFrame, key: str, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=list(grid),
        y=_values(line),
        mode="lines+markers",
        line={"color": palette.accent, "width": 2.4},
        connectgaps=False,
        marker={
            "size": 6,
            "symbol": ["circle-open" if status == "small" else "circle" for status in line["status"]],
        },
        customdata=[[key, year] for year in grid],
        text=line["said"].fillna(""),
        hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.5}},
    )


def _values(line: pd.DataFrame) -> list[float | None]:
    return [None if value != value else float(value) for value in line["shown"].astype(float)]
