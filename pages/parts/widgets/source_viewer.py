"""The source viewer: the part of a source that a figure was read from, with its cell marked."""

from __future__ import annotations

import streamlit as st

from etl import SourceExcerpt, excerpt_of_source
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import components


def show(view: View, source_name: str, sha256: str, locator: str, key: str) -> None:
    """Shows the source's table, lines or page with the cell marked, or why it cannot be shown."""
    draw(view, _read(source_name, sha256, locator or ""), key)


def draw(view: View, excerpt: SourceExcerpt, key: str) -> None:
    """Draws an excerpt, or the reason why there is none."""
    caption = escape_markdown(excerpt.caption_zh if view.language == "zh" else excerpt.caption_en)
    if excerpt.kind == "missing":
        st.info(caption)
        return
    st.caption(caption)
    if excerpt.kind == "image":
        st.image(excerpt.image, width="stretch", alt=caption)
    else:
        components.marked_source(excerpt.html, key)


@st.cache_data(max_entries=128, show_spinner=False)
def _read(source_name: str, sha256: str, locator: str) -> SourceExcerpt:
    """Cached by `sha256`, the hash of the bytes that were loaded."""
    return excerpt_of_source(source_name, sha256, locator)
