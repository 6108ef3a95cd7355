"""The source files that could not be read, with the reason."""

from __future__ import annotations

import streamlit as st

from etl import reason_in_language
from pages.parts.export import card_download
from pages.parts.state.context import View
from pages.parts.widgets import data_table


def rejected_sources(view: View) -> None:
    """Draw the list of the whole warehouse, regardless of the filters."""
    with st.container(border=True, key="card_quality_rejected"):
        refused = view.ask("rejected")
        reasons = refused["reason"].map(lambda reason: reason_in_language(reason, view.language))
        sources = refused.assign(reason=reasons)
        key = "sentence.rejected" if len(sources) else "sentence.none_rejected"
        st.markdown(f"##### {view.text(key, n=f'{len(sources):,}')}", anchors=False)
        if len(sources):
            data_table.draw(view, sources, key="table_rejected")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_rejected"):
            st.caption(view.text("rejected.note"), width="stretch")
            if len(sources):
                card_download.buttons(view, sources, "rejected", view.text("rejected.title"))
