"""Flows: applications from receipt to outcome, and the parts of a change."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import count_axis, row_labels


def sankey(
    nodes: Sequence[tuple[str, str]], links: Sequence[tuple[int, int, float, str]], palette: Palette
) -> Chart:
    """Draw a Sankey diagram of nodes (label, colour) and links (from, to, value, hover text)."""
    figure = Chart(palette, 460)
    labels, colours = zip(*nodes, strict=True)
    figure.add("sankey",
        arrangement="fixed",
        textfont={"size": 13, "color": palette.text, "shadow": "none"},
        node={
            "label": labels, "color": colours, "pad": 16, "thickness": 16,
            "line": {"width": 0}, "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": [link[0] for link in links], "target": [link[1] for link in links],
            "value": [link[2] for link in links], "customdata": [link[3] for link in links],
            "color": [_faded(colours[link[1]]) for link in links],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )  # fmt: skip
    return figure


def change(frame: pd.DataFrame, palette: Palette) -> Chart:
    """Draw a waterfall from last year's total to this year's.

    `frame` has key, label, value, measure (Plotly's word: absolute or relative), display_text and hover_text.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)))
    figure.add(
        "waterfall",
        orientation="h",
        y=frame["label"],
        x=frame["value"],
        measure=frame["measure"],
        text=frame["display_text"],
        textposition="outside",
        cliponaxis=False,
        customdata=[[key] for key in frame["key"]],
        hovertext=frame["hover_text"],
        hovertemplate="%{hovertext}<extra></extra>",
        increasing={"marker": {"color": palette.categories[1]}},
        decreasing={"marker": {"color": palette.categories[2]}},
        totals={"marker": {"color": palette.muted}},
        connector={"line": {"color": palette.grid, "width": 1}},
    )
    reach = _reach(frame)
    figure.yaxis(autorange="reversed", type="category", showgrid=False, dtick=1)
    figure.xaxis(range=reach, zeroline=False)
    count_axis(figure, "xaxis", reach[1] - reach[0])
    figure.set(showlegend=False)
    return figure


def _reach(frame: pd.DataFrame) -> list[float]:
    """An axis on which the steps can be read; it need not begin at zero, since the totals have their numbers."""
    level, levels = 0.0, []
    for value, measure in zip(frame["value"], frame["measure"], strict=True):
        level = value if measure == "absolute" else level + value
        levels.append(level)
    low, high = min(levels), max(levels)
    room = max(high - low, high * 0.02, 1)
    return [max(0.0, low - 0.6 * room), high + 0.35 * room]


def _faded(colour: str) -> str:
    """A colour made translucent."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.42)"
