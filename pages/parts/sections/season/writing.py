"""Whether this reader may set states, and under which name."""

from __future__ import annotations

import streamlit as st

from etl import can_follow
from pages.parts.data import database
from pages.parts.state import readers
from pages.parts.state.context import View

_NAME = "season_writer"


def writer(view: View) -> str | None:
    """The name that changes are recorded under: that of the sign-in, else what the reader types; None if this reader may
    not write, which is said. Empty until a name is typed."""
    if not can_follow(database.warehouse_folder()):
        st.info(view.text("follow_up.read_only"))
        return None
    name = readers.writer()
    if name is None:
        st.info(view.text("follow_up.no_right"))
        return None
    if name:
        return name
    typed = st.text_input(view.text("follow_up.who"), key=_NAME, max_chars=100)
    return str(typed or "").strip()
