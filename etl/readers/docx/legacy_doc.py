"""Old Word files (DOC, WPS): LibreOffice converts them to DOCX, which is then read."""

from __future__ import annotations

from dataclasses import replace

from etl.model.document import Document, Unreadable
from etl.readers.common.libreoffice import convert
from etl.readers.docx.reader import read as read_docx


def read(data: bytes, name: str) -> Document:
    """Read an old Word file as the DOCX reader does; format `doc`.

    Raises Unreadable if LibreOffice is not installed or cannot convert the file.
    """
    converted = convert([data])[0]
    if isinstance(converted, Unreadable):
        raise converted
    return replace(read_docx(converted, name), format="doc")
