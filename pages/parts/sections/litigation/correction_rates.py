"""Correction rates of closed reviews and lawsuits with their intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts.analysis import captions, measure_frames
from pages.parts.charts import bars
from pages.parts.sections.litigation.procedures import PROCEDURES, procedure_label
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card

_MEASURES = {
    "review": "review_correction_rate",
    "litigation_direct": "direct_correction_rate",
    "litigation_after_review": "after_review_correction_rate",
}


@chart_card.fragment
def correction_rates(view: View) -> None:
    """Draw the rate of each procedure in the last year, overall or by group; pending cases do not count."""
    with chart_card.frame("litigation_corrections"):
        options = ("none", *choices.groupings(view))
        names = {by: view.text(f"by.{by}") for by in options}
        by = url_state.segmented("litigation-paths", view.text("pick.by"), options, names)
        chart_card.draw_content(view, _card(view, by))


@chart_card.cached
def _card(view: View, by: str) -> Card:
    rows = _rows(view, by)
    ranked = rows if by == "none" else measure_frames.sorted_for_chart(rows[rows["denominator"] > 0])
    drawn = ranked.head(measure_frames.MAX_ROWS).rename(columns={"name": "label"})
    drawn = drawn.assign(beside=[_interval(row) for row in drawn.itertuples()])
    return Card(
        key="litigation_corrections",
        title=view.text("title.corrections", year=view.year),
        sentence=_sentence(view, rows),
        figure=bars.intervals(drawn, view.palette, None, "") if len(drawn) else None,
        table=_table(view, rows),
        measures=(*_MEASURES.values(), "litigation_correction_rate"),
        by=by,
        year=view.year,
        taken_in=_of_worst_path(rows, "taken_in"),
        reports=_of_worst_path(rows, "reports"),
        contradictory=_of_worst_path(rows, "contradictory"),
        notes=(
            view.text("chart.small_numbers"),
            view.text("cases.closed"),
            *measure_frames.truncation_note(view, len(ranked)),
        ),
    )


def _interval(row: Any) -> str:
    """The interval of a rate, for beside it; empty where only counts are stated."""
    if row.status not in ("full", "small"):
        return ""
    return f"[{100 * row.low:.1f}–{100 * row.high:.1f}]"


def _rows(view: View, by: str) -> pd.DataFrame:
    """One row per group and procedure: the rate, `group` the group's name and `name` that with the procedure."""
    measures = [view.measure(_MEASURES[path]) for path in PROCEDURES]
    sums = measure_frames.fetch_sums(view, measures, by, view.year)
    paths = dict(zip(_MEASURES.values(), _MEASURES, strict=True))
    rows = sums.assign(path=sums["measure"].map(paths))
    rows = rows.sort_values("path", key=lambda path: path.map(PROCEDURES.index), kind="stable")
    rows = proportions.with_rates(rows, "rate")
    groups = {} if by == "none" else view.names(by, list(rows["key"].unique()))
    procedures = [procedure_label(view, procedure) for procedure in rows["path"]]
    rows = rows.assign(
        group=[groups.get(key, "") for key in rows["key"]],
    )
    pairs = zip(rows["group"], procedures, strict=True)
    rows["name"] = [" · ".join(part for part in pair if part) for pair in pairs]
    rates = [(view.measure(_MEASURES[row.path]), row) for row in rows.itertuples()]
    return rows.assign(
        display_text=[measure_frames.display_text(view, measure, row) for measure, row in rates],
        hover_text=[measure_frames.hover_text(view, measure, row) for measure, row in rates],
    )


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "code": rows["key"],
            "name": [group or view.text("by.none") for group in rows["group"]],
            "path": [procedure_label(view, procedure) for procedure in rows["path"]],
            "numerator": rows["numerator"],
            "denominator": rows["denominator"],
            "rate": rows["value"],
            "low": rows["low"],
            "high": rows["high"],
            "status": [view.text(f"status.{status}") for status in rows["status"]],
            "reports": rows["reports"],
            "taken_in": rows["taken_in"],
            "contradictory": rows["contradictory"],
        }
    )


def _of_worst_path(rows: pd.DataFrame, name: str) -> int:
    """A count of reports for the path with most contradictory ones."""
    if rows.empty:
        return 0
    by_path = rows.groupby("path")[["taken_in", "reports", "contradictory"]].sum()
    return int(by_path.at[by_path["contradictory"].idxmax(), name])


def _sentence(view: View, rows: pd.DataFrame) -> Sentence:
    """The overall rate of each procedure that has closed cases."""
    measure = view.measure("review_correction_rate")
    totals = rows.groupby("path")[["numerator", "denominator", "taken_in"]].sum()
    totals = proportions.with_rates(totals[totals["denominator"] > 0], "rate")
    rates = {
        path: measure_frames.display_text(view, measure, totals.loc[path])
        for path in PROCEDURES
        if path in totals.index
    }
    if not rates:
        return captions.nothing(view, measure)
    listed = [
        joined(" ", (words(procedure_label(view, path)), led(rate, None, view.year, _MEASURES[path])))
        for path, rate in rates.items()
    ]
    return view.sentence("sentence.corrections", view.year, listed=joined(view.text("list.comma"), listed))
