"""What Streamlit's own elements cannot do: a form whose cells can be clicked on, a source scrolled to its mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.state import url_state

_HERE = Path(__file__).parent


def _component(name: str) -> Callable[..., Any]:
    """Style and script lie beside this file under the component's name."""
    css, js = ((_HERE / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component(f"disclosure.{name}", css=css, js=js)


_FORM = _component("official_form")
_SOURCE = _component("marked_source")


def official_form(html: str, name: str) -> None:
    """The form of official_form.render; a click on a cell puts its address into the choice `name`."""
    key = f"form-{name}"

    def take() -> None:
        state = st.session_state.get(key)
        chosen = state.get("cell") if state else None
        if chosen:
            url_state.set_choice(name, chosen)

    _FORM(key=key, data=html, on_cell_change=take)


def marked_source(html: str, key: str) -> None:
    """Tables and lines of a source with one place in <mark>, scrolled to it; no other markup of it is kept."""
    _SOURCE(key=f"source-{key}", data=html)


def keep_wide(*cards: str) -> None:
    """Keeps the charts of these cards wide enough to be read: a phone scrolls them sideways within their card."""
    keys = ", ".join(f".st-key-chart_{card}" for card in cards)
    st.html(
        f"<style>:is({keys}) {{ overflow-x: auto; }} "
        f':is({keys}) > [data-testid="stFullScreenFrame"] {{ min-width: 52rem; }}</style>'
    )
