"""Who may read: everybody, unless .streamlit/secrets.toml requires a sign-in (Streamlit's OIDC) and lists the readers.

    [auth]      # redirect_uri, cookie_secret, client_id, client_secret, server_metadata_url
    [access]
    readers = ["name@office.gov.cn", "@office.gov.cn"]

Either section alone closes the dashboard; without a list of readers nobody gets in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from pages.parts.text.i18n import LANGUAGES, text

_LOG = logging.getLogger(__name__)


def require() -> None:
    """Stop the page before it shows anything, unless the user may read it."""
    required, readers = _settings()
    if not required:
        return
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        _stop_with("access.sign_in", "access.sign_in_button", st.login)
    if not admitted(user, readers):
        _LOG.warning("有人已登录，但不在读者名单中", extra={"event": "refused_reader"})
        _stop_with("access.refused", "access.sign_out_button", st.logout)


def leave(language: str) -> None:
    """Draw the button to sign out, if a sign-in is required."""
    if _settings()[0]:
        st.button(text(language, "access.sign_out_button"), on_click=st.logout, icon=":material/logout:")


def admitted(user: Mapping[str, object], readers: Sequence[str]) -> bool:
    """Whether the claims of a signed-in user match a reader: the whole address, or the host after its @.

    An address that the provider calls unverified matches nobody.
    """
    address = str(user.get("email") or "").strip().casefold()
    if address.count("@") != 1 or user.get("email_verified") is False:
        return False
    listed = {str(reader).strip().casefold() for reader in readers}
    return address in listed or address[address.index("@") :] in listed


def _settings() -> tuple[bool, list[str]]:
    """Whether a sign-in is required, and the readers. A file that cannot be read requires one and lists nobody."""
    try:
        settings = st.secrets.to_dict()
    except StreamlitSecretNotFoundError:
        return any(Path(file).exists() for file in st.get_option("secrets.files")), []
    readers = (settings.get("access") or {}).get("readers") or []
    return "auth" in settings or "access" in settings, [readers] if isinstance(readers, str) else list(
        readers
    )


def _stop_with(sentence: str, button: str, on_click: Callable[[], None]) -> NoReturn:
    """Show a sentence in every language and a button, and stop."""
    st.set_page_config(page_title=" · ".join(text(language, "site.title") for language in LANGUAGES))
    for language in LANGUAGES:
        st.markdown(text(language, sentence))
    st.button(" · ".join(text(language, button) for language in LANGUAGES), on_click=on_click, type="primary")
    st.stop()
