"""Which characters of a PDF page a reader sees: by the rule for all fixed pages, and by rendering where that is in doubt."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium

from etl.readers.fixed_page.sight import DOUBTFUL, HIDDEN, VISIBLE, flagged, is_recognised_layer, sight
from etl.readers.pdf.digit_outlines import fonts_without_outlines
from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.objects.page_objects import PageObjects
from etl.readers.pdf.page_text import PageText
from etl.readers.pdf.rendered_sight import Trial, rendered_sight

_FIGURES = frozenset("0123456789.,，．０１２３４５６７８９")
_DOUBLE_BYTES = 8
_SAME_PLACE = 0.5  # points


def text_sight(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, text: PageText, objects: PageObjects, is_image: bool
) -> tuple[np.ndarray, np.ndarray]:
    """`VISIBLE`, `HIDDEN` or `DOUBTFUL` of each printed character (int, n), and whether it is pale (bool, n).

    What is no figure is never doubtful.
    """
    flags = flagged(objects.marks, objects.areas)
    if drawn := fonts_without_outlines(text, text_page):
        is_drawn = np.array([pdfium_fast.font_of(item) in drawn for item in objects.texts], bool)
        objects = replace(objects, marks=replace(objects.marks, plain=objects.marks.plain & ~is_drawn))
        flags |= is_drawn
    if not (flags.any() or objects.pale.any()):
        return np.full(len(text.characters), VISIBLE), np.zeros(len(text.characters), bool)
    address = pdfium_fast.address_of(text_page.raw)
    owners = [pdfium_fast.text_object(address, index) for index in text.index.tolist()]
    pale_objects = {objects.texts[n] for n in np.flatnonzero(objects.pale).tolist()}
    pale = np.array([owner in pale_objects for owner in owners], bool)
    return _sight(page, address, owners, text, objects, flags, is_image), pale


def _sight(
    page: pdfium.PdfPage,
    address: int,
    owners: list[int],
    text: PageText,
    objects: PageObjects,
    flags: np.ndarray,
    is_image: bool,
) -> np.ndarray:
    sights = np.full(len(text.characters), VISIBLE)
    number_of = {objects.texts[n]: n for n in np.flatnonzero(flags).tolist()}
    asked = np.array([n for n, owner in enumerate(owners) if owner in number_of], int)
    if not len(asked):
        return sights
    boxes = _ink(address, text.index[asked])
    topmost = _topmost_copies(objects, set(owners))
    marks = objects.marks.chosen(topmost[[number_of[owners[n]] for n in asked.tolist()]])
    sights[asked] = sight(replace(marks, box=boxes), objects.resolved())
    if is_image and is_recognised_layer(sights):
        return np.full(len(sights), VISIBLE)
    is_figure = np.array([text.characters[n] in _FIGURES for n in asked.tolist()], bool)
    doubtful = sights[asked] == DOUBTFUL
    sights[asked[doubtful & ~is_figure]] = VISIBLE
    trials: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(doubtful & is_figure).tolist():
        trials[objects.texts[topmost[number_of[owners[asked[place]]]]]].append(place)
    results = rendered_sight(page, [Trial(owner, boxes[places]) for owner, places in trials.items()])
    for places, result in zip(trials.values(), results, strict=True):
        sights[asked[places]] = result
    hidden = np.flatnonzero((sights[asked] == HIDDEN) & is_figure)
    written_anew = _written_anew(page, owners, text, objects, asked[hidden], boxes[hidden])
    sights[asked[hidden]] = np.where(written_anew, VISIBLE, HIDDEN)
    return sights


def _written_anew(
    page: pdfium.PdfPage,
    owners: list[int],
    text: PageText,
    objects: PageObjects,
    hidden: np.ndarray,
    boxes: np.ndarray,
) -> np.ndarray:
    """Which hidden characters (bool, n) a later object writes again at the same place, where it is seen.

    Of a character that is written again at one place, PDFium keeps the first, even if it is painted over in between.
    """
    number_of = {item: n for n, item in enumerate(objects.texts)}
    characters_of: dict[int, list[int]] = defaultdict(list)
    for n, owner in enumerate(owners):
        characters_of[owner].append(n)
    trials: dict[int, list[int]] = defaultdict(list)
    for place, (left, bottom, right, top) in enumerate(boxes.tolist()):
        x, y = (left + right) / 2, (bottom + top) / 2
        order, box = objects.marks.order, objects.marks.box
        own = order[number_of[owners[hidden[place]]]]
        inside = (box[:, 0] < x) & (x < box[:, 2]) & (box[:, 1] < y) & (y < box[:, 3])
        for later in np.flatnonzero(inside & (order > own)).tolist():
            kept = text.boxes[characters_of[objects.texts[later]]]
            if not ((kept[:, 0] < x) & (x < kept[:, 2])).any():
                trials[objects.texts[later]].append(place)
    seen = np.zeros(len(hidden), bool)
    results = rendered_sight(page, [Trial(owner, boxes[places]) for owner, places in trials.items()])
    for places, result in zip(trials.values(), results, strict=True):
        seen[places] |= result == VISIBLE
    return seen


def _topmost_copies(objects: PageObjects, owners: set[int | None]) -> np.ndarray:
    """For each text object (n,) the number of the last one at the same place that has no characters of its own.

    Of text that is drawn twice at one place, PDFium keeps the characters of the first; the last lies on top.
    """
    topmost = np.arange(len(objects.texts))
    for copy in (n for n, item in enumerate(objects.texts) if item not in owners):
        apart = np.abs(objects.marks.box - objects.marks.box[copy]).max(axis=1)
        topmost[:copy][apart[:copy] < _SAME_PLACE] = copy
    return topmost


def _ink(text_page: int, indices: np.ndarray) -> np.ndarray:
    """The boxes (n, 4) of what characters print: left, bottom, right, top."""
    boxes = np.zeros((len(indices), 4))
    edges = (ctypes.c_double * 4)()
    addresses = [ctypes.addressof(edges) + _DOUBLE_BYTES * n for n in range(4)]
    for n, index in enumerate(indices.tolist()):
        if pdfium_fast.char_box(text_page, index, *addresses):
            boxes[n] = edges[0], edges[2], edges[1], edges[3]
    return boxes
