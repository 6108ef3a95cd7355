"""One line on the choices of a link that the data do not have, with a button that takes them out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.i18n import texts
from pages.parts.text.markdown import escape_markdown

_LONGEST_VALUE = 40


def draw(view: View, choices: Sequence[tuple[str, str]], key: str) -> None:
    """Draw the line for choices given as name and value; nothing if there are none."""
    if not choices:
        return
    named = view.text("list.comma").join(
        f"{view.text(f'ignored.{name}')}＝{_label(view, name, value)}" for name, value in choices
    )
    left, right = st.columns([5, 2], vertical_alignment="center")
    left.warning(view.text("notice.ignored", choices=named, shown=view.selection_words()))
    names = tuple(name for name, _ in choices)
    right.button(view.text("notice.drop"), on_click=url_state.clear_choices, args=(names,), key=f"drop_{key}")


def _label(view: View, name: str, value: str) -> str:
    """The value as readers know it, if it is one of the fixed codes."""
    key = f"{name}.{value}"
    return view.text(key) if key in texts() else escape_markdown(value[:_LONGEST_VALUE])
