"""OpenDocument texts (ODT, flat FODT) to documents: written anew as a Word file, which the DOCX reader reads."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from lxml import etree

from etl.model.document import Document, Note, Unreadable, around
from etl.readers.common.blocks import squeeze
from etl.readers.common.ooxml_package import member, open_package, parse, write_package
from etl.readers.docx import read as read_docx
from etl.readers.odt.names import DC, DRAW, OFFICE, STYLE, TEXT
from etl.readers.odt.text_effects import Effects
from etl.readers.odt.word_body import WordBody

_ENCRYPTED = "文件设有密码，无法读取；请取消密码后重新保存。"
_INCOMPLETE = "这不是完整的 OpenDocument 文本（缺少正文）；请用 WPS/LibreOffice 打开后重新保存。"


def read(data: bytes, name: str) -> Document:
    """Read an OpenDocument text as the DOCX reader does, as it prints with all changes accepted.

    Raises Unreadable if the file is damaged, protected or incomplete.
    """
    content, others = _parts(data)
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise Unreadable(_INCOMPLETE)
    body = WordBody(Effects((content, *others)), (content, *others)).written(text)
    pictures = sum(1 for _ in text.iter(DRAW + "image"))
    title = next(
        (element.text or "" for part in (content, *others) for element in part.iter(DC + "title")), ""
    )
    parts = {f"word/media/{number}": b"" for number in range(pictures)}
    parts["word/document.xml"] = etree.tostring(body)
    parts["docProps/core.xml"] = f"<dc:title>{escape(title)}</dc:title>".encode()
    document = read_docx(write_package(parts), name)
    is_revised = next(text.iter(TEXT + "changed-region"), None) is not None
    notes = (*document.notes, *((Note("revised"),) if is_revised else ()))
    metadata = document.metadata | around([*document.around, *_words_around(others)])
    return replace(document, format="odt", metadata=metadata, notes=notes)


def _words_around(parts: list[etree._Element]) -> list[str]:
    """The headers and footers of the page styles."""
    return [
        squeeze("".join(map(str, paragraph.itertext())))
        for part in parts
        for style in part.iter(STYLE + "master-page")
        for paragraph in style.iter(TEXT + "p")
    ]


def _parts(data: bytes) -> tuple[etree._Element, list[etree._Element]]:
    """The part with the text, and those with styles and what the file says of itself."""
    if not data.startswith(b"PK"):
        return parse(data.lstrip(b"\xef\xbb\xbf \t\r\n\x00")), []
    package = open_package(data)
    if b"encryption-data" in (member(package, "META-INF/manifest.xml") or b""):
        raise Unreadable(_ENCRYPTED)
    content = member(package, "content.xml")
    if content is None:
        raise Unreadable(_INCOMPLETE)
    others = (member(package, name) for name in ("styles.xml", "meta.xml"))
    return parse(content), [parse(part) for part in others if part]
