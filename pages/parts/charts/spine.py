"""An agency among its peers: each measure on its own scale, the peers' spread as bars, the agency as a dot."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.traces import category_axis, hover

EDGE = 1.25
_LEFT, _RIGHT = -EDGE - 0.12, EDGE + 0.12
QUANTILES = ("p10", "p25", "p50", "p75", "p90")


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `reach`, `at` and `at_p10` … `at_p90`: the peers' median is 0, the farther of P10 and P90 is at 1 or −1.

    What lies beyond `EDGE` is put on it, with `beyond` −1 or 1.
    """
    rows = frame.copy()
    reach = pd.concat([rows["p90"] - rows["p50"], rows["p50"] - rows["p10"]], axis=1).max(axis=1)
    away = rows["plotted"] - rows["p50"]
    reach = reach.where(reach > 0, away.abs().where(away != 0, 1.0) / (2 * EDGE))
    for name in QUANTILES:
        rows[f"at_{name}"] = (rows[name] - rows["p50"]) / reach
    rows["at"], rows["reach"] = away / reach, reach
    rows["beyond"] = (rows["at"] > EDGE).astype(int) - (rows["at"] < -EDGE).astype(int)
    rows["at"] = rows["at"].clip(-EDGE, EDGE)
    return rows


def spine(frame: pd.DataFrame, wording: tuple[str, str, str, str, str], palette: Palette) -> Chart:
    """Draw one row per measure.

    `frame` has key (of the measure), label, plotted, status, display_text, middle (the median as text), hover_text, the
    quantiles of the peers and `each`, the figures of few peers, which are drawn as dots in place of bars. `wording` names
    the bars P10–P90 and P25–P75, the median, the agency itself and the dots.
    """
    rows = placed(frame)
    figure = Chart(palette, height(len(rows)) + 28)
    figure.set(barmode="overlay", bargap=0.35)
    many = rows[[not each for each in rows["each"]]]
    if len(many):
        _add_interval_bars(figure, many, ("at_p10", "at_p90"), wording[0], palette.grid)
        _add_interval_bars(figure, many, ("at_p25", "at_p75"), wording[1], palette.faint)
    if len(many) < len(rows):
        _add_each(figure, rows, wording[4])
    _add_median_ticks(figure, rows, wording[2])
    _add_dots(figure, rows[rows["plotted"].notna() & rows["p50"].notna()], wording[3])
    _add_texts(figure, rows, _LEFT, "display_text", "middle left", palette.text)
    _add_texts(figure, rows, _RIGHT, "middle", "middle right", palette.muted)
    for x, anchor, heading in ((_LEFT, "right", wording[3]), (_RIGHT, "left", wording[2])):
        figure.annotate(
            text=heading, x=x, xanchor=anchor, y=1, yref="paper", yanchor="bottom", showarrow=False,
            font={"size": 12, "color": palette.muted},
        )  # fmt: skip
    category_axis(figure, rows["label"], showgrid=False)
    figure.xaxis(range=[-EDGE - 1.5, EDGE + 1.3], showticklabels=False, showgrid=False, zeroline=False)
    return figure


def _add_interval_bars(
    figure: Chart, rows: pd.DataFrame, ends: tuple[str, str], name: str, colour: str
) -> None:
    low, high = (rows[end] for end in ends)
    figure.add(
        "bar", y=rows["label"], x=high - low, base=low, orientation="h", name=name, width=0.62,
        marker={"color": colour}, hoverinfo="skip",
    )  # fmt: skip


def _add_each(figure: Chart, rows: pd.DataFrame, name: str) -> None:
    """One small dot per peer, on the scale of its row; those beyond the scale are put on its edge."""
    at = [
        (row.label, min(max((value - row.p50) / row.reach, -EDGE), EDGE))
        for row in rows.itertuples()
        for value in row.each
    ]
    labels, places = zip(*at, strict=True)
    figure.add(
        "scatter", y=labels, x=places, mode="markers", name=name, hoverinfo="skip",
        marker={"size": 8, "color": figure.palette.faint, "line": {"width": 1, "color": figure.palette.muted}},
    )  # fmt: skip


def _add_median_ticks(figure: Chart, rows: pd.DataFrame, name: str) -> None:
    line = {"color": figure.palette.muted, "width": 2}
    figure.add(
        "scatter", y=rows["label"], x=rows["at_p50"], mode="markers", name=name, hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 16, "line": line},
    )  # fmt: skip


def _add_dots(figure: Chart, rows: pd.DataFrame, name: str) -> None:
    colour = figure.palette.highlight
    symbols = [_symbol(row) for row in rows.itertuples()]
    figure.add(
        "scatter", y=rows["label"], x=rows["at"], mode="markers", name=name,
        marker={"symbol": symbols, "size": 12, "color": colour, "line": {"color": colour, "width": 2}},
        customdata=_points(rows), **hover(rows["hover_text"]),
    )  # fmt: skip


def _add_texts(figure: Chart, rows: pd.DataFrame, x: float, column: str, position: str, colour: str) -> None:
    figure.add(
        "scatter", y=rows["label"], x=[x] * len(rows), mode="text", text=rows[column], textposition=position,
        showlegend=False, textfont={"size": 12, "color": colour}, cliponaxis=False,
        customdata=_points(rows), **hover(rows["hover_text"]),
    )  # fmt: skip


def _symbol(row: Any) -> str:
    """A triangle that points off the scale, else a dot, hollow where cases are few."""
    if row.beyond:
        return "triangle-left" if row.beyond < 0 else "triangle-right"
    return "circle" if row.status == "full" else "circle-open"


def _points(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows are measures here: what is clicked is a measure, not one of several things compared."""
    return points.customdata(rows.assign(measure=rows["key"], key=""))
