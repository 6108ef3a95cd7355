"""The agencies that a reader opened in this session, newest first."""

from __future__ import annotations

import streamlit as st

_KEY = "recent_agencies"
_MOST = 8


def note(agency_id: str) -> None:
    """Remember that an agency was opened."""
    st.session_state[_KEY] = list(dict.fromkeys([agency_id, *agencies()]))[:_MOST]


def agencies() -> list[str]:
    """The ids of the agencies opened last."""
    return list(st.session_state.get(_KEY, []))
