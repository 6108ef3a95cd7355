"""One page of a PDF, turned upright."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2 as pdfium

from etl.readers.fixed_page.geometry import inside_page, strokes_by_direction, turned
from etl.readers.fixed_page.hidden_digits import struck_digits, white_digits
from etl.readers.fixed_page.printed_page import Glyphs, Page
from etl.readers.pdf.page_objects import page_objects
from etl.readers.pdf.page_text import page_text

_UPRIGHT = 0.03  # radians by which a glyph may be off a quarter turn
_MOSTLY = 0.7


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Read page `index` (0-based) of an open document. Raises Unreadable if it is too large for a report."""
    page = document[index]
    text_page = page.get_textpage()
    try:
        return _read(page, text_page, index)
    finally:
        text_page.close()
        page.close()


def _read(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, index: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    rotation = page.get_rotation() // 90
    text = page_text(text_page)
    clockwise = np.rint(np.nan_to_num(text.angles) / (math.pi / 2)).astype(int)
    upright = np.abs(text.angles - clockwise * (math.pi / 2)) < _UPRIGHT
    quarters = -clockwise  # that bring each glyph upright
    turns = int(np.bincount(quarters[upright] % 4).argmax()) if upright.any() else rotation
    objects = page_objects(page, (left, bottom, right, top))

    def placed(boxes: np.ndarray, above: int, below: int) -> np.ndarray:
        """Boxes with y upwards, whose upper edge is column `above`, on the turned page."""
        from_corner = (boxes[:, 0] - left, top - boxes[:, above], boxes[:, 2] - left, top - boxes[:, below])
        return turned(np.column_stack(from_corner), turns, width, height)

    boxes, strokes, white = (
        placed(text.boxes, 1, 3),
        placed(objects.strokes, 3, 1),
        placed(objects.white_text, 3, 1),
    )
    if turns % 2:
        width, height = height, width
    inside = inside_page(boxes, width, height)
    horizontal, vertical = strokes_by_direction(strokes)
    white_ones = white_digits(text.characters, boxes, white)
    struck_ones = struck_digits(text.characters, boxes, horizontal)
    printed = np.flatnonzero(upright & inside & ~white_ones & ~struck_ones)
    glyphs = Glyphs(
        [text.characters[n] for n in printed],
        boxes[printed],
        (turns - quarters[printed]) % 4,
        text.after_blank[printed],
    )
    return Page(
        number=index + 1,
        width=width,
        height=height,
        quarter_turns=(rotation - turns) % 4,
        glyphs=glyphs,
        horizontal=horizontal,
        vertical=vertical,
        slanted_glyphs=int((inside & ~upright).sum()),
        white_digits=int(white_ones.sum()),
        struck_digits=int(struck_ones.sum()),
        is_image=objects.image_area > _MOSTLY * width * height,
    )
