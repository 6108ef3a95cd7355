"""Buttons that make several choices at once, for a reader whose own choices leave nothing to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from pages.parts.state import url_state


class Offer(NamedTuple):
    """What a button says, and the choices that it makes (name -> value, None to take a choice back)."""

    label: str
    choices: Mapping[str, str | None]


def draw(key: str, lead: str, offers: Sequence[Offer]) -> None:
    """Say what is missing here and offer where there is some of it."""
    st.info(lead)
    with st.container(horizontal=True, key=key):
        for number, offer in enumerate(offers):
            st.button(
                offer.label,
                key=f"{key}_{number}",
                on_click=_choose,
                args=(offer.choices,),
                icon=":material/arrow_forward:",
            )


def _choose(choices: Mapping[str, str | None]) -> None:
    for name, value in choices.items():
        url_state.set_choice(name, value)
