"""The head of a page: its title, the languages, its link and the page as a file."""

from __future__ import annotations

import streamlit as st

from pages.parts.app import auth, presentation, single_card
from pages.parts.export import card_download, paper_download
from pages.parts.state import navigation, shown_cards, url_state
from pages.parts.state.context import View
from pages.parts.text.i18n import LANGUAGES, text
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import components


def _paper_title(view: View, title: str) -> str:
    """The title of the page as a paper, with the tab that is open."""
    part = url_state.choices().get(f"{view.page}-part")
    return f"{title} · {view.text(f'part.{part}')}" if part in navigation.TABS.get(view.page, ()) else title


def draw(view: View, title: str, line: str = "", is_paper: bool = False) -> None:
    """Draw title and line, the languages, the page's link and, with `is_paper`, the page as a file."""
    language = {"zh": "zh-CN"}.get(view.language, view.language)
    components.unseen(language, view.text("site.skip_to_content"), view.text("site.skip_to_filters"))
    left, right = st.columns([4, 3], vertical_alignment="bottom")
    with left:
        st.title(escape_markdown(title), anchor=False)
        if line:
            st.markdown(f":gray[{line}]")
    with right, st.container(horizontal=True, horizontal_alignment="right", key="head_tools"):
        names = {language: text(language, "site.language") for language in LANGUAGES}
        url_state.segmented("lang", view.text("site.switch"), LANGUAGES, names, label_visibility="collapsed")
        with st.popover(view.text("site.link"), icon=":material/link:"):
            st.caption(view.text("site.link_note", version=view.opened.version))
            link = view.permalink()
            components.copy_button(view.text("site.copy"), view.text("site.copied"), link)
            st.code(link, language=None, wrap_lines=True)
            presentation.button(view)
            single_card.place_for_addresses()
        if is_paper:
            name = _paper_title(view, title)
            file = card_download.file_name(view, name)
            paper_download.page_button(view, name, file, link, shown_cards.begin())
        auth.leave(view.language)
