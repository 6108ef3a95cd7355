"""OFD files to documents, on the page model of PDF: glyphs and ruled strokes to tables and paragraphs."""

from __future__ import annotations

import math
from itertools import chain, count

import numpy as np

from etl.model.document import Document, Grid, Note, Paragraph, Unreadable
from etl.readers.fixed_page.document_blocks import blocks_of_pages
from etl.readers.fixed_page.geometry import inside_page, strokes_by_direction, turned
from etl.readers.fixed_page.hidden_digits import struck_digits, white_digits
from etl.readers.fixed_page.page_blocks import page_blocks, without_running_lines
from etl.readers.fixed_page.printed_page import Glyphs, Page
from etl.readers.ofd.drawing import POINTS, Glyph, draw
from etl.readers.ofd.package import OfdDocument, Package, PageParts

_UPRIGHT = 0.03
_MOSTLY = 0.7
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
        blocks_by_page = [page_blocks(page) for page in pages_of_document]
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
    width, height = part.size[0] * POINTS, part.size[1] * POINTS
    angles = np.array([glyph.angle for glyph in glyphs], float)
    clockwise = np.rint(angles / (math.pi / 2)).astype(int)
    upright = np.abs(angles - clockwise * (math.pi / 2)) < _UPRIGHT
    turns = int(np.bincount(-clockwise[upright] % 4).argmax()) if upright.any() else 0
    boxes = turned(_boxes(glyphs), turns, width, height)
    strokes = turned(np.array(drawing.strokes, float).reshape(-1, 4), turns, width, height)
    if turns % 2:
        width, height = height, width
    horizontal, vertical = strokes_by_direction(strokes)
    characters = [glyph.character for glyph in glyphs]
    white = white_digits(characters, boxes, boxes[[glyph.is_white for glyph in glyphs]])
    struck = struck_digits(characters, boxes, horizontal)
    inside = inside_page(boxes, width, height)
    printed = np.flatnonzero(upright & inside & ~white & ~struck)
    return Page(
        number=number,
        width=width,
        height=height,
        quarter_turns=-turns % 4,
        glyphs=Glyphs(
            [characters[n] for n in printed],
            boxes[printed],
            (turns + clockwise[printed]) % 4,
            np.array([glyph.after_blank for glyph in glyphs], bool)[printed],
        ),
        horizontal=horizontal,
        vertical=vertical,
        slanted_glyphs=int((inside & ~upright).sum()),
        white_digits=int(white.sum()),
        struck_digits=int(struck.sum()),
        is_image=drawing.image_area > _MOSTLY * width * height,
    )


def _boxes(glyphs: list[Glyph]) -> np.ndarray:
    return np.array([glyph.box for glyph in glyphs], float).reshape(-1, 4)
