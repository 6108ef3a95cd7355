"""The flow of applications: received, handled by outcome, carried over; a discrepancy is drawn as such."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import flow
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import GROUPS
from pages.parts.charts.flow import Node
from pages.parts.data.cell_sums import CellSums, Sum
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_IN = ("received_new", "carried_in")
_OUT = (*GROUPS, "carried_out")
_PART = "part-"
_TOLD = {
    "handled": _IN,
    "concluded": GROUPS,
    "granted": ("granted", "partly_granted"),
    "carried": ("carried_out",),
}
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
        questions={
            **{_PART + key: _together((key,)) for key in (*_IN, *_OUT)},
            **{name: _together(parts) for name, parts in _TOLD.items()},
        },
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


def _sentence(view: View, row: pd.Series | None) -> Sentence:
    if row is None or not row["taken_in"]:
        return captions.nothing(view, view.measure("applications_handled"))
    figures = {
        name: led(number_format.whole(row[list(parts)].sum()), None, view.year, None, name)
        for name, parts in _TOLD.items()
    }
    return view.sentence("sentence.flow", view.year, **figures)


def _together(parts: Sequence[str]) -> CellSums:
    """Some of the parts, over the reports that state every one."""
    return CellSums((Sum(_addresses(parts), given=_addresses((*_IN, *_OUT))),))


def _addresses(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"applications.{f'group_{key}' if key in GROUPS else key}.total" for key in parts)


def _figure(view: View, row: pd.Series, difference: float) -> Chart:
    """Three columns of nodes: in, to handle, out. Empty parts are left out; a discrepancy has a node of its own."""
    palette, handled = view.palette, row[list(_IN)].sum()
    names = {key: f"<b>{number_format.whole(row[key])}</b> {_label(view, key)}" for key in (*_IN, *_OUT)}
    nodes = [
        Node(names["received_new"], palette.accent, _PART + "received_new"),
        Node(names["carried_in"], palette.faint, _PART + "carried_in"),
        Node(f"<b>{number_format.whole(handled)}</b> {view.text('flow.handled')}", palette.muted, "handled"),
    ]
    links = [(position, _HANDLED, float(row[key])) for position, key in enumerate(_IN) if row[key]]
    for key in _OUT:
        if row[key]:
            share = number_format.rate(row[key] / handled if handled else None)
            nodes.append(Node(f"{names[key]} {share}", palette.groups.get(key, palette.faint), _PART + key))
            links.append((_HANDLED, len(nodes) - 1, float(row[key])))
    if difference:
        label = f"{view.text('flow.unbalanced')} {number_format.whole(difference, signed=True)}"
        nodes.append(Node(label, palette.highlight))
        ends = (_HANDLED, len(nodes) - 1) if difference > 0 else (len(nodes) - 1, _HANDLED)
        links.append((*ends, abs(difference)))
    return flow.flow(nodes, links, view.year, palette)
