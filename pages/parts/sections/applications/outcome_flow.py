"""The flow of applications: received, handled by outcome, carried over; a discrepancy is drawn as such."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import sankey
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import GROUPS
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led_if
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_IN = ("received_new", "carried_in")
_OUT = (*GROUPS, "carried_out")
# position of the node «handled» between the two of `_IN` and those of `_OUT`
_HANDLED = len(_IN)


@chart_card.drawn
def outcome_flow(view: View) -> Card:
    """Draw 新收 + 上年结转 → outcome groups and 结转下年度 of the last year."""
    row = measure_frames.row_of_year(view.ask("flow"), view.year)
    difference = _difference(row)
    note = view.text("flow.difference", n=number_format.whole(difference, signed=True))
    return Card(
        key="applications_flow",
        title=view.text("title.flow", year=view.year),
        sentence=_sentence(view, row),
        figure=None if row is None or not row["taken_in"] else _figure(view, row, difference),
        table=_table(view, row),
        measures=(
            "applications_handled",
            "applications_concluded",
            "applications_received",
            "disclosure_rate",
        ),
        year=view.year,
        taken_in=None if row is None else int(row["taken_in"]),
        reports=None if row is None else int(row["reports"]),
        notes=[note] if difference else [],
    )


def _difference(row: pd.Series | None) -> float:
    """Applications in less applications out; 0 if the form's balance holds."""
    if row is None or not row["taken_in"]:
        return 0.0
    return float(row[list(_IN)].sum() - row[list(_OUT)].sum())


def _label(view: View, key: str) -> str:
    return view.text(f"group.{key}" if key in GROUPS else f"flow.{key}")


def _table(view: View, row: pd.Series | None) -> pd.DataFrame:
    """One row per part of either side: count and share of the applications to handle."""
    if row is None:
        return pd.DataFrame(columns=["year", "side", "code", "name", "count", "share"])
    handled = row[list(_IN)].sum()
    parts = [(side, key) for side, keys in (("in", _IN), ("out", _OUT)) for key in keys]
    return pd.DataFrame(
        {
            "year": view.year,
            "side": [view.text(f"flow.{side}") for side, _ in parts],
            "code": [key for _, key in parts],
            "name": [_label(view, key) for _, key in parts],
            "count": [row[key] for _, key in parts],
            "share": [row[key] / handled if handled else None for _, key in parts],
        }
    )


def _sentence(view: View, row: pd.Series | None) -> str:
    if row is None or not row["taken_in"]:
        label = view.measure("applications_handled").label(view.language)
        return view.text("sentence.none", measure=label, year=view.year)
    is_whole = bool(row["taken_in"] == row["reports"])
    return view.text(
        "sentence.flow",
        year=view.year,
        **{
            name: led_if(is_whole, number_format.whole(count), None, view.year, behind)
            for name, (count, behind) in {
                "handled": (row[list(_IN)].sum(), "applications_handled"),
                "concluded": (row[list(GROUPS)].sum(), "applications_concluded"),
                "granted": (row["granted"] + row["partly_granted"], "disclosure_rate"),
                "carried": (row["carried_out"], "applications.carried_out.total"),
            }.items()
        },
    )


def _figure(view: View, row: pd.Series, difference: float) -> Chart:
    """Three columns of nodes: in, to handle, out. Empty parts are left out; a discrepancy has a node of its own."""
    palette, handled = view.palette, row[list(_IN)].sum()
    names = {key: f"<b>{number_format.whole(row[key])}</b> {_label(view, key)}" for key in (*_IN, *_OUT)}
    nodes = [
        (names["received_new"], palette.accent),
        (names["carried_in"], palette.faint),
        (f"<b>{number_format.whole(handled)}</b> {view.text('flow.handled')}", palette.muted),
    ]
    links = [(position, _HANDLED, row[key], names[key]) for position, key in enumerate(_IN) if row[key]]
    for key in _OUT:
        if row[key]:
            share = number_format.rate(row[key] / handled if handled else None)
            label = f"{names[key]} {share}"
            nodes.append((label, palette.groups.get(key, palette.faint)))
            links.append((_HANDLED, len(nodes) - 1, row[key], label))
    if difference:
        label = f"{view.text('flow.unbalanced')} {number_format.whole(difference, signed=True)}"
        nodes.append((label, palette.highlight))
        ends = (_HANDLED, len(nodes) - 1) if difference > 0 else (len(nodes) - 1, _HANDLED)
        links.append((*ends, abs(difference), label))
    return sankey.sankey(nodes, links, palette)
