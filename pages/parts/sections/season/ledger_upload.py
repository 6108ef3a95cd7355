"""Tables 三 and 四 from a ledger of applications that the reader uploads; nothing is stored."""

from __future__ import annotations

import streamlit as st

from etl import SEASON_PAPERS, Unreadable, ledger_paper
from pages.parts.runtime import run_queue
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown

_MAX_MEGABYTES = 20
_MOST_PROBLEMS = 20
_MIME = {"xlsx": SEASON_PAPERS["returns"].mime, "docx": SEASON_PAPERS["circular"].mime}


def ledger(view: View) -> None:
    """Ask for the ledger, its agency and year; offer the tables as the fill-in form and as Word."""
    with st.container(border=True, key="card_season_ledger"):
        st.markdown(f"##### {view.text('ledger.title')}", anchors=False)
        st.markdown(view.text("ledger.how"))
        left, right = st.columns([3, 1])
        agency = left.text_input(view.text("ledger.agency"), key="ledger_agency", max_chars=100)
        year = right.number_input(
            view.text("column.year"), 2019, 2099, max(2019, view.year + 1), key="ledger_year"
        )
        file = st.file_uploader(
            view.text("ledger.choose", most=_MAX_MEGABYTES), type=["xlsx", "xls", "ods"], max_upload_size=_MAX_MEGABYTES, key="ledger_file"
        )  # fmt: skip
        if file is None or not agency:
            return
        for ending, mime in _MIME.items():
            try:
                with run_queue.released():
                    paper = ledger_paper(file.getvalue(), file.name, agency, int(year), ending)
            except Unreadable as refusal:
                st.error(escape_markdown(str(refusal)))
                return
            name = f"{agency}{year}_{view.text('ledger.file')}.{ending}"
            st.download_button(
                view.text("season.save", ending=ending), paper.content, name, mime, key=f"ledger_{ending}", on_click="ignore"
            )  # fmt: skip
        st.caption(view.text("ledger.counted", n=paper.counted))
        if paper.problems:
            st.warning(view.text("ledger.left_out", n=len(paper.problems)))
        for words in (*paper.problems[:_MOST_PROBLEMS], *paper.remarks):
            st.markdown(f"- {escape_markdown(words)}")
