"""The findings in the report of the year; one that concerns a cell leads to it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.export import card_download
from pages.parts.sections.shared import report_form
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.sections.shared.compared import COMPARED
from pages.parts.sections.shared.severity import SEVERITIES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.led_figures import Sentence, joined, led, words
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, counted, official_form
from pages.parts.widgets.figure_evidence import Evidence

_COLUMNS = [
    "severity", "rule_key", "rule", "table_key", "row_key", "column_key", *COMPARED, "message",
]  # fmt: skip


def report_findings(view: View, agency: AgencyYear) -> None:
    """Draw each finding as a sentence, or say that no report was filed."""
    with chart_card.frame("agency_findings"):
        if agency.report is None:
            st.markdown(f"##### {view.text('body.not_filed', year=agency.year)}", anchors=False)
            return
        findings = report_form.findings(view, agency)
        counted.draw(
            view,
            "agency_findings",
            _title(view, agency, findings),
            lambda point: Evidence(
                download_table(
                    view, agency, findings[findings["severity"].eq(point.asks or findings["severity"])]
                )
            ),
        )
        for position, finding in enumerate(findings.itertuples()):
            _finding(view, finding, position)
        if len(findings):
            with st.container(horizontal=True, horizontal_alignment="right", key="tools_agency_findings"):
                title = view.text("body.findings_sheet", name=agency.name, year=agency.year)
                table = download_table(view, agency, findings)
                card_download.buttons(view, table, f"agency_findings_{agency.year}", title)


def _title(view: View, agency: AgencyYear, findings: pd.DataFrame) -> Sentence:
    if findings.empty:
        return view.sentence("body.findings_none", agency.year)
    counts = findings["severity"].value_counts()
    listed = [
        joined(" ", [words(view.text(f"severity.{severity}")), led(counts[severity], asks=severity)])
        for severity in SEVERITIES
        if severity in counts
    ]
    n = led(f"{len(findings):,}")
    return view.sentence(
        "body.findings_title", agency.year, n=n, counts=joined(view.text("list.comma"), listed)
    )


def _finding(view: View, finding: Any, position: int) -> None:
    severity = str(finding.severity)
    label = f"{official_form.SIGNS[severity]} **{view.text(f'severity.{severity}')}**"
    sentence = f"{label} {escape_markdown(str(finding.hover_text))}"
    if not finding.marked:
        st.markdown(sentence)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(sentence, width="stretch")
        st.button(
            view.text("body.findings_open"),
            key=f"finding_{position}",
            type="tertiary",
            icon=":material/my_location:",
            on_click=_open_cell,
            args=(str(finding.marked).split()[0],),
        )


def _open_cell(address: str) -> None:
    url_state.set_choice("agency-cell", address)
    url_state.set_choice("agency-part", "form")


def download_table(view: View, agency: AgencyYear, findings: pd.DataFrame) -> pd.DataFrame:
    """The findings of a report as a file has them, with the message in the reader's language."""
    findings = findings.assign(rule=findings[f"label_{view.language}"], message=findings["hover_text"])
    table = findings[_COLUMNS]
    return table.assign(
        year=agency.year,
        agency=agency.name,
        severity=[view.text(f"severity.{severity}") for severity in table["severity"]],
    )
