"""The page for a meeting room, `?present=1`: large type, one card a screen, next and previous by keys or buttons."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.widgets import components

_CHOICE = "present"
_STYLE = Path(__file__).with_name("presentation.css")


def begin(view: View) -> None:
    """Turn the page into a presentation, if the address asks for it."""
    if url_state.choices().get(_CHOICE) != "1":
        return
    st.html(_STYLE)
    with st.container(key="presentation", horizontal=True, vertical_alignment="center"):
        components.next_card(view.text("present.previous"), view.text("present.next"))
        st.button(
            view.text("present.leave"),
            key="leave_presentation",
            on_click=url_state.set_choice,
            args=(_CHOICE, None),
        )


def button(view: View) -> None:
    """Draw the button that begins."""
    st.button(
        view.text("present.begin"), key="present", icon=":material/present_to_all:", on_click=url_state.set_choice,
        args=(_CHOICE, "1"), help=view.text("present.keys"),
    )  # fmt: skip
