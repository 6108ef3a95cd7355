"""Agencies that mention the same theme for three or more consecutive years, and the way to similar texts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import query
from pages.parts.export import card_download
from pages.parts.sections.texts.themes import theme_names, theme_question
from pages.parts.state.context import View
from pages.parts.text.led_figures import led
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import counted, links, pager

_PER_PAGE = 10
_MAX_ROWS = 50_000
_COLUMNS = ["agency", "theme", "first_year", "last_year", "years", "agency_id"]


def persistent_themes(view: View) -> None:
    """Draw one line per agency and theme, with the years."""
    with st.container(border=True, key="card_texts_running"):
        runs = _fetch(view, _PER_PAGE)
        total = int(runs["met"].iloc[0]) if len(runs) else 0
        sentence = view.sentence("sentence.runs", n=led(f"{total:,}"))
        counted.draw(
            view,
            "texts_running",
            sentence,
            lambda _: counted.first_rows(view, _fetch(view, query.MOST_BEHIND)[_COLUMNS], total),
        )
        page = pager.page(view, "texts-rpage", total, _PER_PAGE)
        if page:
            runs = _fetch(view, _PER_PAGE, page * _PER_PAGE)
        for run in runs.itertuples():
            _run(view, run)
        if total:
            with st.container(horizontal=True, vertical_alignment="center", key="tools_texts_running"):
                st.caption(view.text("themes.run_note"), width="stretch")
                title = view.text("title.runs")
                card_download.buttons(view, lambda: _fetch(view, _MAX_ROWS)[_COLUMNS], "theme_runs", title)


def _fetch(view: View, most: int, offset: int = 0) -> pd.DataFrame:
    runs = view.ask("theme_runs", fragments={"marked": theme_question()}, most=most, offset=offset)
    return runs.assign(theme=runs["theme"].map(theme_names(view.language)))


def _run(view: View, run: Any) -> None:
    sentence = view.text("themes.run", theme=run.theme, first=run.first_year, last=run.last_year, n=run.years)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape_markdown(run.agency)}** · {sentence}", width="stretch")
        links.to_agency(view, run.agency_id, run.last_year, view.text("page.agency"))


def similar_texts_link(view: View) -> None:
    """Draw the link to the comparison of texts on the quality page."""
    with st.container(border=True, key="card_texts_alike"):
        st.markdown(view.text("themes.similar"))
        links.to_tab(view, "quality", "similar", view.text("similar.title"), icon=":material/arrow_forward:")
