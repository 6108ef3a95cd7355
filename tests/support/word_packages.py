"""Word files from the markup of their body, for tests of what is read of it."""

from __future__ import annotations

import io
import zipfile

from etl.model.document import Document
from etl.readers import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def package(body: str, parts: dict[str, str | bytes] | None = None, prologue: str = "") -> bytes:
    document = f"<?xml version='1.0'?>{prologue}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def document(body: str, parts: dict[str, str | bytes] | None = None) -> Document:
    return docx.read(package(body, parts), "a.docx")


def p(*runs: str) -> str:
    return (
        "<w:p>"
        + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
        + "</w:p>"
    )


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: list[str], row_properties: str = "") -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row_properties}{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
