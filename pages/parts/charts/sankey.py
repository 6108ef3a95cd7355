"""Flows: applications from receipt to outcome."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette


def sankey(
    nodes: Sequence[tuple[str, str]], links: Sequence[tuple[int, int, float, str]], palette: Palette
) -> Chart:
    """Draw a Sankey diagram of nodes (label, colour) and links (from, to, value, hover text)."""
    figure = Chart(palette, 416)
    labels, colours = zip(*nodes, strict=True)
    figure.add("sankey",
        arrangement="fixed",
        textfont={"size": 13, "color": palette.text, "shadow": "auto"},
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


def _faded(colour: str) -> str:
    """A colour made translucent."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.42)"
