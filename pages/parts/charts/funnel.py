"""Funnel plot: rates against the number of cases behind them, with control limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pages.parts.charts.base import label_places, points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.label_places import Name, Spot
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.traces import faded_unless_clicked, hover
from pages.parts.stats.control_limits import ALARM, WARNING, limits

_SYMBOLS = {"inside": "circle", "small": "circle-open", "warning": "diamond-open", "outside": "diamond"}
_NOTABLE = ("outside", "warning")
_CURVE_POINTS = 80
_MAX_LABELS = 24
# of so few marks each bears its name
_FEW = 10
HEIGHT = 446
# pixels of the plot on half a page, within the frame of the chart
_WIDE, _HIGH = 380, 290


def funnel(
    frame: pd.DataFrame, rate: float, factor: float, words: Mapping[str, str], palette: Palette
) -> Chart:
    """Draw one mark per row.

    `frame` has key, name, year, value (the rate), denominator, verdict, hover_text, chosen (bool) and greyed
    (few cases). `rate` is the common rate, `factor` the over-dispersion (see control_limits). `words` names the
    verdicts, the limits (`alarm`, `warning_limit`), the common rate, the chosen marks and the axis `x`.
    """
    figure = Chart(palette, HEIGHT)
    cases = _cases(frame["denominator"])
    _add_limits(figure, cases, rate, ALARM, factor, words["alarm"], {"dash": "solid", "width": 1.6})
    _add_limits(figure, cases, rate, WARNING, factor, words["warning_limit"], {"dash": "dash", "width": 1.2})
    _add_common_rate(figure, cases, rate, words["common"])
    for verdict in _SYMBOLS:
        part = frame[frame["verdict"] == verdict]
        if len(part):
            _add_marks(figure, part, verdict, words[verdict])
    if frame["chosen"].any():
        _add_rings(figure, frame[frame["chosen"]], words["chosen"])
    x_range, y_range = [float(np.log10(cases[at])) for at in (0, -1)], _range(frame, rate, factor)
    _name(figure, frame, x_range, y_range)
    figure.xaxis(
        type="log", range=x_range, automargin=True, title={"text": words["x"]}, tickvals=_ticks(cases[0], cases[-1]),
        tickformat=",", showgrid=True,
    )  # fmt: skip
    figure.yaxis(tickformat=".0%", range=y_range)
    figure.set(margin={"b": 84})
    return figure


def _cases(denominators: pd.Series) -> np.ndarray:
    """Numbers of cases at which the limits are drawn, evenly spread on a logarithmic axis."""
    smallest, largest = float(denominators.min()), float(denominators.max())
    low, high = max(1.0, smallest * 0.85), max(largest * 1.2, smallest + 5)
    return np.unique(np.round(np.geomspace(low, high, _CURVE_POINTS)))


def _add_limits(
    figure: Chart, cases: np.ndarray, rate: float, confidence: float, factor: float, name: str, line: dict[str, object]
) -> None:  # fmt: skip
    """The lower and the upper limit, with one entry in the legend."""
    for at, bound in enumerate(limits(cases, rate, confidence, factor)):
        figure.add(
            "scatter", x=cases, y=bound, mode="lines", line={"color": figure.palette.muted, **line},
            hoverinfo="skip", name=name, legendgroup=str(confidence), showlegend=at == 0,
        )  # fmt: skip


def _add_common_rate(figure: Chart, cases: np.ndarray, rate: float, name: str) -> None:
    figure.add(
        "scatter", x=cases, y=[rate] * len(cases), mode="lines", name=name, hoverinfo="skip",
        line={"color": figure.palette.accent, "width": 1.4},
    )  # fmt: skip


def _add_marks(figure: Chart, part: pd.DataFrame, verdict: str, name: str) -> None:
    """The marks of one verdict; those inside the limits with few cases are hollow."""
    palette, notable = figure.palette, verdict in _NOTABLE
    colour = {"outside": palette.highlight, "warning": palette.accent}.get(verdict, palette.muted)
    symbols = [
        "circle-open" if greyed and verdict == "inside" else _SYMBOLS[verdict] for greyed in part["greyed"]
    ]
    figure.add(
        "scatter", x=part["denominator"], y=part["value"], mode="markers", name=name,
        marker={
            "symbol": symbols, "size": 11 if notable else 9, "color": colour, "opacity": 1 if notable else 0.75,
            "line": {"width": 1.8, "color": colour},
        },
        customdata=points.customdata(part), **hover(part["hover_text"]), **faded_unless_clicked(0.55),
    )  # fmt: skip


def _add_rings(figure: Chart, part: pd.DataFrame, name: str) -> None:
    """A ring around each mark that the reader chose."""
    ring = {"symbol": "circle-open", "size": 18, "color": figure.palette.text, "line": {"width": 2}}
    figure.add(
        "scatter", x=part["denominator"], y=part["value"], mode="markers", name=name, hoverinfo="skip", marker=ring
    )  # fmt: skip


def _name(figure: Chart, frame: pd.DataFrame, x_range: Sequence[float], y_range: Sequence[float]) -> None:
    """The names of marks that are unusual or chosen, chosen ones first, or of all if there are few."""

    def spot(cases: float, share: float) -> Spot:
        across = (np.log10(cases) - x_range[0]) / (x_range[1] - x_range[0])
        return Spot(across * _WIDE, (y_range[1] - share) / (y_range[1] - y_range[0]) * _HIGH)

    is_named = (frame["verdict"] == "outside") | frame["chosen"] | (len(frame) <= _FEW)
    part = frame[is_named].sort_values(["chosen", "denominator"], ascending=False).head(_MAX_LABELS)
    names = [Name(row.name, spot(row.denominator, row.value), row.chosen) for row in part.itertuples()]
    marks = [spot(*mark) for mark in zip(frame["denominator"], frame["value"], strict=True)]
    lines = [
        spot(*point)
        for trace in figure.data
        if trace["mode"] == "lines"
        for point in zip(trace["x"], trace["y"], strict=True)
    ]
    places = label_places.beside(names, marks, lines, _WIDE, _HIGH)
    for row, place in zip(part.itertuples(), places, strict=True):
        if place is not None:
            figure.annotate(
                x=float(np.log10(row.denominator)), y=row.value, text=row.name, arrowcolor=figure.palette.muted,
                font={"size": 12, "color": figure.palette.text}, **place,
            )  # fmt: skip


def _range(frame: pd.DataFrame, rate: float, factor: float) -> list[float]:
    """From the lowest to the highest mark and limit, with some room; a share never leaves 0 to 1."""
    low, high = limits(np.array([float(frame["denominator"].min())]), rate, WARNING, factor)
    bottom = min(float(frame["value"].min()), float(low[0]))
    top = max(float(frame["value"].max()), float(high[0]))
    room = 0.06 * max(top - bottom, 0.02)
    return [max(-0.02, bottom - room), min(1.03, top + room)]


def _ticks(low: float, high: float) -> list[float]:
    steps = [factor * 10**power for power in range(7) for factor in (1, 2, 5)]
    return [step for step in steps if low * 0.9 <= step <= high * 1.1]
