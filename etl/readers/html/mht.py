"""Saved web pages (MHT, MHTML): take the page out of its envelope and read it as any web page."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import Message

from etl.model.document import Document, Unreadable
from etl.readers.html.page_set import Page, read_pages
from etl.readers.html.reader import read as read_html

_NO_PAGE = "保存的网页（mht）里没有网页正文；请在浏览器里重新另存为网页，或另存为 PDF。"
_MAIL = "这是一封邮件，不是保存的网页；请把扩展名改为 .eml，或把附件另存后提交。"
_SENT = ("To", "Received", "Delivered-To")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Document:
    """Read the main page; `metadata` has its address as `url` if the archive states it.

    Raises Unreadable if the archive holds no page.
    """
    # some programs write an empty line or a byte order mark before the header
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n \t"), policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
    except RecursionError as error:
        raise Unreadable(_NO_PAGE) from error
    if not pages:
        raise Unreadable(_MAIL if any(name in message for name in _SENT) else _NO_PAGE)
    main = _main_page(message, pages)
    document = read_pages(
        _page(main), [_page(part) for part in pages if part is not main], lambda page: _read_page(page, name)
    )
    address = message.get("Snapshot-Content-Location") or main.get("Content-Location") or ""
    metadata = dict(document.metadata)
    if str(address).startswith(("http://", "https://")):
        metadata.setdefault("url", str(address).strip())
    return replace(document, format="mht", metadata=metadata)


def _main_page(message: Message, pages: list[Message]) -> Message:
    """The page that the envelope names as its start, or the first."""
    start = str(message.get_param("start") or "").strip("<>")
    for page in pages:
        if start and str(page.get("Content-ID") or "").strip("<> ") == start:
            return page
    return pages[0]


def _page(part: Message) -> Page:
    content = part.get_payload(decode=True)
    address = str(part.get("Content-Location") or part.get_filename() or "").strip()
    return Page(address, content if isinstance(content, bytes) else b"", part.get_content_charset())


def _read_page(page: Page, name: str) -> Document:
    if not page.content.strip():
        return Document("html", ())
    return read_html(page.content, name, declared=page.charset)
