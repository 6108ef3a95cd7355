"""Rich Text Format to documents: written anew as a Word file, which the DOCX reader reads."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from lxml import etree

from etl.model.document import Document, Note, around
from etl.readers.common.blocks import squeeze
from etl.readers.common.ooxml_package import write_package
from etl.readers.docx import read as read_docx
from etl.readers.docx.runs import W, words_of
from etl.readers.rtf.rtf_text import RichText
from etl.readers.rtf.tokens import group_end

_AROUND = re.compile(rb"\{\\(?:header|footer)[lrf]?(?![a-z])")
_MOST_AROUND, _LONGEST_AROUND = 20, 50_000  # groups, and bytes of each
_OPENING = b"{\\rtf1\\ansi\\ansicpg936{"


def read(data: bytes, name: str) -> Document:
    """Read an RTF file as the DOCX reader does, as it prints with all changes accepted.

    Raises Unreadable if the file is incomplete, or nested or large beyond reason.
    """
    text = RichText(data)
    parts = {f"word/media/{number}": b"" for number in range(min(text.pictures, 1000))}
    parts["word/document.xml"] = etree.tostring(text.document())
    document = read_docx(write_package(parts), name)
    notes = (*document.notes, *((Note("revised"),) if text.is_revised else ()))
    metadata = document.metadata | around([*document.around, *_words_around(data)])
    return replace(document, format="rtf", metadata=metadata, notes=notes)


def _words_around(data: bytes) -> list[str]:
    """The headers and footers."""
    lines: list[str] = []
    for match in islice(_AROUND.finditer(data), _MOST_AROUND):
        group = data[match.end() : match.end() + _LONGEST_AROUND]
        body = RichText(_OPENING + group[: group_end(group)] + b"}}").document()
        lines += (squeeze(words_of(line)) for line in body.iter(W + "p"))
    return lines
