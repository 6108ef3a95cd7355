"""What changed from last year, and what was found in the report."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import table_chart
from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import Body
from pages.parts.sections.shared.report_form import findings
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escaped
from pages.parts.widgets import chart_card, official_form
from pages.parts.widgets.chart_card import Exhibit


def rows(view: View, body: Body) -> pd.DataFrame:
    """One row a measure that both years' reports state: last year's figure, this year's, and the change as written."""
    found = []
    for measure in dictionary.measures(view.opened).values():
        if measure.per_report:
            continue
        frame = measure_frames.rated(view, measure.key)
        now, before = measure_frames.of_year(frame, body.year), measure_frames.of_year(frame, body.year - 1)
        if now is None or before is None or "not_stated" in (now["status"], before["status"]):
            continue
        rate = measure.kind in ("rate", "ratio")
        change = now["shown"] - before["shown"]
        step = (
            number_format.points(change) + (f" {view.text('unit.points')}" if change == change else "")
            if rate
            else number_format.whole(change, signed=True)
        )
        found.append(
            {
                "measure_key": measure.key,
                "measure": measure.label(view.language),
                "before_text": measure_frames.written(view, measure, before),
                "now_text": measure_frames.written(view, measure, now),
                "change_text": step,
                "before": before["value"],
                "now": now["value"],
                "change": change,
                "relative": abs(change) / before["shown"] if before["shown"] else float("nan"),
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


@st.fragment
def changed(view: View, body: Body) -> None:
    """The measures of two years beside one another."""
    frame = rows(view, body)
    shown = frame[["measure", "before_text", "now_text", "change_text"]]
    headings = [view.text("column.measure"), str(body.year - 1), str(body.year), view.text("column.change")]
    moved = frame[frame["change"].fillna(0) != 0].sort_values("relative", ascending=False)
    sentence = view.text("changes.none", year=body.year)
    if len(moved):
        most = view.text("list.comma").join(
            f"{row.measure} {row.change_text}" for row in moved.head(3).itertuples()
        )
        sentence = view.text("changes.sentence", year=body.year, n=len(moved), of=len(frame), most=most)
    broken = view.broken(body.year, "reviews")
    notes = [view.text("change.broken", what=broken)] if broken else []
    chart_card.show(
        view,
        Exhibit(
            "agency_changes",
            view.text("changes.title", name=body.name, year=body.year),
            sentence,
            table_chart.table(shown, headings, view.palette) if len(frame) else None,
            frame[["measure_key", "measure", "before", "now", "change"]].assign(year=body.year),
            measures=list(frame["measure_key"]),
            year=body.year,
            notes=notes,
        ),
    )


def found(view: View, body: Body) -> None:
    """The findings in the report as sentences; one that concerns a cell leads to it."""
    with chart_card.card("agency_findings"):
        if body.report is None:
            st.markdown(f"##### {view.text('body.not_filed', year=body.year)}", anchors=False)
            return
        frame = findings(view, body)
        counts = frame["severity"].value_counts()
        said = view.text("list.comma").join(
            f"{view.text(f'severity.{severity}')} {counts[severity]}"
            for severity in ("error", "warning", "notice")
            if counts.get(severity, 0)
        )
        title = view.text(
            "body.findings_title" if said else "body.findings_none", year=body.year, n=len(frame), counts=said
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
                    _table(view, body, frame),
                    f"agency_findings_{body.year}",
                    view.text("body.findings_sheet", name=body.name, year=body.year),
                )


def _finding(view: View, row: Any, at: int) -> None:
    severity = str(row.severity)
    sentence = (
        f"{official_form.SIGNS[severity]} **{view.text(f'severity.{severity}')}** {escaped(str(row.said))}"
    )
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
            on_click=url_state.put,
            args=("agency-cell", official_form.address(row)),
        )


def _table(view: View, body: Body, frame: pd.DataFrame) -> pd.DataFrame:
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
            "said",
        ]
    ]
    table = table.rename(
        columns={f"label_{view.language}": "rule", "said": "message", "expected": "should_be"}
    )
    return table.assign(
        year=body.year, agency=body.name, severity=[view.text(f"severity.{one}") for one in table["severity"]]
    )
