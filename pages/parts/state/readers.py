"""Who may read: everybody, unless .streamlit/secrets.toml requires a sign-in (Streamlit's OIDC) and lists the readers.

    [auth]      # redirect_uri, cookie_secret, client_id, client_secret, server_metadata_url
    [access]
    readers = ["name@office.gov.cn", "@office.gov.cn"]

Either section alone closes the dashboard; without a list of readers nobody gets in. The list is read anew each time, so
that the right of a session that is open ends with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st


def may_read() -> bool:
    """Whether the present user may read, as the list stands now."""
    required, readers = settings()
    user = st.user.to_dict() if required else {}
    return not required or bool(user.get("is_logged_in") and admitted(user, readers))


def admitted(user: Mapping[str, object], readers: Sequence[str]) -> bool:
    """Whether the claims of a signed-in user match a reader: the whole address, or the host after its @.

    An address matches nobody unless the provider states that it is verified: the claim is exactly true.
    """
    address = str(user.get("email") or "").strip().casefold()
    if address.count("@") != 1 or user.get("email_verified") is not True:
        return False
    listed = {str(reader).strip().casefold() for reader in readers}
    return address in listed or address[address.index("@") :] in listed


def settings() -> tuple[bool, list[str]]:
    """Whether a sign-in is required, and the readers. A file that cannot be read requires one and lists nobody."""
    stated: dict[str, object] = {}
    try:
        for file in st.get_option("secrets.files"):
            if Path(file).exists():
                stated |= tomllib.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return True, []
    access = stated.get("access")
    readers = access.get("readers") if isinstance(access, dict) else None
    listed = [readers] if isinstance(readers, str) else list(readers) if isinstance(readers, list) else []
    return "auth" in stated or "access" in stated, listed
