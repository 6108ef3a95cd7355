"""What the server answers at all: requests to a name that it is known by, and no figures about itself. An address
without a page leads to the first page, which says so.

A page of another website can have its own name lead to this machine (DNS rebinding) and would then read the dashboard
in a colleague's browser. Its requests carry that name as their host, so names that nobody gave the server are refused.
Numeric addresses are safe: they cannot be led elsewhere.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.state.navigation import PAGES

_CLOSED = "/_stcore/metrics"
_PAGE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")
_SIGNED_IN = "oauth2callback"
_REFUSAL = (
    "看板不认识这个主机名。请用 http://localhost:端口 打开；如经代理或域名访问，启动时加 --server.allowedHosts 主机名。\n"
    "The dashboard is not known by this host name. Open http://localhost:PORT, or start it with --server.allowedHosts NAME.\n"
)


class Guard:
    """Refuse requests to unknown hosts, and the page of metrics; let everything else through to its page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not is_known(Headers(scope=scope).get("host", ""), known_names()):
            await _refuse(scope, receive, send, 400, _REFUSAL)
        elif scope["path"].rstrip("/").endswith(_CLOSED):
            await _refuse(scope, receive, send, 404, "")
        elif scope["type"] == "http" and (
            address := first_page_instead(scope["path"], scope["query_string"].decode("latin-1"))
        ):
            await RedirectResponse(address)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def middleware() -> list[Middleware]:
    """The guard as the dashboard takes it."""
    return [Middleware(Guard)]


def first_page_instead(path: str, query: str) -> str:
    """Where an address leads that is no page, or that of the first page, which stands at the root; empty for any other.

    Streamlit would show its first page below an English box. What it serves itself has a suffix or more than one part,
    but for the address to which a sign-in returns.
    """
    base = st.get_option("server.baseUrlPath").strip("/")
    name = path.removeprefix(f"/{base}" if base else "").removeprefix("/")
    if not _PAGE_NAME.fullmatch(name) or name in (*PAGES[1:], _SIGNED_IN):
        return ""
    lost = "" if name == PAGES[0] else f"lost_page={name}"
    asked = "&".join(filter(None, (query, lost)))
    return f"./?{asked}" if asked else "./"


def is_known(host: str, names: Iterable[str]) -> bool:
    """Whether a Host header (`name`, `name:port`, `[::1]:port`) is a numeric address or one of the names (`*.office.cn`)."""
    try:
        parts = urlsplit(f"//{host}")
        name = (parts.hostname or "").rstrip(".")
        if host != parts.netloc or "@" in host or parts.port == 0:
            return False
    except ValueError:
        return False
    return _is_numeric(name) or any(_matches(name, pattern.lower().rstrip(".")) for pattern in names)


@cache
def known_names() -> tuple[str, ...]:
    """This machine's own names, those that the server was told to listen on or to show, and `server.allowedHosts`."""
    names = [st.get_option("server.address"), st.get_option("browser.serverAddress"), socket.gethostname()]
    return ("localhost", *(str(name) for name in names if name), *st.get_option("server.allowedHosts"))


def _matches(name: str, pattern: str) -> bool:
    if pattern == "*":
        return True
    return name.endswith(pattern[1:]) if pattern.startswith("*.") else bool(name) and name == pattern


def _is_numeric(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(text, status)(scope, receive, send)
