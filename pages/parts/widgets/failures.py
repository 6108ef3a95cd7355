"""A card that fails says so in its own place; the rest of the page stays."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec
from uuid import uuid4

import streamlit as st

from pages.parts.state import readers, shown_cards, url_state
from pages.parts.text.i18n import text

_LOG = logging.getLogger(__name__)
_Args = ParamSpec("_Args")


@contextmanager
def contained(name: str) -> Iterator[None]:
    """Replace what fails inside by one sentence in the reader's language, and log the error.

    Streamlit's own signals to stop or rerun a script are no `Exception` and pass through.
    """
    try:
        yield
    except Exception:
        _LOG.exception("一块内容没有画出来: %s", name, extra={"event": "card_failed"})
        with st.container(key=f"failed_{uuid4().hex}"):
            st.error(text(url_state.language(), "panel.failed"))


@contextmanager
def frame(key: str) -> Iterator[None]:
    """Open the frame of a card, for its controls and then `chart_card.draw_content`."""
    shown_cards.enter(key)
    try:
        with st.container(border=True, key=f"card_{key}", gap="small"), contained(key):
            yield
    finally:
        shown_cards.leave()


def fragment(draw: Callable[_Args, None]) -> Callable[_Args, None]:
    """Like `st.fragment`, for a function that draws one card: it reruns alone and fails alone.

    A reader who is no longer admitted gets the whole page again, which asks to sign in.
    """

    @st.fragment
    @wraps(draw)
    def draw_contained(*args: _Args.args, **kwargs: _Args.kwargs) -> None:
        if not readers.may_read():
            st.rerun()
        with contained(draw.__name__):
            draw(*args, **kwargs)

    return draw_contained
