"""Files that were looked at and could not be read, with the reason."""

from __future__ import annotations

import streamlit as st

from pages.parts.export import card_download
from pages.parts.state.context import View
from pages.parts.widgets import data_table


def sources(view: View) -> None:
    with st.container(border=True, key="card_quality_rejected"):
        frame = view.ask("rejected")
        st.markdown(
            f"##### {view.text('sentence.rejected' if len(frame) else 'sentence.none_rejected', n=f'{len(frame):,}')}"
        )
        if len(frame):
            data_table.draw(view, frame, key="table_rejected")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_rejected"):
            st.caption(view.text("rejected.note"), width="stretch")
            if len(frame):
                card_download.buttons(view, frame, "rejected", view.text("rejected.title"))
