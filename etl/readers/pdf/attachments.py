"""Files attached to a PDF, as a whole or by a paper clip on a page."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_ulong, create_string_buffer
from itertools import islice
from pathlib import PurePosixPath

import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.readers.pdf.annotations import MOST_ANNOTATIONS

_REPORTS = frozenset({
    ".doc", ".docx", ".docm", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".xlsm", ".et", ".ods", ".pdf", ".ofd", ".htm", ".html",
    ".mht", ".mhtml", ".xml", ".csv",
})  # fmt: skip
_MOST = 20
_LARGEST = 64 << 20  # bytes of all


def attachments(document: pdfium.PdfDocument, has_clips: bool) -> list[tuple[str, bytes]]:
    """Name and bytes of the attached files that may be reports; the first 20, up to 64 MB.

    `has_clips`: pages may have files of their own, each under a paper clip.
    """
    files: list[tuple[str, bytes]] = []
    size = 0
    for attachment in islice(_all(document, has_clips), _MOST):
        try:
            name = attachment.get_name().replace("\0", "")  # some programs encode names twice
        except UnicodeDecodeError:
            continue
        if PurePosixPath(name).suffix.lower() not in _REPORTS:
            continue
        data = _content(attachment, _LARGEST - size)
        if data and (name, data) not in files:
            size += len(data)
            files.append((name, data))
    return files


def _all(document: pdfium.PdfDocument, has_clips: bool) -> Iterator[pdfium.PdfAttachment]:
    for index in range(min(document.count_attachments(), _MOST)):
        yield document.get_attachment(index)
    for index in range(len(document)) if has_clips else ():
        page = document[index]
        try:
            yield from _on_page(document, page)
        finally:
            page.close()


def _on_page(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[pdfium.PdfAttachment]:
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT and (
                file := raw.FPDFAnnot_GetFileAttachment(annotation)
            ):
                yield pdfium.PdfAttachment(file, document)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _content(attachment: pdfium.PdfAttachment, most: int) -> bytes:
    length = c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, length) or not 0 < length.value <= most:
        return b""
    buffer = create_string_buffer(length.value)
    raw.FPDFAttachment_GetFile(attachment, buffer, length, length)
    return buffer.raw
