"""What changed since last year, measure by measure."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import table_chart
from pages.parts.charts.base.builder import Chart
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW, GREY_BELOW
from pages.parts.text import number_format
from pages.parts.text.led_figures import CHANGE, Sentence, joined, led, words
from pages.parts.widgets import chart_card, components
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_COLUMNS = [
    "measure_key", "measure", "before_text", "now_text", "change_text", "before", "now", "change", "relative", "enough",
]  # fmt: skip
_MAX_NAMES = 3
_CHANGED, _COMPARED = "changed", "compared"


@chart_card.fragment
def year_changes(view: View, agency: AgencyYear) -> None:
    """Draw both years' figures beside each other; a sentence where there are none."""
    components.keep_wide("agency_changes")
    changes = rows(view, agency)
    if changes.empty:
        with chart_card.frame("agency_changes"):
            st.markdown(view.text("changes.none", year=agency.year))
        return
    broken = view.broken(agency.year, "reviews")
    card = Card(
        "agency_changes",
        view.text("changes.title", name=agency.name, year=agency.year),
        _sentence(view, agency, changes),
        _figure(view, agency, changes),
        changes[["measure_key", "measure", "before", "now", "change"]].assign(year=agency.year),
        measures=list(changes["measure_key"]),
        year=agency.year,
        questions={_CHANGED: lambda: _compared(_changed(changes)), _COMPARED: lambda: _compared(changes)},
        notes=[view.text("change.broken", what=broken)] if broken else [],
    )
    chart_card.draw(view, card)


def rows(view: View, agency: AgencyYear) -> pd.DataFrame:
    """One row per measure that both reports state: last year's figure, this year's and the change, also as text.

    `relative` is the size of the change as a share of last year's figure; `enough` says that both rest on enough cases to
    be told in a sentence.
    """
    changes = [_change(view, measure, agency.year) for measure in dictionary.measures(view.opened).values()]
    return pd.DataFrame([change for change in changes if change], columns=_COLUMNS)


def _change(view: View, measure: Measure, year: int) -> dict[str, object] | None:
    if measure.per_report:
        return None
    frame = measure_frames.fetch(view, measure.key)
    now, before = measure_frames.row_of_year(frame, year), measure_frames.row_of_year(frame, year - 1)
    if now is None or before is None or "not_stated" in (now["status"], before["status"]):
        return None
    change = now["plotted"] - before["plotted"]
    return {
        "measure_key": measure.key,
        "measure": measure.label(view.language),
        "before_text": measure_frames.display_text(view, measure, before),
        "now_text": measure_frames.display_text(view, measure, now),
        "change_text": _change_text(view, measure, change),
        "before": before["value"],
        "now": now["value"],
        "change": change,
        "relative": abs(change) / before["plotted"] if before["plotted"] else float("nan"),
        "enough": _has_enough(measure, before, now),
    }


def _has_enough(measure: Measure, before: pd.Series, now: pd.Series) -> bool:
    """Whether a rate may be ranked in both years, or a number is not of a handful of cases."""
    if measure.kind in ("rate", "ratio"):
        return all(row["status"] == "full" and row["denominator"] >= GREY_BELOW for row in (before, now))
    return bool(max(before["plotted"], now["plotted"]) >= COUNTS_ONLY_BELOW)


def _change_text(view: View, measure: Measure, change: float) -> str:
    if measure.kind not in ("rate", "ratio"):
        return number_format.whole(change, signed=True)
    unit = "" if number_format.is_none(change) else f" {view.text('unit.points')}"
    return number_format.points(change) + unit


def _sentence(view: View, agency: AgencyYear, changes: pd.DataFrame) -> Sentence:
    changed = _changed(changes)
    stated = changed[changed["enough"].astype(bool)].sort_values("relative", ascending=False)
    counts = {"n": (len(changed), _CHANGED), "of": (len(changes), _COMPARED)}
    figures = {name: led(count, asks=asks) for name, (count, asks) in counts.items()}
    if stated.empty:
        return view.sentence("changes.small", **figures)
    most = [
        joined(" ", [words(row.measure), led(row.change_text, None, agency.year, row.measure_key, CHANGE)])
        for row in stated.head(_MAX_NAMES).itertuples()
    ]
    return view.sentence("changes.sentence", most=joined(view.text("list.comma"), most), **figures)


def _changed(changes: pd.DataFrame) -> pd.DataFrame:
    return changes[changes["change"].fillna(0) != 0]


def _compared(changes: pd.DataFrame) -> Evidence:
    """The measures compared, with the figures of both years."""
    return Evidence(changes[["measure", "before_text", "now_text", "change_text"]])


def _figure(view: View, agency: AgencyYear, changes: pd.DataFrame) -> Chart:
    headings = [
        view.text("column.measure"),
        str(agency.year - 1),
        str(agency.year),
        view.text("column.change"),
    ]
    marks = [
        [("", agency.year - 1, key, ""), ("", agency.year, key, ""), ("", agency.year, key, CHANGE)]
        for key in changes["measure_key"]
    ]
    texts = changes[["measure", "before_text", "now_text", "change_text"]]
    return table_chart.table(texts, headings, view.palette, marks)
