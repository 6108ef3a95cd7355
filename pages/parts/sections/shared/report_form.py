"""The report as it is printed on the official form, each cell beside the place in its source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.data.selection import LEVELS, SCOPES
from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, components, data_table, official_form, source_viewer
from pages.parts.widgets.official_form import FormTexts

_CHOICE = "agency-cell"


def cells(view: View, agency: AgencyYear) -> pd.DataFrame:
    """The rows of agency_cells.sql of the year's report; none where it was not filed."""
    return view.ask(
        "agency_cells", report=str(agency.report["report_id"]) if agency.report is not None else ""
    )


def findings(view: View, agency: AgencyYear) -> pd.DataFrame:
    """The rows of agency_findings.sql with `said`, the sentence in the reader's language."""
    frame = view.ask(
        "agency_findings", report=str(agency.report["report_id"]) if agency.report is not None else ""
    )
    said = (
        frame["message"]
        if view.language == "zh"
        else frame["message_en"].where(frame["message_en"].fillna("") != "", frame["message"])
    )
    return frame.assign(hover_text=said)


def words(view: View) -> FormTexts:
    """What the form itself does not print."""
    return FormTexts(
        table=view.text("form.table"),
        unreadable=view.text("form.unreadable"),
        corrected=view.text("form.corrected"),
        derived=view.text("form.derived"),
        found={severity: view.text(f"severity.{severity}") for severity in ("error", "warning", "notice")},
        second=view.language == "en",
    )


_BESIDE = """<style>
[data-testid="stColumn"]:has(.st-key-form_source) > div { height: 100%; }
[data-testid="stLayoutWrapper"]:has(> .st-key-form_source) { position: sticky; top: 4rem; }
@media (max-width: 640px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-form_source) { top: auto; bottom: 0; max-height: 45vh; overflow: auto; z-index: 5;
    background: var(--st-background-color, Canvas); border-top: 2px solid #F46A25; padding: 0.4rem 0; }
}
</style>"""


@chart_card.fragment
def form(view: View, agency: AgencyYear) -> None:
    """The form on the left, the source of the chosen cell on the right."""
    printed, found = cells(view, agency), findings(view, agency)
    with chart_card.frame("agency_form"):
        st.markdown(
            f"##### {view.text('form.title', year=agency.year, form=_forms(view, printed))}", anchors=False
        )
        if printed.empty:
            st.info(view.text("form.none"))
            return
        st.caption(view.text("form.legend"))
        known = {official_form.address(row): row for row in printed.itertuples()}
        chosen = str(url_state.choices().get(_CHOICE) or "")
        st.html(_BESIDE)
        left, right = st.columns([2, 1] if view.language == "en" else [3, 2], gap="medium")
        with left:
            components.official_form(official_form.tables(printed, found, words(view), chosen), _CHOICE)
        with right, st.container(key="form_source"):
            _source(view, agency, known.get(chosen), found)
        with st.container(horizontal=True, horizontal_alignment="right", key="tools_agency_form"):
            card_download.buttons(
                view,
                _table(view, agency, printed),
                f"agency_form_{agency.year}",
                view.text("form.sheet", name=agency.name, year=agency.year),
            )
    url_state.write_address(view.page)


def _source(view: View, agency: AgencyYear, row: Any, found: pd.DataFrame) -> None:
    """What the chosen cell says, what was found in it, and where it stands in the source."""
    report = agency.report
    assert report is not None
    st.markdown(f"**{view.text('form.source')}**")
    if row is None:
        st.info(view.text("form.choose"))
        st.caption(
            view.text("form.file", name=escape_markdown(str(report["source_name"])), format=report["format"])
        )
        return
    label = f"{row.row_number}{row.row_label_zh} · {row.column_label_zh}"
    if view.language == "en":
        label += f" ({row.row_label_en} · {row.column_label_en})"
    st.markdown(f"{label}: **{escape_markdown(_said(view, row))}**")
    here = found[
        (found["table_key"] == row.table_key)
        & (found["row_key"] == row.row_key)
        & (found["column_key"] == row.column_key)
    ]
    for one in here.itertuples():
        st.markdown(
            f"{official_form.SIGNS[one.severity]} {view.text(f'severity.{one.severity}')}: {escape_markdown(str(one.hover_text))}"
        )
    source_viewer.show(
        view, str(report["source_name"]), str(report["source_sha256"]), str(row.locator or ""), "agency"
    )
    st.caption(
        view.text("form.file", name=escape_markdown(str(report["source_name"])), format=report["format"])
    )


