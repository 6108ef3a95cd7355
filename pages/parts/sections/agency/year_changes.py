"""What changed from last year, and what was found in the report."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import table_chart
from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.sections.shared.report_form import findings
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, official_form
from pages.parts.widgets.chart_card import Card


def rows(view: View, agency: AgencyYear) -> pd.DataFrame:
    """One row a measure that both years' reports state: last year's figure, this year's, and the change as written."""
    found = []
    for measure in dictionary.measures(view.opened).values():
        if measure.per_report:
            continue
        frame = measure_frames.fetch(view, measure.key)
        now, before = (
            measure_frames.row_of_year(frame, agency.year),
            measure_frames.row_of_year(frame, agency.year - 1),
        )
        if now is None or before is None or "not_stated" in (now["status"], before["status"]):
            continue
        rate = measure.kind in ("rate", "ratio")
        change = now["plotted"] - before["plotted"]
        step = (
            number_format.points(change) + (f" {view.text('unit.points')}" if change == change else "")
            if rate
            else number_format.whole(change, signed=True)
        )
        found.append(
            {
                "measure_key": measure.key,
                "measure": measure.label(view.language),
                "before_text": measure_frames.display_text(view, measure, before),
                "now_text": measure_frames.display_text(view, measure, now),
                "change_text": step,
                "before": before["value"],
                "now": now["value"],
                "change": change,
                "relative": abs(change) / before["plotted"] if before["plotted"] else float("nan"),
            }
        )
    columns = [
        "measure_key",
        "measure",
        "before_text",
        "now_text",
        "change_text",
        "before",
        "now",
        "change",
        "relative",
    ]
    return pd.DataFrame(found, columns=columns)


@chart_card.fragment
def changed(view: View, agency: AgencyYear) -> None:
    """The measures of two years beside one another."""
    frame = rows(view, agency)
    shown = frame[["measure", "before_text", "now_text", "change_text"]]
    headings = [
        view.text("column.measure"),
        str(agency.year - 1),
        str(agency.year),
        view.text("column.change"),
    ]
    moved = frame[frame["change"].fillna(0) != 0].sort_values("relative", ascending=False)
    sentence = view.text("changes.none", year=agency.year)
    if len(moved):
        most = view.text("list.comma").join(
            f"{row.measure} {row.change_text}" for row in moved.head(3).itertuples()
        )
        sentence = view.text("changes.sentence", year=agency.year, n=len(moved), of=len(frame), most=most)
    broken = view.broken(agency.year, "reviews")
    notes = [view.text("change.broken", what=broken)] if broken else []
    chart_card.draw(
        view,
        Card(
            "agency_changes",
            view.text("changes.title", name=agency.name, year=agency.year),
            sentence,
            table_chart.table(shown, headings, view.palette) if len(frame) else None,
            frame[["measure_key", "measure", "before", "now", "change"]].assign(year=agency.year),
            measures=list(frame["measure_key"]),
            year=agency.year,
            notes=notes,
        ),
    )


def found(view: View, agency: AgencyYear) -> None:
    """The findings in the report as sentences; one that concerns a cell leads to it."""
    with chart_card.frame("agency_findings"):
        if agency.report is None:
            st.markdown(f"##### {view.text('body.not_filed', year=agency.year)}", anchors=False)
            return
        frame = findings(view, agency)
        counts = frame["severity"].value_counts()
        said = view.text("list.comma").join(
            f"{view.text(f'severity.{severity}')} {counts[severity]}"
            for severity in ("error", "warning", "notice")
            if counts.get(severity, 0)
        )
        title = view.text(
            "body.findings_title" if said else "body.findings_none",
            year=agency.year,
            n=len(frame),
            counts=said,
        )
        st.markdown(
            f"##### {title}",
            anchors=False,
        )
        for at, row in enumerate(frame.itertuples()):
            _finding(view, row, at)
        if len(frame):
            with st.container(horizontal=True, horizontal_alignment="right", key="tools_agency_findings"):
                card_download.buttons(
                    view,
                    _table(view, agency, frame),
                    f"agency_findings_{agency.year}",
                    view.text("body.findings_sheet", name=agency.name, year=agency.year),
                )


def _finding(view: View, row: Any, at: int) -> None:
    severity = str(row.severity)
    sentence = f"{official_form.SIGNS[severity]} **{view.text(f'severity.{severity}')}** {escape_markdown(str(row.hover_text))}"
    if pd.isna(row.column_key) or pd.isna(row.row_key):
        st.markdown(sentence)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(sentence, width="stretch")
        st.button(
            view.text("body.findings_open"),
            key=f"finding_{at}",
            type="tertiary",
            icon=":material/my_location:",
            on_click=url_state.set_choice,
            args=("agency-cell", official_form.address(row)),
        )


def _table(view: View, agency: AgencyYear, frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[
        [
            "severity",
            "rule_key",
            f"label_{view.language}",
            "table_key",
            "row_key",
            "column_key",
            "expected",
            "found",
            "hover_text",
        ]
    ]
    table = table.rename(
        columns={f"label_{view.language}": "rule", "hover_text": "message", "expected": "should_be"}
    )
    return table.assign(
        year=agency.year,
        agency=agency.name,
        severity=[view.text(f"severity.{one}") for one in table["severity"]],
    )
