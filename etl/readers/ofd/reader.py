"""OFD files to documents, on the page model of PDF: glyphs and ruled strokes to tables and paragraphs."""

from __future__ import annotations

from itertools import chain, count

import numpy as np

from etl.model.document import Document, Grid, Note, Paragraph, Unreadable
from etl.readers.fixed_page.assembly import Drawn, assembled
from etl.readers.fixed_page.document_blocks import blocks_of_pages
from etl.readers.fixed_page.page_blocks import page_blocks, without_running_lines
from etl.readers.fixed_page.printed_page import TYPED, Page
from etl.readers.fixed_page.sight import SEEN
from etl.readers.fixed_page.watermarks import without_watermarks
from etl.readers.ofd.drawing import POINTS, Glyph, draw
from etl.readers.ofd.package import OfdDocument, Package, PageParts

_EMPTY = "OFD 里没有文字。若是扫描件，请提供 Word 或能选中文字的文件；也请检查是否选错了文件。"


def read(data: bytes, name: str) -> Document:
    """Read all documents of an OFD package, one after the other.

    Raises Unreadable if the file is damaged, protected or too large, or holds no text.
    """
    documents = Package(data).documents()
    numbers = count(1)
    pages = [[_page(document, part, next(numbers)) for part in document.pages()] for document in documents]
    if not any(page.glyphs.characters for page in chain.from_iterable(pages)):
        raise Unreadable(_EMPTY)
    blocks: list[Paragraph | Grid] = []
    notes: dict[Note, None] = {}
    for pages_of_document in pages:
        blocks_by_page = [page_blocks(page) for page in without_watermarks(pages_of_document)]
        notes |= dict.fromkeys(note for page in blocks_by_page for note in page.notes)
        blocks += blocks_of_pages(without_running_lines(blocks_by_page))
    return Document("ofd", tuple(blocks), _metadata(documents), tuple(notes))


def _metadata(documents: list[OfdDocument]) -> dict[str, str]:
    """Title and author of the first document, where it has them."""
    values = {"title": documents[0].title, "author": documents[0].author} if documents else {}
    return {key: value for key, value in values.items() if value}


def _page(document: OfdDocument, part: PageParts, number: int) -> Page:
    drawing = draw(document, part.layers)
    glyphs = drawing.visible_glyphs()
    return assembled(
        number,
        Drawn(
            characters=[glyph.character for glyph in glyphs],
            box=_boxes(glyphs),
            angle=np.array([glyph.angle for glyph in glyphs], float),
            after_blank=np.array([TYPED if glyph.after_blank else 0 for glyph in glyphs], np.int8),
            pale=np.zeros(len(glyphs), bool),
            sight=np.full(len(glyphs), SEEN),
            strokes=np.array(drawing.strokes, float).reshape(-1, 4),
            size=(part.size[0] * POINTS, part.size[1] * POINTS),
            rotation=0,
            image_area=drawing.image_area,
        ),
    )


def _boxes(glyphs: list[Glyph]) -> np.ndarray:
    return np.array([glyph.box for glyph in glyphs], float).reshape(-1, 4)
