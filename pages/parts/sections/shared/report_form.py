"""The report as printed on the official form, each cell beside its position in the source."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.sections.shared.cell_correction import cell_correction
from pages.parts.sections.shared.severity import SEVERITIES
from pages.parts.state import shown_cards, url_state
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.text import number_format
from pages.parts.text.file_names import shown
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, components, official_form, source_viewer
from pages.parts.widgets.form_paper import form_parts
from pages.parts.widgets.official_form import FormTexts

_CHOICE = "agency-cell"
# beside the form, or below it where a window has no room for both: there in sight as long as the form is
_STICKY_SOURCE = """<style>
[data-testid="stColumn"]:has(.st-key-form_source) > div { height: 100%; }
[data-testid="stLayoutWrapper"]:has(> .st-key-form_source) { position: sticky; top: 4rem; }
@media screen and (max-width: 900px) {
  .stHorizontalBlock:has(> .stColumn > * .st-key-form_source) { flex-direction: column; }
  .stHorizontalBlock:has(> .stColumn > * .st-key-form_source) > .stColumn { width: 100%; flex: none; }
  .stColumn:has(> * .st-key-form_source), .stColumn > div:has(> * > .st-key-form_source) { display: contents; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-form_source) { top: auto; bottom: 0; width: 100%; max-height: 45vh; overflow: auto; z-index: 5;
    background: var(--st-background-color, Canvas); border-top: 2px solid #F46A25; padding: 0.4rem 0; }
}
</style>"""


def cells(view: View, agency: AgencyYear) -> pd.DataFrame:
    """The cells of the year's report (rows of agency_cells.sql); empty if it was not filed."""
    return view.ask("agency_cells", report=_report_id(agency))


def findings(view: View, agency: AgencyYear) -> pd.DataFrame:
    """The findings in the year's report (rows of agency_findings.sql), worded in `hover_text`."""
    frame = view.ask("agency_findings", report=_report_id(agency))
    english = frame["message_en"].where(frame["message_en"].fillna("") != "", frame["message"])
    return frame.assign(hover_text=frame["message"] if view.language == "zh" else english)


def _report_id(agency: AgencyYear) -> str:
    return "" if agency.report is None else str(agency.report["report_id"])


def form_texts(view: View) -> FormTexts:
    """The words on the form that are not printed on it."""
    return FormTexts(
        table=view.text("form.table"),
        unreadable=view.text("form.unreadable"),
        corrected=view.text("form.corrected"),
        derived=view.text("form.derived"),
        severities={severity: view.text(f"severity.{severity}") for severity in SEVERITIES},
        bilingual=view.language == "en",
    )


@chart_card.fragment
def form(view: View, agency: AgencyYear) -> None:
    """Draw the form on the left and the source of the selected cell on the right."""
    printed, frame = cells(view, agency), findings(view, agency)
    with chart_card.frame("agency_form"):
        title = view.text("form.title", year=agency.year, form=_form_names(view, printed))
        st.markdown(f"##### {title}", anchors=False)
        if printed.empty:
            st.info(view.text("form.none"))
            return
        st.caption(view.text("form.legend"))
        selected = str(url_state.choices().get(_CHOICE) or "")
        st.html(_STICKY_SOURCE)
        left, right = st.columns([2, 1] if view.language == "en" else [3, 2], gap="medium")
        with left:
            components.official_form(
                official_form.render(printed, frame, form_texts(view), selected), _CHOICE
            )
        with right, st.container(key="form_source"):
            by_address = {official_form.address(cell): cell for cell in printed.itertuples()}
            _source(view, agency, by_address.get(selected), frame)
        with st.container(horizontal=True, horizontal_alignment="right", key="tools_agency_form"):
            title = view.text("form.sheet", name=agency.name, year=agency.year)
            table = _table(view, agency, printed)
            key, texts = f"agency_form_{agency.year}", form_texts(view)
            shown_cards.note(key, ShownCard(title, parts=lambda: form_parts(printed, frame, texts)))
            card_download.buttons(view, table, key, title)
    url_state.write_address(view.page)


def _source(view: View, agency: AgencyYear, cell: Any, frame: pd.DataFrame) -> None:
    """The selected cell as printed, its findings, and its position in the source."""
    report = agency.report
    assert report is not None
    source_name = str(report["source_name"])
    st.markdown(f"**{view.text('form.source')}**")
    if cell is None:
        st.info(view.text("form.choose"))
    else:
        st.markdown(f"{_cell_label(view, cell)}: **{escape_markdown(_cell_text(view, cell))}**")
        at_cell = frame[[official_form.address(cell) in marked.split() for marked in frame["marked"]]]
        for finding in at_cell.itertuples():
            severity = str(finding.severity)
            label = f"{official_form.SIGNS[severity]} {view.text(f'severity.{severity}')}"
            st.markdown(f"{label}: {escape_markdown(str(finding.hover_text))}")
        source_viewer.show(view, source_name, str(report["source_sha256"]), str(cell.locator or ""), "agency")
        cell_correction(view, agency, cell)
    st.caption(view.text("form.file", name=escape_markdown(shown(source_name)), format=report["format"]))


def _cell_label(view: View, cell: Any) -> str:
    label = f"{cell.row_number}{cell.row_label_zh} · {cell.column_label_zh}"
    return f"{label} ({cell.row_label_en} · {cell.column_label_en})" if view.language == "en" else label


def _cell_text(view: View, cell: Any) -> str:
    """The printed text and, where it differs, its value: 1.2万元 = 12,000; the state of a cell without text."""
    text = str(cell.raw) or view.text(f"state.{cell.state}")
    if cell.corrected:
        return f"{text} → {official_form.right_text(cell)} ({view.text('form.corrected')})"
    if not number_format.is_none(cell.value):
        value = number_format.whole(cell.value)
        is_as_printed = value.replace(",", "") == str(cell.raw).replace(",", "")
        return text if is_as_printed else f"{text} = {value}"
    if number_format.is_none(cell.counted):
        return text
    return f"{text} ({view.text('form.derived', value=number_format.whole(cell.counted))})"


def _form_names(view: View, printed: pd.DataFrame) -> str:
    """The forms on which the report's tables are printed, in printed order."""
    names = dictionary.forms(view.opened, view.language)
    return view.text("list.comma").join(names.get(form, form) for form in dict.fromkeys(printed["form"]))


def _table(view: View, agency: AgencyYear, printed: pd.DataFrame) -> pd.DataFrame:
    """One row per cell, for the download."""
    label = f"label_{view.language}"
    return pd.DataFrame(
        {
            "year": agency.year,
            "agency": agency.name,
            "form": printed["form"],
            "table_key": printed["table_key"],
            "row_key": printed["row_key"],
            "column_key": printed["column_key"],
            "row_label": printed["row_number"] + printed[f"row_{label}"],
            "column_label": printed[f"column_{label}"],
            "raw": printed["raw"],
            "amount": printed["value"],
            "counted": printed["counted"],
            "status": [view.text(f"state.{state}") for state in printed["state"]],
            "unit": printed["unit"],
            "locator": printed["locator"],
        }
    )
