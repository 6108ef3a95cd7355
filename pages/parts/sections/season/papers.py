"""The papers of the season, each made when the reader asks for it."""

from __future__ import annotations

import streamlit as st

from etl import SEASON_PAPERS
from pages.parts.export import card_download
from pages.parts.runtime import run_queue
from pages.parts.sections.season import office_place
from pages.parts.state.context import View

_MADE = "season_paper_made"


def papers(view: View) -> None:
    """Draw a line per paper: what it is, a button that makes it, then one that saves it."""
    chosen = office_place.area(view)
    area = "".join(chosen) or view.text("area.all")
    with st.container(border=True, key="card_season_papers"):
        st.markdown(f"##### {view.text('season.papers', area=area, year=view.year)}", anchors=False)
        if not chosen:
            st.info(view.text("season.choose_area"))
        for key, paper in SEASON_PAPERS.items():
            with st.container(horizontal=True, vertical_alignment="center"):
                name = view.text(f"season_paper.{key}", year=view.year, next=view.year + 1)
                st.markdown(f"**{name}**  \n{view.text(f'season_note.{key}')}", width="stretch")
                is_off = paper.needs_area and not chosen
                made = (key, chosen, view.year, view.opened.version)
                if st.button(view.text("season.make"), key=f"make_{key}", disabled=is_off):
                    _make(view, made)
                _offer(view, made, f"{area}{view.year}_{name}", paper.ending, paper.mime)
        st.caption(view.text("season.basis"))


def _make(view: View, made: tuple[object, ...]) -> None:
    with (
        st.spinner(view.text("season.making")),
        office_place.opened(view) as place,
        run_queue.released(),
    ):
        content = SEASON_PAPERS[str(made[0])].make(place)
    st.session_state[_MADE] = (made, content)


def _offer(view: View, made: tuple[object, ...], name: str, ending: str, mime: str) -> None:
    last, content = st.session_state.get(_MADE) or (None, None)
    if last != made:
        return
    if content is None:
        st.markdown(view.text("season.nothing"), width="content")
        return
    st.download_button(
        view.text("season.save", ending=ending), content, f"{card_download.file_name(view, name)}.{ending}", mime,
        key=f"save_{made[0]}", on_click="ignore", type="primary", icon=":material/download:",
    )  # fmt: skip
