"""The sign-in, where one is required: see `pages.parts.state.readers`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NoReturn

import streamlit as st

from pages.parts.state import readers
from pages.parts.text.i18n import LANGUAGES, text

_LOG = logging.getLogger(__name__)


def require() -> None:
    """Stop the page before it shows anything, unless the user may read it."""
    if readers.may_read():
        return
    if not st.user.to_dict().get("is_logged_in"):
        _stop_with("access.sign_in", "access.sign_in_button", st.login)
    _LOG.warning("有人已登录，但不在读者名单中", extra={"event": "refused_reader"})
    _stop_with("access.refused", "access.sign_out_button", st.logout)


def leave(language: str) -> None:
    """Draw the button to sign out, if a sign-in is required."""
    if readers.settings()[0]:
        st.button(text(language, "access.sign_out_button"), on_click=st.logout, icon=":material/logout:")


def _stop_with(sentence: str, button: str, on_click: Callable[[], None]) -> NoReturn:
    """Show a sentence in every language and a button, and stop."""
    st.set_page_config(page_title=" · ".join(text(language, "site.title") for language in LANGUAGES))
    for language in LANGUAGES:
        st.markdown(text(language, sentence))
    st.button(" · ".join(text(language, button) for language in LANGUAGES), on_click=on_click, type="primary")
    st.stop()
