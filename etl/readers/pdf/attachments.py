"""Files attached to a PDF, as a whole or by a paper clip on a page."""

from __future__ import annotations

from ctypes import c_ulong, create_string_buffer
from pathlib import PurePosixPath

import pypdfium2 as pdfium
from pypdfium2 import raw

_REPORTS = frozenset({
    ".doc", ".docx", ".docm", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".xlsm", ".et", ".ods", ".pdf", ".ofd", ".htm", ".html",
    ".mht", ".mhtml", ".xml", ".csv",
})  # fmt: skip
_MOST = 20
_LARGEST = 64 << 20  # bytes of all


def attachments(document: pdfium.PdfDocument) -> list[tuple[str, bytes]]:
    """Name and bytes of the attached files that may be reports; the first 20, up to 64 MB."""
    found = [document.get_attachment(index) for index in range(min(document.count_attachments(), _MOST))]
    files = []
    size = 0
    for attachment in found:
        try:
            name = attachment.get_name()
        except UnicodeDecodeError:
            continue
        if PurePosixPath(name).suffix.lower() not in _REPORTS:
            continue
        data = _content(attachment, _LARGEST - size)
        size += len(data)
        if data:
            files.append((name, data))
    return files


def _content(attachment: pdfium.PdfAttachment, most: int) -> bytes:
    length = c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, length) or not 0 < length.value <= most:
        return b""
    buffer = create_string_buffer(length.value)
    raw.FPDFAttachment_GetFile(attachment, buffer, length, length)
    return buffer.raw
