"""The findings that an agency is asked to check and correct, as a list to send to it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.shared.compared import COMPARED
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import data_table

_MAX_MATCHES = 20
_MAX_ROWS = 2000


def correction_request(view: View) -> None:
    """Draw the list of one agency, which the reader finds by name, over the years selected."""
    with st.container(border=True, key="card_quality_returned"):
        st.markdown(f"##### {view.text('correction_request.title')}", anchors=False)
        left, right = st.columns(2)
        with left:
            typed = url_state.text_field(
                "quality-body", view.text("filter.search"), view.text("filter.search_hint")
            )
        agencies = view.ask("findings_agencies", sought=typed, most=_MAX_MATCHES).set_index("agency_id")
        if agencies.empty:
            st.caption(view.text("correction_request.none"))
            return
        labels = {
            row.Index: view.text("correction_request.agency", name=row.agency, n=row.findings)
            for row in agencies.itertuples()
        }
        with right:
            agency_id = url_state.select("quality-return", view.text("column.agency"), list(labels), labels)
        _list(view, agency_id or str(agencies.index[0]), agencies["agency"])


def _list(view: View, agency_id: str, names: pd.Series) -> None:
    findings = view.ask(
        "findings_list",
        rule="",
        severity="",
        sought="",
        agency_id=agency_id,
        closed=(),
        most=_MAX_ROWS,
        offset=0,
    )
    table = download_table(view, findings)
    data_table.draw(view, _without_unused(table), key="table_returned")
    with st.container(horizontal=True, vertical_alignment="center", key="tools_returned"):
        st.caption(view.text("correction_request.note"), width="stretch")
        years = f"{view.selection.first_year}–{view.selection.last_year}"
        title = view.text("correction_request.file", name=names[agency_id], years=years)
        notes = _notes(view, findings)
        card_download.buttons(view, table, f"return_{agency_id}", title, notes=notes)


def _without_unused(table: pd.DataFrame) -> pd.DataFrame:
    """The list as it is read: what none of its findings compares takes no room from their sentences."""
    unused = [name for name in COMPARED if table[name].replace("", None).isna().all()]
    return table.drop(columns=unused)


def download_table(view: View, findings: pd.DataFrame) -> pd.DataFrame:
    """One row per finding, newest year first: position on the form, figures compared, sentence and source."""
    order = ["year", "table_key", "row_key"]
    findings = findings.sort_values(order, ascending=[False, True, True], kind="stable")
    return pd.DataFrame(
        {
            "year": findings["year"],
            "severity": [view.text(f"severity.{severity}") for severity in findings["severity"]],
            "form_table": _table_labels(view, findings),
            "form_row": _labels(view, findings, "row"),
            "form_column": _labels(view, findings, "column"),
            **{name: findings[name] for name in COMPARED},
            "message": findings["message" if view.language == "zh" else "message_en"],
            "source_name": [str(name).rsplit("/", 1)[-1] for name in findings["source_name"]],
            "url": findings["url"],
            "report_id": findings["report_id"],
        }
    ).reset_index(drop=True)


def _table_labels(view: View, findings: pd.DataFrame) -> list[str]:
    printed = dictionary.form_cells(view.opened).drop_duplicates("table_key")
    numbers = dict(zip(printed["table_key"], printed["table_number"], strict=True))
    return [
        view.text("correction_request.table", number=numbers.get(key, key)) if isinstance(key, str) else ""
        for key in findings["table_key"]
    ]


def _labels(view: View, findings: pd.DataFrame, axis: str) -> list[str]:
    """The printed labels of the rows or columns that findings concern; "" where there is none."""
    labels = dictionary.printed_labels(view.opened, axis, view.language)
    return [
        "" if number_format.is_none(key) else labels.get((str(table), str(key)), str(key))
        for table, key in zip(findings["table_key"], findings[f"{axis}_key"], strict=True)
    ]


def _notes(view: View, findings: pd.DataFrame) -> list[tuple[str, str]]:
    reports = findings["report_id"].nunique()
    coverage = view.text("correction_request.coverage", n=len(findings), reports=reports)
    return [
        (view.text("export.coverage"), coverage),
        (view.text("tab.definition"), view.text("findings.severities")),
    ]
