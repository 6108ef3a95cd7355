"""依申请公开 as a flow: what came in, how it ended, what is carried on; what does not add up is shown."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import sankey
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import GROUPS
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_IN = ("received_new", "carried_in")


@chart_card.drawn
def of_applications(view: View) -> Card:
    """新收 + 上年结转 → outcome groups and 结转下年度 of the last year."""
    row = measure_frames.row_of_year(view.ask("flow"), view.year)
    table = _table(view, row)
    missing = _difference(row)
    notes = [view.text("flow.difference", n=number_format.whole(missing, signed=True))] if missing else []
    return Card(
        key="applications_flow",
        title=view.text("title.flow", year=view.year),
        sentence=_sentence(view, row),
        figure=None if row is None or not row["taken_in"] else _figure(view, row, missing),
        table=table,
        measures=("applications_handled", "applications_concluded", "applications_received"),
        year=view.year,
        taken_in=None if row is None else int(row["taken_in"]),
        reports=None if row is None else int(row["reports"]),
        notes=notes,
    )


def _difference(row: pd.Series | None) -> float:
    """What came in less what went out: 0 where the form's own balance holds."""
    if row is None or not row["taken_in"]:
        return 0.0
    return float(row[list(_IN)].sum() - row[[*GROUPS, "carried_out"]].sum())


def _label(view: View, key: str) -> str:
    if key in GROUPS:
        return view.text(f"group.{key}")
    return view.text(f"flow.{key}")


def _table(view: View, row: pd.Series | None) -> pd.DataFrame:
    """Long: side, part, count, share of what there was to handle."""
    if row is None:
        return pd.DataFrame(columns=["year", "side", "code", "name", "count", "share"])
    whole = row[list(_IN)].sum()
    parts = [(side, key) for side, keys in (("in", _IN), ("out", (*GROUPS, "carried_out"))) for key in keys]
    return pd.DataFrame(
        {
            "year": view.year,
            "side": [view.text(f"flow.{side}") for side, _ in parts],
            "code": [key for _, key in parts],
            "name": [_label(view, key) for _, key in parts],
            "count": [row[key] for _, key in parts],
            "share": [row[key] / whole if whole else None for _, key in parts],
        }
    )


def _sentence(view: View, row: pd.Series | None) -> str:
    if row is None or not row["taken_in"]:
        return view.text(
            "sentence.none", measure=view.measure("applications_handled").label(view.language), year=view.year
        )
    concluded = row[list(GROUPS)].sum()
    return view.text(
        "sentence.flow", year=view.year, handled=number_format.whole(row[list(_IN)].sum()),
        concluded=number_format.whole(concluded), granted=number_format.whole(row["granted"] + row["partly_granted"]),
        carried=number_format.whole(row["carried_out"]),
    )  # fmt: skip


def _figure(view: View, row: pd.Series, missing: float) -> Chart:
    """Three columns: in, handled, out. A part of none is left out; a difference is a node of its own."""
    palette, whole = view.palette, row[list(_IN)].sum()
    out = {**{key: palette.groups[key] for key in GROUPS}, "carried_out": palette.faint}
    names = {key: f"{_label(view, key)} {number_format.whole(row[key])}" for key in (*_IN, *out)}
    handled = f"{view.text('flow.handled')} {number_format.whole(whole)}"
    nodes = [
        (names["received_new"], palette.accent),
        (names["carried_in"], palette.faint),
        (handled, palette.muted),
    ]
    links = [(at, 2, row[key], names[key]) for at, key in enumerate(_IN) if row[key]]
    for key, colour in out.items():
        if row[key]:
            nodes.append((names[key], colour))
            links.append(
                (
                    2,
                    len(nodes) - 1,
                    row[key],
                    f"{names[key]} ({number_format.rate(row[key] / whole if whole else None)})",
                )
            )
    if missing:
        label = f"{view.text('flow.unbalanced')} {number_format.whole(missing, signed=True)}"
        nodes.append((label, palette.highlight))
        ends = (2, len(nodes) - 1) if missing > 0 else (len(nodes) - 1, 2)
        links.append((*ends, abs(missing), label))
    return sankey.sankey(nodes, links, palette)
