"""The place in its source that a figure was read from, shown on the page."""

from __future__ import annotations

import streamlit as st

from etl import Fragment, fragment
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import components


def show(view: View, source_name: str, sha256: str, locator: str, key: str) -> None:
    """The source's table, lines or page with the place marked, or why it cannot be shown."""
    draw(view, _read(source_name, sha256, locator or ""), key)


def draw(view: View, found: Fragment, key: str) -> None:
    """A fragment that is at hand."""
    caption = escape_markdown(found.caption_zh if view.language == "zh" else found.caption_en)
    if found.kind == "missing":
        st.info(caption)
        return
    st.caption(caption)
    if found.kind == "image":
        st.image(found.image, width="stretch", alt=caption)
    else:
        components.marked_source(found.html, key)


@st.cache_data(max_entries=128, show_spinner=False)
def _read(source_name: str, sha256: str, locator: str) -> Fragment:
    """Kept while the file is as it was read: `sha256` is that of its bytes."""
    return fragment(source_name, sha256, locator)
