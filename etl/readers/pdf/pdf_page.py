"""One page of a PDF, turned upright."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from etl.readers.fixed_page.assembly import MOSTLY, Drawn, assembled
from etl.readers.fixed_page.geometry import Box
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.sight import DOUBTFUL, HIDDEN, VISIBLE, uncovered
from etl.readers.pdf.annotations import Field, page_with_annotations
from etl.readers.pdf.digit_outlines import without_false_digits
from etl.readers.pdf.drawn_figures import drawn_in_cells, holding
from etl.readers.pdf.field_values import with_doubts
from etl.readers.pdf.objects.page_objects import PageObjects, may_be_in_cell, page_objects
from etl.readers.pdf.page_text import PageText, page_text
from etl.readers.pdf.rendered_sight import Trial, rendered_sight
from etl.readers.pdf.replaced_text import show_replaced
from etl.readers.pdf.text_sight import text_sight
from etl.readers.pdf.turned_digits import digit_directions


def read_page(document: pdfium.PdfDocument, index: int, has_layers: bool, has_patterns: bool = False) -> Page:
    """Read page `index` (0-based) of an open document. Raises Unreadable if it is too large for a report.

    `has_layers` says whether the document has layers, which may be switched off, `has_patterns` whether anything in it
    may be painted with a pattern.
    """
    page, fields = page_with_annotations(document, index)
    text_page = page.get_textpage()
    try:
        text = page_text(text_page)
        if show_replaced(text, text_page):
            text_page.close()
            text_page = page.get_textpage()
            text = page_text(text_page)
        objects = page_objects(page, page.get_bbox(), has_layers, has_patterns)
        return assembled(index + 1, _drawn(page, text_page, text, objects, fields))
    finally:
        text_page.close()
        page.close()


def _drawn(
    page: pdfium.PdfPage,
    text_page: pdfium.PdfTextPage,
    text: PageText,
    objects: PageObjects,
    fields: Sequence[Field],
) -> Drawn:
    visible: Box = page.get_bbox()
    left, bottom, right, top = visible
    is_image = objects.image_area > MOSTLY * (right - left) * (top - bottom)
    sight, pale = text_sight(page, text_page, text, objects, is_image)
    text, mirrored = digit_directions(text, text_page)
    sight[mirrored & (sight == VISIBLE)] = DOUBTFUL
    text, false_digits = without_false_digits(text, text_page)
    if fields:
        text, sight = with_doubts(text, sight, fields)
        pale = np.append(pale, np.zeros(len(sight) - len(pale), bool))
    images, drawn = _pictures(page, objects, text, sight)
    shown = _shown_strokes(page, objects, are_all_visible=bool((sight == VISIBLE).all()))

    def placed(boxes: np.ndarray, above: int, below: int) -> np.ndarray:
        """Boxes with y upwards, whose upper edge is column `above`, from the corner of the page."""
        return np.column_stack(
            (boxes[:, 0] - left, top - boxes[:, above], boxes[:, 2] - left, top - boxes[:, below])
        )

    return Drawn(
        characters=text.characters,
        box=placed(text.boxes, 1, 3),
        angle=text.angles,
        after_blank=text.after_blank,
        pale=pale,
        sight=sight,
        strokes=placed(objects.strokes[shown], 3, 1),
        size=(right - left, top - bottom),
        rotation=page.get_rotation() // 90,
        image_area=objects.image_area,
        images=placed(images, 3, 1),
        drawn=placed(drawn, 3, 1),
        false_digits=false_digits,
    )


def _pictures(
    page: pdfium.PdfPage, objects: PageObjects, text: PageText, sight: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The boxes of images, those of one colour among them, and of what is drawn in cells in place of text."""
    if not len(objects.strokes):
        return objects.images, objects.images[:0]
    characters = text.boxes[:, [0, 3, 2, 1]]
    drawings = objects.drawings()
    if (hidden := characters[sight == HIDDEN]).size:  # what hides text may be painted in the shape of it
        small = objects.areas.box[may_be_in_cell(objects.areas.box)]
        drawings = np.concatenate((drawings, small[holding(small, hidden)]))
    figures, plain = drawn_in_cells(page, drawings, characters[sight != HIDDEN], objects.strokes)
    return np.concatenate((objects.images[~may_be_in_cell(objects.images)], plain)), figures


def _shown_strokes(page: pdfium.PdfPage, objects: PageObjects, are_all_visible: bool) -> np.ndarray:
    """Which strokes (bool, n) are neither painted over, as a table is with its text, nor in a layer switched off."""
    shown = np.ones(len(objects.strokes), bool)
    if not are_all_visible:
        shown = uncovered(objects.strokes, objects.stroke_order, objects.resolved())
    if not any(objects.stroke_owner):
        return shown
    owners = np.array(objects.stroke_owner, np.uint64)
    layered = [owner for owner in dict.fromkeys(objects.stroke_owner) if owner]
    trials = [Trial(owner, objects.strokes[owners == owner]) for owner in layered]
    for owner, sight in zip(layered, rendered_sight(page, trials), strict=True):
        if (sight == HIDDEN).all():
            shown[owners == owner] = False
    return shown
