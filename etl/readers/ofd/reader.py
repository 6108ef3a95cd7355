"""OFD files to documents, on the page model of PDF: glyphs and ruled strokes to tables and paragraphs."""

from __future__ import annotations

from itertools import chain, count

from etl.model.document import Document, Grid, Note, Paragraph, Unreadable, around
from etl.readers.fixed_page.document_blocks import blocks_of_pages
from etl.readers.fixed_page.page_blocks import (
    page_blocks,
    running_lines,
    watermark_words,
    without_running_lines,
)
from etl.readers.fixed_page.two_on_sheet import single_pages
from etl.readers.fixed_page.watermarks import without_watermarks
from etl.readers.ofd.ofd_page import ofd_page
from etl.readers.ofd.package import OfdDocument, Package

_EMPTY = "OFD 里没有文字。若是扫描件，请提供 Word 或能选中文字的文件；也请检查是否选错了文件。"


def read(data: bytes, name: str) -> Document:
    """Read all documents of an OFD package, one after the other.

    Raises Unreadable if the file is damaged, protected or too large, or holds no text.
    """
    documents = Package(data).documents()
    numbers = count(1)
    pages = [[ofd_page(document, part, next(numbers)) for part in document.pages()] for document in documents]
    if not any(page.glyphs.characters for page in chain.from_iterable(pages)):
        raise Unreadable(_EMPTY)
    blocks: list[Paragraph | Grid] = []
    lines: list[str] = []
    watermarks: list[str] = []
    notes: dict[Note, None] = {}
    for pages_of_document in pages:
        blocks_by_page = [page_blocks(page) for page in single_pages(without_watermarks(pages_of_document))]
        notes |= dict.fromkeys(note for page in blocks_by_page for note in page.notes)
        blocks += blocks_of_pages(without_running_lines(blocks_by_page))
        lines += running_lines(blocks_by_page)
        watermarks += watermark_words(blocks_by_page)
    metadata = _metadata(documents) | around(lines, watermarks)
    return Document("ofd", tuple(blocks), metadata, tuple(notes))


def _metadata(documents: list[OfdDocument]) -> dict[str, str]:
    """Title and author of the first document, where it has them."""
    values = {"title": documents[0].title, "author": documents[0].author} if documents else {}
    return {key: value for key, value in values.items() if value}
