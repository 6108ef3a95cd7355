"""Matrix of agencies by years, with a mark and a colour for each state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette, ink

STATES = ("filed", "late", "with_errors", "unreadable", "missing")
MARKS: Mapping[str, str] = {"filed": "●", "late": "◐", "with_errors": "▲", "unreadable": "✕", "missing": "○"}
_ROW_HEIGHT = 24


def colours(palette: Palette) -> dict[str, str]:
    """Ground of each state; the mark in the cell says the same without it, and a missing report is an outlined hole."""
    order = (palette.grid, palette.faint, palette.highlight, palette.categories[2], palette.paper)
    return dict(zip(STATES, order, strict=True))


def matrix(
    states: pd.DataFrame,
    hover_texts: pd.DataFrame,
    labels: Sequence[str],
    keys: Sequence[str],
    palette: Palette,
) -> Chart:
    """Draw `states` and `hover_texts`, one row per agency and one column per year.

    A state is one of `STATES`, or empty if no report is expected.
    """
    figure = Chart(palette, 56 + _ROW_HEIGHT * len(states))
    shades, years = colours(palette), [str(year) for year in states.columns]
    inks = {state: ink(shade) for state, shade in shades.items()} | {
        "filed": palette.accent, "late": palette.text, "missing": palette.text,
    }  # fmt: skip
    numbered = states.map(lambda state: STATES.index(state) if state in STATES else None)
    step = 1 / len(STATES)
    scale = [[at * step + edge * step, shades[state]] for at, state in enumerate(STATES) for edge in (0, 1)]
    rows = list(range(len(states)))
    figure.add("heatmap",
        z=numbered.astype(object).where(numbered.notna(), None), x=years, y=rows, zmin=-0.5, zmax=len(STATES) - 0.5,
        colorscale=scale, showscale=False, xgap=3, ygap=3, hoverinfo="skip",
    )  # fmt: skip
    for state in STATES:
        places = [(row, at) for row in rows for at in range(len(years)) if states.iat[row, at] == state]
        figure.add("scatter",
            x=[years[at] for _, at in places], y=[row for row, _ in places], mode="markers+text",
            text=[MARKS[state]] * len(places), name=state,
            textfont={"size": 12, "color": inks[state]},
            marker={"symbol": "square-open", "size": 20, "opacity": 1, "color": palette.text, "line": {"width": 2}}
            if state == "missing" else {"symbol": "square", "size": 20, "opacity": 0},
            customdata=[[keys[row], int(years[at])] for row, at in places],
            hovertext=[hover_texts.iat[row, at] for row, at in places], hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 0.35, "color": palette.text}, "textfont": {"color": palette.paper}},
            unselected={"marker": {"opacity": 0.35 if state == "missing" else 0}}, showlegend=False,
        )  # fmt: skip
    figure.xaxis(
        side="top", type="category", categoryorder="array", categoryarray=years, showgrid=False, ticks=""
    )
    figure.yaxis(
        tickmode="array", tickvals=rows, ticktext=list(labels), range=[len(rows) - 0.5, -0.5], showgrid=False,
        zeroline=False, ticks="",
    )  # fmt: skip
    figure.set(margin={"b": 16})
    return figure
