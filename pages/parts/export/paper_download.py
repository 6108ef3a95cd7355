"""Buttons that download a paper, made when the reader clicks; or, without a Chinese font, which one to install."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def buttons(
    view: View, make: Callable[[], Paper], name: str, key: str, kinds: Sequence[str] = tuple(_KINDS)
) -> None:
    """Offer a paper as files of these kinds. It is made outside the page's session: `make` must not need one."""
    if not has_font():
        st.info(view.text("paper.no_font"))
        return
    with st.container(horizontal=True, width="content", gap="small"):
        for kind in kinds:
            button(make, name, key, kind, kind)


def button(make: Callable[[], Paper], name: str, key: str, kind: str, label: str, note: str = "") -> None:
    """Offer a paper as a file of one kind, by a button that says `label`."""
    write, mime = _KINDS[kind]
    st.download_button(
        label, _file(write, make), f"{name}.{kind.lower()}", mime, key=f"{kind}_{key}", on_click="ignore",
        icon=":material/download:", help=note or None,
    )  # fmt: skip


def _file(write: Callable[[Paper], bytes], make: Callable[[], Paper]) -> Callable[[], bytes]:
    return lambda: write(make())
