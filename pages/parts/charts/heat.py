"""A grid of figures: places by years, shaded from lower to higher with the figure in the cell."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.chart import Chart
from pages.parts.charts.frame import row_labels
from pages.parts.palette import Palette


def grid(
    values: pd.DataFrame, written: pd.DataFrame, said: pd.DataFrame, keys: list[str], palette: Palette
) -> Chart:
    """Rows of `values` are labels, columns years. Shade is the rank in the whole grid, not good or bad."""
    values = values.set_axis(row_labels(values.index))
    figure = Chart(palette, height(len(values)))
    ranks = values.stack().rank(pct=True).unstack()
    ranks = ranks.reindex(index=values.index, columns=values.columns)
    figure.add("heatmap",
        z=ranks.astype(object).where(ranks.notna(), None), x=[str(year) for year in values.columns], y=values.index,
        hoverinfo="skip",
        colorscale=[[0, palette.lower_higher[0]], [0.5, palette.lower_higher[1]], [1, palette.lower_higher[2]]],
        zmin=0, zmax=1, showscale=False, xgap=2, ygap=2, hoverongaps=True,
    )  # fmt: skip
    # a heatmap's cells cannot be clicked on: unseen squares over them can, and say what the cell is; they bear the figures,
    # too, since a heatmap takes twice as long to write in its cells
    figures = {"size": 12, "color": palette.text}
    places = [(row, column) for row in range(len(values)) for column in range(len(values.columns))]
    figure.add("scatter",
        x=[str(values.columns[column]) for _, column in places], y=[values.index[row] for row, _ in places],
        mode="markers+text", marker={"symbol": "square", "size": 22, "opacity": 0},
        text=[written.iat[row, column] for row, column in places], textfont=figures,
        customdata=[[keys[row], int(values.columns[column])] for row, column in places],
        hovertext=[said.iat[row, column] for row, column in places], hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.25, "color": palette.highlight}, "textfont": {"color": palette.text}},
        unselected={"marker": {"opacity": 0}, "textfont": {"color": palette.text}},
        showlegend=False,
    )  # fmt: skip
    across, down = [-0.5, len(values.columns) - 0.5], [len(values) - 0.5, -0.5]
    figure.xaxis(side="top", type="category", showgrid=False, ticks="", range=across)
    figure.yaxis(type="category", showgrid=False, dtick=1, ticks="", range=down)
    figure.set(margin={"t": 96, "b": 16})
    return figure
