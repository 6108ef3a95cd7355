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


def unseen(language: str, content: str, filters: str) -> None:
    """Draw what works on the whole page and is not seen itself, in one place, since each place costs the browser time.

    It tells browser and screen reader the page's language and names the links that lead past the navigation in it; lets
    the links of figures in sentences press the buttons of `sentence.draw`; keeps the width of the page, and of its charts,
    when it is printed from the browser; and lets charts that scroll within their card be scrolled by keyboard.
    """
    with st.container(key="unseen"):
        _LANGUAGE(key="page_language", data={"language": language, "content": content, "filters": filters})
        _FIGURES(key="sentence_figures", data=None)
        _PRINT(key="print_width", data=None)
        _WIDE(key="wide_charts", data=None)


def keep_wide(*cards: str) -> None:
    """Keep the charts of these cards wide enough to read; a phone scrolls them sideways within their card."""
    keys = ", ".join(f".st-key-chart_{card}" for card in cards)
    st.html(
        f"<style>{keys} {{ overflow-x: auto; }} "
        f':is({keys}) > [data-testid="stFullScreenFrame"] {{ min-width: 58rem; }}</style>'
    )
