"""Heat map: rows by years, shaded from lower to higher, with the number in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import ROW_HEIGHT, row_labels


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its hover text, the value that shades it, and the measure or cell of the form (see points.py)."""

    display_text: str
    hover_text: str
    value: float | None = None
    measure: str = ""


_EMPTY = Cell("", "")


def grid(
    rows: Mapping[str, str], years: Sequence[int], cells: Mapping[tuple[str, int], Cell], palette: Palette
) -> Chart:
    """Draw `cells` by (key, year); `rows` maps keys to labels.

    The shade is the rank within the whole grid and neither good nor bad; a position without a cell stays empty.
    """
    labels = row_labels(rows.values())
    figure = Chart(palette, 80 + ROW_HEIGHT * len(rows))
    drawn = [[cells.get((key, year), _EMPTY) for year in years] for key in rows]
    flat = [cell for row in drawn for cell in row]
    ranks = pd.Series([cell.value for cell in flat], dtype=float).rank(pct=True)
    shades = ranks.to_numpy().reshape(len(rows), len(years))
    figure.add(
        "heatmap",
        z=[[None if shade != shade else shade for shade in row] for row in shades.tolist()],
        x=[str(year) for year in years], y=labels,
        hoverinfo="skip",
        colorscale=[[0, palette.lower_higher[0]], [0.5, palette.lower_higher[1]], [1, palette.lower_higher[2]]],
        zmin=0, zmax=1, showscale=False, xgap=2, ygap=2, hoverongaps=True,
    )  # fmt: skip
    # The cells of a heat map cannot be clicked: transparent squares over them can. They carry the numbers, too, because a
    # heat map takes twice as long to write into its cells.
    figures = {"size": 12, "color": palette.text}
    places = [(key, label, year) for key, label in zip(rows, labels, strict=True) for year in years]
    figure.add(
        "scatter",
        x=[str(year) for _, _, year in places], y=[label for _, label, _ in places],
        mode="markers+text", marker={"symbol": "square", "size": 22, "opacity": 0},
        text=[cell.display_text for cell in flat], textfont=figures,
        customdata=[(key, year, cell.measure) for (key, _, year), cell in zip(places, flat, strict=True)],
        hovertext=[cell.hover_text for cell in flat], hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 0.25, "color": palette.highlight}, "textfont": {"color": palette.text}},
        unselected={"marker": {"opacity": 0}, "textfont": {"color": palette.text}},
        showlegend=False,
    )  # fmt: skip
    across, down = [-0.5, len(years) - 0.5], [len(rows) - 0.5, -0.5]
    figure.xaxis(side="top", type="category", showgrid=False, ticks="", range=across)
    figure.yaxis(type="category", showgrid=False, dtick=1, ticks="", range=down)
    figure.set(margin={"b": 16})
    return figure
