"""Saved web pages (MHT, MHTML): take the page out of its envelope and read it as any web page."""

from __future__ import annotations

import email
import email.header
import email.policy
from dataclasses import replace
from email.message import Message

from etl.model.document import Document, Unreadable
from etl.readers.html.css.carried_sheets import SavedSheets
from etl.readers.html.page_set import Page, read_pages
from etl.readers.html.reader import read as read_html
from etl.text.encoding import decode

_NO_PAGE = "保存的网页（mht）里没有网页正文；请在浏览器里重新另存为网页，或另存为 PDF。"
_MAIL = "这是一封邮件，不是保存的网页；请把扩展名改为 .eml，或把附件另存后提交。"
_SENT = ("To", "Received", "Delivered-To")
_SHEET_TYPE = "text/css"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Document:
    """Read the main page; `metadata` has its address as `url` if the archive states it.

    Raises Unreadable if the archive holds no page.
    """
    # some programs write an empty line or a byte order mark before the header
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n \t"), policy=email.policy.compat32)
        parts = list(message.walk())
    except RecursionError as error:
        raise Unreadable(_NO_PAGE) from error
    pages = [part for part in parts if part.get_content_type() in _PAGE_TYPES]
    if not pages:
        raise Unreadable(_MAIL if any(name in message for name in _SENT) else _NO_PAGE)
    main = _main_page(message, pages)
    sheets = _style_sheets(parts)
    document = read_pages(
        _page(main),
        [_page(part) for part in pages if part is not main],
        lambda page: _read_page(page, name, sheets),
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


def _style_sheets(parts: list[Message]) -> dict[str, str]:
    """The style sheets of the archive by the addresses that pages name them by."""
    sheets = {}
    for part in parts:
        if part.get_content_type() == _SHEET_TYPE:
            sheet = _page(part)
            text = decode(sheet.content, sheet.charset)
            sheets[sheet.address] = text
            if identifier := str(part.get("Content-ID") or "").strip("<> "):
                sheets[f"cid:{identifier}"] = text
    return sheets


def _address(part: Message) -> str:
    stated = str(part.get("Content-Location") or part.get_filename() or "").strip()
    return str(email.header.make_header(email.header.decode_header(stated))) if "=?" in stated else stated


def _page(part: Message) -> Page:
    content = part.get_payload(decode=True)
    return Page(_address(part), content if isinstance(content, bytes) else b"", part.get_content_charset())


def _read_page(page: Page, name: str, sheets: dict[str, str]) -> Document:
    if not page.content.strip():
        return Document("html", ())
    return read_html(page.content, name, page.charset, SavedSheets(sheets, page.address))
