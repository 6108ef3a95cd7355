"""Rates against the cases that they stand on, with the limits of chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.stats.control_limits import ALARM, WARNING, limits

_SYMBOLS = {"outside": "diamond", "warning": "diamond-open", "small": "circle-open", "inside": "circle"}
_CURVE = 80
_LABELS = 24


def funnel(
    frame: pd.DataFrame, rate: float, factor: float, words: Mapping[str, str], palette: Palette
) -> Chart:
    """Frame of key, name, denominator, value, verdict, said, year, chosen (bool), greyed (few cases).

    `words`: what the verdicts, the two pairs of limits and the common rate are called, and the axes.
    """
    figure = Chart(palette, 470)
    smallest, largest = float(frame["denominator"].min()), float(frame["denominator"].max())
    cases = np.unique(
        np.round(np.geomspace(max(1.0, smallest * 0.85), max(largest * 1.2, smallest + 5), _CURVE))
    )
    for confidence, dash, width in ((ALARM, "solid", 1.6), (WARNING, "dash", 1.2)):
        low, high = limits(cases, rate, confidence, factor)
        for at, bound in enumerate((low, high)):
            figure.add(
                "scatter",
                x=cases,
                y=bound,
                mode="lines",
                line={"color": palette.muted, "dash": dash, "width": width},
                hoverinfo="skip",
                name=words["alarm" if confidence == ALARM else "warning_limit"],
                legendgroup=str(confidence),
                showlegend=at == 0,
            )
    figure.add(
        "scatter",
        x=[cases[0], cases[-1]],
        y=[rate, rate],
        mode="lines",
        line={"color": palette.accent, "width": 1.4},
        name=words["common"],
        hoverinfo="skip",
    )
    colours = {
        "outside": palette.highlight,
        "warning": palette.accent,
        "small": palette.muted,
        "inside": palette.muted,
    }
    for verdict in ("inside", "small", "warning", "outside"):
        part = frame[frame["verdict"] == verdict]
        if part.empty:
            continue
        figure.add(
            "scatter",
            x=part["denominator"],
            y=part["value"],
            mode="markers",
            name=words[verdict],
            marker={
                "symbol": [
                    "circle-open" if greyed and verdict == "inside" else _SYMBOLS[verdict]
                    for greyed in part["greyed"]
                ],
                "size": 11 if verdict in ("outside", "warning") else 9,
                "color": colours[verdict],
                "opacity": 1 if verdict in ("outside", "warning") else 0.75,
                "line": {"width": 1.8, "color": colours[verdict]},
            },
            customdata=points.customdata(part),
            hovertext=part["hover_text"],
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.55}},
        )
    _ring(figure, frame[frame["chosen"]], words["chosen"])
    _name(figure, frame[(frame["verdict"] == "outside") | frame["chosen"]])
    figure.xaxis(
        type="log",
        automargin=True,
        title={"text": words["x"]},
        tickvals=_ticks(cases[0], cases[-1]),
        tickformat=",",
        showgrid=True,
    )
    figure.yaxis(tickformat=".0%", range=_reach(frame, rate, factor))
    figure.set(margin={"t": 60, "b": 84})
    return figure


def _ring(figure: Chart, part: pd.DataFrame, name: str) -> None:
    if len(part):
        figure.add(
            "scatter",
            x=part["denominator"],
            y=part["value"],
            mode="markers",
            name=name,
            hoverinfo="skip",
            marker={"symbol": "circle-open", "size": 18, "color": figure.palette.text, "line": {"width": 2}},
        )


def _name(figure: Chart, part: pd.DataFrame) -> None:
    """Labels, beside their points and turned inward where the point is at the right edge."""
    part = part.sort_values("chosen", ascending=False).head(_LABELS)
    for row in part.itertuples():
        figure.annotate(
            x=float(np.log10(row.denominator)),
            y=row.value,
            text=row.name,
            showarrow=False,
            xanchor="right",
            xshift=-9,
            yshift=9,
            font={"size": 12, "color": figure.palette.text},
        )


def _reach(frame: pd.DataFrame, rate: float, factor: float) -> list[float]:
    """The points and the limits at the least of them; a share never leaves 0 to 1."""
    low, high = limits(np.array([float(frame["denominator"].min())]), rate, WARNING, factor)
    bottom, top = (
        min(float(frame["value"].min()), float(low[0])),
        max(float(frame["value"].max()), float(high[0])),
    )
    room = 0.06 * max(top - bottom, 0.02)
    return [max(-0.02, bottom - room), min(1.03, top + room)]


def _ticks(low: float, high: float) -> list[float]:
    steps = [factor * 10**power for power in range(7) for factor in (1, 2, 5)]
    return [step for step in steps if low * 0.9 <= step <= high * 1.1]
