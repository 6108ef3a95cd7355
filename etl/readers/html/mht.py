"""Saved web pages (MHT, MHTML): the page itself out of its envelope, then as any web page."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import Message

from etl.model.document import Document, Unreadable
from etl.readers.html.reader import read as read_html

_NO_PAGE = "保存的网页（mht）里没有网页正文；请在浏览器里重新另存为网页，或另存为 PDF。"


def read(data: bytes, name: str) -> Document:
    """The main page of the archive; `metadata` has its address as `url` where the archive states it."""
    # some programs put an empty line or a byte order mark before the header
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n \t"), policy=email.policy.compat32)
        pages = [
            part
            for part in message.walk()
            if part.get_content_type() in ("text/html", "application/xhtml+xml")
        ]
    except RecursionError as error:
        raise Unreadable(_NO_PAGE) from error
    if not pages:
        raise Unreadable(_NO_PAGE)
    document = _page(_main(message, pages), name)
    if not document.blocks and len(pages) > 1:
        # a frame set: its pages follow as parts of their own
        document = max((_page(page, name) for page in pages), key=lambda page: len(page.blocks))
    address = message.get("Snapshot-Content-Location") or _main(message, pages).get("Content-Location") or ""
    metadata = dict(document.metadata)
    if str(address).startswith(("http://", "https://")):
        metadata.setdefault("url", str(address).strip())
    return replace(document, format="mht", metadata=metadata)


def _main(message: Message, pages: list[Message]) -> Message:
    start = str(message.get_param("start") or "").strip("<>")
    for page in pages:
        if start and str(page.get("Content-ID") or "").strip("<> ") == start:
            return page
    return pages[0]


def _page(part: Message, name: str) -> Document:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return Document("html", ())
    return read_html(content, name, declared=part.get_content_charset())