def _said(view: View, row: Any) -> str:
    """The print and, where it differs, what it means: 1.2万元 = 12,000; 空白."""
    raw, state = str(row.raw), str(row.state)
    value, counted = row.value, row.counted
    text = raw if raw else view.text(f"state.{state}")
    if row.corrected:
        text += f" ({view.text('form.corrected')})"
    if number_format.is_none(value):
        return (
            text
            if number_format.is_none(counted)
            else f"{text} ({view.text('form.derived', value=number_format.whole(counted))})"
        )
    plain = number_format.whole(value)
    return text if plain.replace(",", "") == raw.replace(",", "") else f"{text} = {plain}"


def _forms(view: View, printed: pd.DataFrame) -> str:
    """The forms that the tables are printed on, in order."""
    known = dictionary.forms(view.opened, view.language)
    return view.text("list.comma").join(known.get(form, form) for form in dict.fromkeys(printed["form"]))


def _table(view: View, agency: AgencyYear, printed: pd.DataFrame) -> pd.DataFrame:
    """One row a cell, for the download."""
    named = f"label_{view.language}"
    return pd.DataFrame(
        {
            "year": agency.year,
            "agency": agency.name,
            "form": printed["form"],
            "table_key": printed["table_key"],
            "row_key": printed["row_key"],
            "column_key": printed["column_key"],
            "row_label": printed["row_number"] + printed[f"row_{named}"],
            "column_label": printed[f"column_{named}"],
            "raw": printed["raw"],
            "amount": printed["value"],
            "counted": printed["counted"],
            "status": [view.text(f"state.{state}") for state in printed["state"]],
            "unit": printed["unit"],
            "locator": printed["locator"],
        }
    )


def evidence(view: View, agency: AgencyYear) -> None:
    """Where each statement about the report's identity was taken from."""
    if agency.report is None:
        return
    frame = view.ask("agency_evidence", report=str(agency.report["report_id"]))
    with chart_card.frame("agency_evidence"):
        st.markdown(f"##### {view.text('evidence.title', n=len(frame))}", anchors=False)
        frame = frame.assign(
            value=[_named(view, row.field, row.value) for row in frame.itertuples()],
            field=[
                view.text(f"evidence_field.{name}") if name in _FIELDS else name for name in frame["field"]
            ],
            source=[
                view.text(f"evidence_source.{name}") if name in _SOURCES else name for name in frame["source"]
            ],
        )
        data_table.draw(view, frame.rename(columns={"source": "taken_from"}), key="evidence")
        if str(agency.report["url"] or "").startswith(("http://", "https://")):
            st.link_button(str(agency.report["url"]), str(agency.report["url"]), type="tertiary")


def _named(view: View, field: str, value: str) -> str:
    """A code of the database as the pages call it."""
    if field == "kinds":
        return view.text("list.comma").join(view.names("kind", [str(value)]).values())
    if (field == "level" and value in LEVELS) or (field == "scope" and value in SCOPES):
        return view.text(f"{field}.{value}")
    return str(value)


_FIELDS = (
    "agency",
    "year",
    "level",
    "kinds",
    "scope",
    "province",
    "city",
    "county",
    "region_code",
    "title",
    "published_on",
    "url",
)
_SOURCES = ("manifest", "title", "text", "metadata", "folder", "file_name", "register")
