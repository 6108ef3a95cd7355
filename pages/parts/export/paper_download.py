"""Buttons that download a paper, made when the reader clicks; or, without a Chinese font, which one to install."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import streamlit as st

from etl import Paper, chinese_font, paper_docx, paper_pdf
from pages.parts.export import page_paper
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCards

_KINDS = {
    "DOCX": (paper_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "PDF": (paper_pdf, "application/pdf"),
}


@cache
def has_font() -> bool:
    """Whether papers and pictures can be made here: looked up once."""
    return chinese_font() is not None


def page_button(view: View, title: str, name: str, link: str, shown: ShownCards) -> None:
    """Draw the button that offers the page as a paper; `shown` are its cards, drawn later."""
    with st.popover(view.text("paper.button"), icon=":material/print:", help=view.text("paper.help")):
        st.caption(view.text("paper.note"))
        buttons(
            view, lambda: page_paper.page(view, title, link, [card for card in list(shown.values()) if card]),
            name, "page",
        )  # fmt: skip


def buttons(view: View, make: Callable[[], Paper], name: str, key: str) -> None:
    """Offer a paper as Word file and as PDF. It is made outside the page's session: `make` must not need one."""
    if not has_font():
        st.info(view.text("paper.no_font"))
        return
    with st.container(horizontal=True, width="content", gap="small"):
        for kind, (write, mime) in _KINDS.items():
            st.download_button(
                kind, _file(write, make), f"{name}.{kind.lower()}", mime, key=f"{kind}_{key}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip


def _file(write: Callable[[Paper], bytes], make: Callable[[], Paper]) -> Callable[[], bytes]:
    return lambda: write(make())
