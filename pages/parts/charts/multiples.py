"""Small multiples: a row a measure, a column a thing compared, the same axes in every row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pages.parts.charts.frame import with_gaps
from pages.parts.palette import Palette, template

_TALL = 104


def multiples(
    frame: pd.DataFrame, rows: Sequence[tuple[str, str, bool]], columns: Sequence[tuple[str, str]],
    breaks: Mapping[str, Mapping[int, str]], palette: Palette,
) -> go.Figure:  # fmt: skip
    """Frame of key, measure, year, shown, status, said. Rows are (measure, label, percent), columns (key, name).

    Each panel has its own line in full and those of the others in grey; lines end at the measure's breaks.
    """
    figure = make_subplots(
        len(rows), len(columns), shared_xaxes=True, shared_yaxes="rows", horizontal_spacing=0.012, vertical_spacing=0.16 / max(len(rows), 2),
        column_titles=[name for _, name in columns],
    )  # fmt: skip
    figure.update_layout(template=template(palette), height=150 + _TALL * len(rows), showlegend=False, margin={"t": 96, "b": 60})
    figure.update_annotations(font={"size": 13, "color": palette.text})
    years = sorted(int(year) for year in frame["year"].unique())
    for row, (measure, label, percent) in enumerate(rows, start=1):
        grid = with_gaps(years, breaks.get(measure, {}))
        lines = {
            key: frame[(frame["measure"] == measure) & (frame["key"] == key)].set_index("year").reindex(grid) for key, _ in columns
        }
        for column, (key, _) in enumerate(columns, start=1):
            for other, line in lines.items():
                if other != key:
                    _line(figure, grid, line, palette.faint, 1.2, row, column)
            _line(figure, grid, lines[key], palette.accent, 2.4, row, column, key, palette)
        figure.update_yaxes(rangemode="tozero", tickformat=".0%" if percent else ",", nticks=4, row=row)
        figure.add_annotation(
            text=label, xref="paper", yref="y domain" if row == 1 else f"y{(row - 1) * len(columns) + 1} domain", x=0, y=1, xanchor="left",
            yanchor="bottom", showarrow=False, font={"size": 12, "color": palette.muted},
        )  # fmt: skip
    ends = [years[0], years[-1]] if len(years) > 1 else years
    figure.update_xaxes(tickvals=ends, tickformat="d", range=[years[0] - 0.5, years[-1] + 0.5], showgrid=False)
    return figure


def _line(
    figure: go.Figure, grid: Sequence[float], line: pd.DataFrame, colour: str, width: float, row: int, column: int,
    key: str = "", palette: Palette | None = None,
) -> None:  # fmt: skip
    values = line["shown"].astype(object).where(line["shown"].notna(), None)
    if palette is None:
        figure.add_scatter(x=list(grid), y=values, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip", row=row, col=column)
        return
    figure.add_scatter(
        x=list(grid), y=values, mode="lines+markers", line={"color": colour, "width": width}, connectgaps=False,
        marker={"size": 6, "symbol": ["circle-open" if status == "small" else "circle" for status in line["status"]]},
        customdata=[[key, year] for year in grid], text=line["said"].fillna(""), hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 0.5}}, row=row, col=column,
    )  # fmt: skip
