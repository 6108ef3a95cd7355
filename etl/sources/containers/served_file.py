"""Answers of web servers as files: how a file is to end that came from an address."""

from __future__ import annotations

import re
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

UNKNOWN = ".bin"
ENDINGS = MappingProxyType({
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/msword": ".doc", "application/vnd.ms-excel": ".xls", "application/zip": ".zip",
    "message/rfc822": ".eml", "application/ms-tnef": ".dat", "application/vnd.ms-tnef": ".dat",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
})  # fmt: skip
"""The ending of a file by its media type."""
_HEADS = ((b"%PDF", ".pdf"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"))
_DOCUMENT = re.compile(r"\.(docx?|pdf|wps|et|xlsx?|ofd|rtf|odt|ods|zip|rar|7z|mht)$", re.IGNORECASE)
_FILE_NAME = re.compile(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", re.IGNORECASE)


def ending(url: str, content_type: str, disposition: str, data: bytes) -> str:
    """How the file of an answer is to end: as its address or its server calls it, else as it begins; `UNKNOWN` if
    nothing tells."""
    stated = _FILE_NAME.search(disposition)
    for name in (stated[1].strip() if stated else "", urlsplit(url).path):
        if (match := _DOCUMENT.search(unquote(name))) and data.lstrip()[:1] != b"<":
            return f".{match[1].lower()}"
    for head, name in _HEADS:
        if data.startswith(head):
            return name
    is_page = b"<html" in data[:2000].lower()
    return ENDINGS.get(media_type(content_type), ".html" if is_page else UNKNOWN)


def media_type(content_type: str) -> str:
    """The media type of a header, in small letters and without parameters."""
    return content_type.partition(";")[0].strip().lower()
