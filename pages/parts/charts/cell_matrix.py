"""Rectangles with a number in each: the matrix of measures and the tile grid of regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import ROW_HEIGHT, wrapped

# half-width characters in the headings of all columns together, on half the width of a desk's window, and at least in one
_HEADINGS, _HEADING = 90, 12


def shades(palette: Palette) -> dict[float, str]:
    """Colour of each quintile, from lower (pale) to higher (strong): neither is good or bad."""
    low, middle, high = palette.lower_higher
    return {1.0: low, 2.0: _mixed(low, middle), 3.0: middle, 4.0: _mixed(middle, high), 5.0: high}


def matrix(
    frame: pd.DataFrame,
    rows: Mapping[str, str],
    columns: Sequence[str],
    bold: Sequence[str],
    palette: Palette,
) -> Chart:
    """Draw one row per unit and one column per measure.

    `frame` has key, year, column (label), measure, quintile (NaN: unshaded), few (hatched), display_text and hover_text;
    `rows` maps keys to labels, `bold` lists the keys to emphasise.
    """
    figure = Chart(palette, 82 + ROW_HEIGHT * len(rows))
    place = {key: at for at, key in enumerate(rows)}
    for at, column in enumerate(columns):
        part = frame[frame["column"] == column]
        _rectangles(figure, part["key"].map(place), [at - 0.5] * len(part), part)
    most = max(_HEADING, _HEADINGS // max(1, len(columns)))
    ticks = [f"<b>{label}</b>" if key in bold else label for key, label in rows.items()]
    figure.yaxis(
        tickvals=list(range(len(rows))),
        ticktext=ticks,
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    figure.xaxis(
        tickvals=list(range(len(columns))),
        ticktext=["<br>".join(wrapped(column, most)) for column in columns],
        side="top",
        showgrid=False,
        zeroline=False,
        range=[-0.5, len(columns) - 0.5],
        tickangle=0,
        tickfont={"size": 12},
    )
    figure.set(barmode="overlay", bargap=0, showlegend=False, margin={"r": 24})
    return figure


def tiles(frame: pd.DataFrame, groups: Sequence[tuple[int, str]], palette: Palette) -> Chart:
    """Draw one tile per region.

    `frame` has x and y (the tile's position) and the columns of `matrix`; `groups` are (y, name of the rows from there).
    """
    rows = int(frame["y"].max()) + 1
    figure = Chart(palette, 86 + 52 * rows)
    _rectangles(figure, frame["y"], frame["x"] - 0.5, frame)
    figure.yaxis(
        tickvals=[y for y, _ in groups],
        ticktext=[name for _, name in groups],
        range=[rows - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    figure.xaxis(
        showticklabels=False,
        showgrid=False,
        zeroline=False,
        range=[-0.6, max(7.0, float(frame["x"].max())) + 0.6],
    )
    figure.set(barmode="overlay", bargap=0, showlegend=False)
    return figure


def _rectangles(figure: Chart, rows: Sequence[float], lefts: Sequence[float], part: pd.DataFrame) -> None:
    palette = figure.palette
    colours = shades(palette)
    figure.add(
        "bar",
        y=list(rows),
        x=[0.97] * len(part),
        base=list(lefts),
        width=0.92,
        orientation="h",
        marker={
            "color": [colours.get(quintile, palette.paper) for quintile in part["quintile"]],
            "line": {"color": palette.grid, "width": 1},
            "pattern": {
                "shape": ["/" if few else "" for few in part["few"]],
                "fgcolor": palette.muted,
                "fgopacity": 0.18,  # grey figures stay legible on it
                "size": 7,
                "solidity": 0.15,
                "fillmode": "overlay",
            },
        },
        text=part["display_text"],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 12, "color": [palette.muted if few else palette.text for few in part["few"]]},
        customdata=points.customdata(part),
        hovertext=part["hover_text"],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.6}},
    )


def _mixed(first: str, second: str) -> str:
    """The colour half-way between two."""
    pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{(a + b) // 2:02X}" for a, b in pairs)
