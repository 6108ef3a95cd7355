"""Pieces that traces of several charts have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette


def hover(texts: Iterable[str]) -> dict[str, Any]:
    """Show a text of one's own when the pointer rests on a mark."""
    return {"hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}


def faded_unless_clicked(opacity: float) -> dict[str, Any]:
    """Once a mark is clicked the others fade to `opacity`."""
    return {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": opacity}}}


def beside_clicked(palette: Palette) -> dict[str, Any]:
    """Once a bar is clicked the others fade, and the texts at their ends stay legible."""
    return {
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": palette.text}},
        "unselected": {"marker": {"opacity": 0.45}, "textfont": {"color": palette.muted}},
    }


def interval(rows: pd.DataFrame, colour: str) -> dict[str, Any]:
    """Horizontal error bars from `low` to `high` around `plotted`."""
    return {
        "type": "data",
        "symmetric": False,
        "array": rows["high"] - rows["plotted"],
        "arrayminus": rows["plotted"] - rows["low"],
        "color": colour,
        "thickness": 1.5,
        "width": 4,
    }


def category_axis(figure: Chart, labels: Iterable[str], **axis: Any) -> None:
    """Rows named on the left, the first on top."""
    figure.yaxis(type="category", categoryorder="array", categoryarray=list(labels)[::-1], **axis)
