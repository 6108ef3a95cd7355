"""Small web sites on this machine, each at an address of its own, which note every request."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Content = bytes | str | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Pages by path (with query); `log` has the time and path of each request, `agents` who asked, `statuses` the answers."""

    pages: dict[str, Content]
    address: str = ""
    log: list[tuple[float, str]] = field(default_factory=list)
    statuses: list[tuple[str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    types: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [path for _, path in self.log if path != "/robots.txt"]


def redirect(to: str) -> Content:
    """An answer that leads elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def status(number: int, text: str = "", **headers: str) -> Content:
    """An answer of another status; `headers` with _ for -."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = text.encode()
        handler.send_response(number)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def serving(
    pages: dict[str, Content], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """Serve pages at a loopback address; answers have an ETag and are conditional."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.log.append((time.monotonic(), self.path))
            site.agents.add(self.headers.get("User-Agent", ""))
            content = site.pages.get(self.path)
            if content is None:
                content = status(404, "Not Found")
            if callable(content):
                content(self)
                return
            body = content.encode() if isinstance(content, str) else content
            tag = f'"{md5(body).hexdigest()}"'
            if self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.send_header("ETag", tag)
                self.end_headers()
                return
            self.send_response(200)
            kind = site.types.get(self.path) or (
                "text/html" if b"<" in body[:1] else "application/octet-stream"
            )
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            site.statuses.append((self.path, int(str(getattr(code, "value", code)))))

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the console."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.address = f"{'https' if tls else 'http'}://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
