"""Rich Text Format to documents: written anew as a Word file, which the DOCX reader reads."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from etl.model.document import Document, Note
from etl.readers.common.ooxml_package import write_package
from etl.readers.docx import read as read_docx
from etl.readers.rtf.rtf_text import RichText


def read(data: bytes, name: str) -> Document:
    """Read an RTF file as the DOCX reader does, as it prints with all changes accepted.

    Raises Unreadable if the file is incomplete, or nested or large beyond reason.
    """
    text = RichText(data)
    parts = {f"word/media/{number}": b"" for number in range(min(text.pictures, 1000))}
    parts["word/document.xml"] = etree.tostring(text.document())
    document = read_docx(write_package(parts), name)
    notes = (*document.notes, *((Note("revised"),) if text.is_revised else ()))
    return replace(document, format="rtf", notes=notes)
