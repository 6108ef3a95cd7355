"""One body among its peers: each measure on its own scale, the peers' spread as bars, the body as a dot."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts.bars import height
from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette

EDGE = 1.25
QUANTILES = ("p10", "p25", "p50", "p75", "p90")


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds `at` and `at_p10` … `at_p90`: the middle of the peers is 0, the farther of P10 and P90 is at 1 or −1.

    What lies beyond `EDGE` is put on it, with `beyond` −1 or 1.
    """
    found = frame.copy()
    reach = pd.concat([found["p90"] - found["p50"], found["p50"] - found["p10"]], axis=1).max(axis=1)
    away = found["plotted"] - found["p50"]
    reach = reach.where(reach > 0, away.abs().where(away != 0, 1.0) / (2 * EDGE))
    for name in QUANTILES:
        found[f"at_{name}"] = (found[name] - found["p50"]) / reach
    found["at"] = away / reach
    found["beyond"] = (found["at"] > EDGE).astype(int) - (found["at"] < -EDGE).astype(int)
    found["at"] = found["at"].clip(-EDGE, EDGE)
    return found


def spine(frame: pd.DataFrame, wording: tuple[str, str, str, str], palette: Palette) -> Chart:
    """Frame of key, label, shown, status, written, middle (text), said and the quantiles of the peers.

    `wording` names the bars P10–P90 and P25–P75, the middle line and the body itself.
    """
    rows = placed(frame)
    figure = Chart(palette, height(len(rows)) + 20)
    figure.set(barmode="overlay", bargap=0.35, margin={"t": 52})
    for low, high, name, colour, width in (
        ("at_p10", "at_p90", wording[0], palette.grid, 0.62),
        ("at_p25", "at_p75", wording[1], palette.faint, 0.62),
    ):
        figure.add(
            "bar",
            y=rows["label"],
            x=rows[high] - rows[low],
            base=rows[low],
            orientation="h",
            name=name,
            width=width,
            marker={"color": colour},
            hoverinfo="skip",
        )
    figure.add(
        "scatter",
        y=rows["label"],
        x=rows["at_p50"],
        mode="markers",
        name=wording[2],
        hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 16, "line": {"color": palette.muted, "width": 2}},
    )
    drawn = rows[rows["plotted"].notna() & rows["p50"].notna()]
    symbols = [
        "triangle-left"
        if row.beyond < 0
        else "triangle-right"
        if row.beyond > 0
        else "circle"
        if row.status == "full"
        else "circle-open"
        for row in drawn.itertuples()
    ]
    figure.add(
        "scatter",
        y=drawn["label"],
        x=drawn["at"],
        mode="markers",
        name=wording[3],
        marker={
            "symbol": symbols,
            "size": 12,
            "color": palette.highlight,
            "line": {"color": palette.highlight, "width": 2},
        },
        customdata=_points(drawn),
        hovertext=drawn["hover_text"],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    for x, column, position in (
        (-EDGE - 0.12, "display_text", "middle left"),
        (EDGE + 0.12, "middle", "middle right"),
    ):
        figure.add(
            "scatter",
            y=rows["label"],
            x=[x] * len(rows),
            mode="text",
            text=rows[column],
            textposition=position,
            showlegend=False,
            textfont={"size": 12, "color": palette.text if column == "display_text" else palette.muted},
            hovertext=rows["hover_text"],
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=_points(rows),
            cliponaxis=False,
        )
    figure.yaxis(
        type="category", categoryorder="array", categoryarray=list(rows["label"])[::-1], showgrid=False
    )
    figure.xaxis(range=[-EDGE - 1.5, EDGE + 1.3], showticklabels=False, showgrid=False, zeroline=False)
    return figure


def _points(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows are measures here: what is clicked on is a measure, not one of several things compared."""
    return points.customdata(rows.assign(measure=rows["key"], key=""))
