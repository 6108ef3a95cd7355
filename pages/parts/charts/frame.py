"""What all charts have: a title, a line that says where the figures are from, and marks where series break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from pages.parts.palette import Palette, template

ROW_HEIGHT = 26


def new(palette: Palette, height: int) -> go.Figure:
    return go.Figure(layout={"template": template(palette), "height": height})


def signed(figure: go.Figure, title: str, origin: str, palette: Palette) -> go.Figure:
    """Adds the title and the origin of the figures, so that a picture taken out of the page explains itself."""
    figure.update_layout(title={"text": title})
    figure.add_annotation(
        text=origin, xref="paper", yref="paper", x=0, y=0, yshift=-30, xanchor="left", yanchor="top", showarrow=False,
        font={"size": 11, "color": palette.muted},
    )  # fmt: skip
    return figure


def wording(download: str, name: str) -> dict[str, Any]:
    """Plotly's configuration for its one button, in the page's language."""
    return {
        "locale": "page",
        "locales": {"page": {"dictionary": {"Download plot as a PNG": download}, "format": {}}},
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
    }


def with_gaps(years: Sequence[int], breaks: Mapping[int, str]) -> list[float]:
    """The years with a point between each pair that a break separates: where None is drawn, the line ends."""
    found: list[float] = []
    for year in years:
        if year in breaks and found:
            found.append(year - 0.5)
        found.append(year)
    return found


def mark_breaks(figure: go.Figure, breaks: Mapping[int, str], palette: Palette) -> None:
    """A dotted line before each year that is not comparable with the year before it, with what changed."""
    for year, label in breaks.items():
        figure.add_vline(x=year - 0.5, line={"color": palette.muted, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=year - 0.5, y=1, yref="paper", text=label, showarrow=False, xanchor="left", yanchor="top", xshift=3,
            font={"size": 11, "color": palette.muted},
        )  # fmt: skip
