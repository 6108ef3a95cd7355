"""The figures that the year's report states in words, each with its quote."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.widgets import chart_card, data_table


@chart_card.fragment
def stated_in_words(view: View, agency: AgencyYear) -> None:
    """List what the narrative states; nothing where it states nothing that is read."""
    report = "" if agency.report is None else str(agency.report["report_id"])
    table = _table(view, view.ask("agency_stated", report=report))
    if table.empty:
        return
    with chart_card.frame("agency_stated"):
        st.markdown(f"##### {view.text('stated.agency_title', year=agency.year, n=len(table))}")
        data_table.draw(view, table, key="table_agency_stated")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_agency_stated"):
            st.caption(view.text("stated.agency_note"), width="stretch")
            card_download.buttons(view, table, "agency_stated", view.text("stated.title", year=agency.year))


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "item": frame["label_zh" if view.language == "zh" else "label_en"],
            "amount": frame["amount"],
            "unit": frame["unit"],
            "exactness": [view.text(f"stated.{exactness}") for exactness in frame["exactness"]],
            "period": [view.text(f"stated.period_{period}") for period in frame["period"]],
            "subject": [view.text(f"stated.subject_{subject}") for subject in frame["subject"]],
            "quote": frame["quote"],
        }
    )
