"""Tables 三 and 四 from a ledger of applications that the reader uploads; nothing is stored."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from etl import SEASON_PAPERS, LedgerPapers, Unreadable, papers_of_ledger, refusal_in_language
from pages.parts.data import database
from pages.parts.runtime import run_queue
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table

_MAX_MEGABYTES = 20
_MOST_PROBLEMS = 20
_MIME = {"xlsx": SEASON_PAPERS["returns"].mime, "docx": SEASON_PAPERS["circular"].mime}


def ledger(view: View) -> None:
    """Ask for the ledger, its agency and year; offer the tables as the fill-in form and as Word, and list late replies."""
    with st.container(border=True, key="card_season_ledger"):
        st.markdown(f"##### {view.text('ledger.title')}", anchors=False)
        st.markdown(view.text("ledger.how"))
        left, right = st.columns([3, 1])
        agency = left.text_input(view.text("ledger.agency"), key="ledger_agency", max_chars=100)
        year = right.number_input(
            view.text("column.year"), 2019, 2099, max(2019, view.year + 1), key="ledger_year"
        )
        file = st.file_uploader(
            view.text("ledger.choose", most=_MAX_MEGABYTES), type=["xlsx", "xls", "ods", "csv"], max_upload_size=_MAX_MEGABYTES, key="ledger_file"
        )  # fmt: skip
        if file is None or not agency:
            return
        try:
            with run_queue.released():
                papers = papers_of_ledger(
                    file.getvalue(), file.name, agency, int(year), database.warehouse_folder()
                )
        except Unreadable as refusal:
            st.error(escape_markdown(refusal_in_language(refusal, view.language)))
            return
        name = f"{agency}{year}_{view.text('ledger.file')}"
        with st.container(horizontal=True):
            for ending, content in papers.files.items():
                st.download_button(
                    view.text("season.save", ending=ending), content, f"{name}.{ending}", _MIME[ending], key=f"ledger_{ending}", on_click="ignore"
                )  # fmt: skip
        st.caption(view.text("ledger.counted", n=papers.counted))
        if papers.problems:
            st.warning(view.text("ledger.left_out", n=papers.left_out))
        for words in (*papers.problems[:_MOST_PROBLEMS], *papers.remarks):
            st.markdown(f"- {escape_markdown(words.in_language(view.language))}")
        _late(view, papers)


def _late(view: View, papers: LedgerPapers) -> None:
    """The late replies, which the form does not show."""
    if not papers.late:
        st.caption(view.text("ledger.none_late"))
        return
    st.markdown(f"###### {view.text('ledger.late', n=len(papers.late))}")
    st.caption(escape_markdown(papers.late_basis.in_language(view.language)))
    rows = [
        {
            "ledger_row": f"{one.sheet} {one.row}".strip(),
            "received_on": str(one.received),
            "concluded_on": str(one.concluded or view.text("ledger.open")),
            "working_days": view.text("ledger.at_most", n=one.days) if one.at_most else str(one.days),
        }
        for one in papers.late
    ]
    data_table.draw(view, pd.DataFrame(rows), key="table_ledger_late")
