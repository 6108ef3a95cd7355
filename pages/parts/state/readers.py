"""Who may read: everybody, unless .streamlit/secrets.toml requires a sign-in (Streamlit's OIDC) and lists the readers.

    [auth]      # redirect_uri, cookie_secret, client_id, client_secret, server_metadata_url
    [access]
    readers = ["name@office.gov.cn", "@office.gov.cn"]
    writers = ["name@office.gov.cn"]   # who may set states of findings

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


def writer() -> str | None:
    """Who may write: the address of a signed-in writer, empty where no sign-in is required, None for everybody else."""
    required, _ = settings()
    if not required:
        return ""
    user = st.user.to_dict()
    is_writer = user.get("is_logged_in") and admitted(user, _listed("writers"))
    return str(user["email"]) if is_writer else None


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
    try:
        stated = _stated()
    except (OSError, ValueError):
        return True, []
    return "auth" in stated or "access" in stated, _listed("readers")


def _listed(role: str) -> list[str]:
    """The addresses of a role; none where the file cannot be read."""
    try:
        access = _stated().get("access")
    except (OSError, ValueError):
        return []
    people = access.get(role) if isinstance(access, dict) else None
    return [people] if isinstance(people, str) else list(people) if isinstance(people, list) else []


def _stated() -> dict[str, object]:
    stated: dict[str, object] = {}
    for file in st.get_option("secrets.files"):
        if Path(file).exists():
            stated |= tomllib.loads(Path(file).read_text(encoding="utf-8-sig"))
    return stated
