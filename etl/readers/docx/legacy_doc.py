"""Old Word files (DOC, WPS), RTF and ODT: through LibreOffice to DOCX, then as DOCX."""

from __future__ import annotations

from etl.model.document import Document, Unreadable
from etl.readers.common.libreoffice import convert
from etl.readers.docx.reader import read as read_docx


def read(data: bytes, name: str) -> Document:
    """As the DOCX reader, format `doc`. Raises Unreadable where LibreOffice is absent or fails."""
    converted = convert([data])[0]
    if isinstance(converted, Unreadable):
        raise converted
    document = read_docx(converted, name)
    return Document("doc", document.blocks, document.metadata, document.notes)
