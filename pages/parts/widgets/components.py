"""Components beyond Streamlit's own: a form with clickable cells, a source scrolled to its mark, a button that copies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.state import url_state

_HERE = Path(__file__).parent


def _component(name: str) -> Callable[..., Any]:
    """Register a component; its script and, if any, style lie beside this file under its name."""
    css, js = (_HERE / f"{name}.{kind}" for kind in ("css", "js"))
    style = css.read_text(encoding="utf-8") if css.exists() else None
    return st.components.v2.component(f"disclosure.{name}", css=style, js=js.read_text(encoding="utf-8"))


_FORM = _component("official_form")
_SOURCE = _component("marked_source")
_COPY = _component("copy_button")
_LANGUAGE = _component("page_language")
_NEXT = _component("next_card")
_FIGURES = _component("sentence_figures")
_PRINT = _component("print_width")
_WIDE = _component("wide_charts")


def official_form(html: str, name: str) -> None:
    """The form of official_form.render; a click on a cell puts its address into the choice `name`."""
    key = f"form-{name}"

    def store_choice() -> None:
        state = st.session_state.get(key)
        chosen = state.get("cell") if state else None
        if chosen:
            url_state.set_choice(name, chosen)

    _FORM(key=key, data=html, on_cell_change=store_choice)


def marked_source(html: str, key: str) -> None:
    """Show tables and lines of a source, scrolled to the one place in <mark>; its other markup was removed."""
    _SOURCE(key=f"source-{key}", data=html)


def copy_button(label: str, done: str, text: str) -> None:
    """A button that puts a text on the clipboard and then says so."""
    _COPY(key="copy_button", data={"label": label, "done": done, "text": text})


def next_card(previous: str, following: str) -> None:
    """Buttons and keys that lead to the card before and the next one."""
    _NEXT(key="next_card", data={"previous": previous, "next": following})


def page_language(language: str, content: str, filters: str) -> None:
    """Tell browser and screen reader the page's language; name the links that lead past the navigation in it."""
    with st.container(key="page_language"):
        _LANGUAGE(key="page_language_of", data={"language": language, "content": content, "filters": filters})


def sentence_figures() -> None:
    """Let the links of figures in sentences press the buttons of `sentence.draw`."""
    with st.container(key="sentence_figures"):
        _FIGURES(key="sentence_figures_of", data=None)


def print_width() -> None:
    """Let the page keep its width, and its charts theirs, when it is printed from the browser."""
    with st.container(key="print_width"):
        _PRINT(key="print_width_of", data=None)


def wide_charts() -> None:
    """Let charts that scroll within their card be reached and scrolled by keyboard."""
    with st.container(key="wide_charts"):
        _WIDE(key="wide_charts_of", data=None)


def keep_wide(*cards: str) -> None:
    """Keep the charts of these cards wide enough to read; a phone scrolls them sideways within their card."""
    keys = ", ".join(f".st-key-chart_{card}" for card in cards)
    st.html(
        f"<style>{keys} {{ overflow-x: auto; }} "
        f':is({keys}) > [data-testid="stFullScreenFrame"] {{ min-width: 58rem; }}</style>'
    )
