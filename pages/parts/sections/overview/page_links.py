"""Links to the other pages, each with the question that it answers."""

from __future__ import annotations

import streamlit as st

from pages.parts.state import navigation
from pages.parts.state.context import View
from pages.parts.widgets import links

_COLUMNS = 3


def page_links(view: View) -> None:
    """Draw the links in three columns."""
    pages = [key for key in navigation.PAGES if key != view.page]
    with st.container(key="go_on"):
        st.markdown(f"##### {view.text('overview.go_on')}", anchors=False)
        columns = st.columns(_COLUMNS)
    for position, key in enumerate(pages):
        with columns[position * _COLUMNS // len(pages)]:
            label = f"**{view.text(f'page.{key}')}** :gray[{view.text(f'question.{key}')}]"
            links.to_tab(view, key, "", label, icon=":material/arrow_forward:")
