"""A picture of a page to a Page: straight, with its ruled lines, and its text cell by cell where that is needed.

Needs the packages rapidocr, onnxruntime and opencv-python-headless; importing this module without them raises
ImportError.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
import rapidocr

from etl.readers.fixed_page.lattice import Lattice, lattices
from etl.readers.fixed_page.printed_page import Page
from etl.readers.scan.glyph_boxes import DOUBTFUL, SURE, Recognised, settled, spread
from etl.readers.scan.pictures import PIXELS_PER_POINT
from etl.readers.scan.ruled_lines import ink_of, opaque_red, ruled_lines, without_red
from etl.readers.scan.straighten import straight
from etl.readers.scan.upright import upright
from etl.runtime.more_time import ask_for

SECONDS = 40.0
"""Of processor time for one page, at most; a page takes 3 to 6."""
_RIM = 4  # pixels of a cell beside its ruled lines
_LEAST_INK = 12  # pixels
_MOST_HIDDEN = 0.03  # part of a cell that may be empty all the same
_DIGIT = 14  # pixels: the width of one
_FEWEST_CELLS = 6
_MOST_RETRIED = 400  # cells of a page
_Box = tuple[float, float, float, float]


@cache
def recogniser() -> Any:
    """The RapidOCR engine of this process, with the models of its own package; it uses no network."""
    return rapidocr.RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": 2400})


def recognised_page(image: np.ndarray, number: int, unit: float = 1.0) -> Page:
    """Recognise an RGB image (height, width, 3) as page `number`, in points of 200 dpi, each `unit` points of the source.

    Locators are those of the page as a viewer shows it; on a page that lay askew they are off by as much.
    """
    ask_for(SECONDS)
    engine = recogniser()
    image, turns = upright(engine, image)
    grey, hidden = without_red(image), opaque_red(image).astype(np.uint8)
    for _ in range(2):
        places = straight(grey)
        if places is None:
            break
        grey = np.asarray(
            cv2.remap(grey, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
        )
        hidden = np.asarray(cv2.remap(hidden, *places, cv2.INTER_NEAREST))
    horizontal, vertical = (lines / PIXELS_PER_POINT for lines in ruled_lines(grey))
    texts = _texts(engine, cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    for lattice in lattices(horizontal, vertical):
        texts = _by_cells(engine, grey, lattice, texts)
        texts += _hidden_cells(lattice, texts, hidden)
    glyphs = spread([settled(_doubted(text, hidden)) for text in texts])
    height, width = grey.shape
    return Page(
        number=number,
        width=width / PIXELS_PER_POINT,
        height=height / PIXELS_PER_POINT,
        quarter_turns=-turns % 4,
        glyphs=glyphs.__class__(
            glyphs.characters, glyphs.box / PIXELS_PER_POINT, glyphs.turn, glyphs.after_blank, glyphs.pale
        ),
        horizontal=horizontal,
        vertical=vertical,
        slanted_glyphs=0,
        unseen_digits=0,
        struck_digits=0,
        doubtful_digits=0,
        is_image=True,
        images=np.zeros((0, 4)),
        unit=unit,
    )


def holds_ruled_table(image: np.ndarray) -> bool:
    """Whether an RGB picture shows a ruled table, upright or on its side, rather than a photograph or a chart."""
    lines = [ruled / PIXELS_PER_POINT for ruled in ruled_lines(without_red(image))]
    return any(len(lattice.regions) >= _FEWEST_CELLS for lattice in lattices(*lines))


def _doubted(text: Recognised, hidden: np.ndarray) -> Recognised:
    """A text with no score where something may hide a digit of it or beside it."""
    left, top, right, bottom = (round(edge) for edge in text.box)
    part = hidden[max(top, 0) : bottom, max(left - _DIGIT, 0) : right + _DIGIT]
    return Recognised(text.text, text.box, 0.0) if text.is_figure and part.sum() > _LEAST_INK else text


def _hidden_cells(lattice: Lattice, texts: list[Recognised], hidden: np.ndarray) -> list[Recognised]:
    """A doubt for each cell that seems empty because something lies over it."""
    doubts = []
    for cell in (_pixels(lattice.box(region)) for region in lattice.regions):
        left, top, right, bottom = (round(edge) for edge in cell)
        part = hidden[top + _RIM : bottom - _RIM, left + _RIM : right - _RIM]
        if part.sum() > _MOST_HIDDEN * part.size and not any(_share(one.box, cell) > 0.25 for one in texts):
            doubts.append(Recognised(DOUBTFUL, cell, 0.0))
    return doubts


def _texts(engine: Any, image: np.ndarray) -> list[Recognised]:
    result = engine(image, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None:
        return []
    return [
        Recognised(text, (*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()), float(score))
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
    ]


def _by_cells(engine: Any, grey: np.ndarray, lattice: Lattice, texts: list[Recognised]) -> list[Recognised]:
    """The texts of a page, those of a table each within one cell.

    A text that crosses a ruled line, a figure that is not sure, and ink without text are looked at cell by cell; what
    is not sure even then is a doubt.
    """
    bounds = _pixels(lattice.bounds)
    outside = [text for text in texts if not _lies_in(text.box, bounds)]
    inside = [text for text in texts if _lies_in(text.box, bounds)]
    ink = ink_of(grey)
    elsewhere: list[Recognised] = []
    used: set[int] = set()
    retried = 0
    for region in lattice.regions:
        cell = _pixels(lattice.box(region))
        here = [n for n, text in enumerate(inside) if _share(text.box, cell) > 0.25]
        if any(_share(inside[n].box, cell) < 0.8 for n in here) or _is_unsure(inside, here, ink, cell):
            retried += 1
            used.update(here)
            elsewhere += _look_again(engine, grey, ink, cell, [inside[n] for n in here], retried)
    return [*outside, *(text for n, text in enumerate(inside) if n not in used), *elsewhere]


def _is_unsure(texts: list[Recognised], here: list[int], ink: np.ndarray, cell: _Box) -> bool:
    if not here:
        return _holds_ink(ink, cell)
    return any(texts[n].is_figure and texts[n].score < SURE for n in here)


def _look_again(
    engine: Any, grey: np.ndarray, ink: np.ndarray, cell: _Box, before: list[Recognised], count: int
) -> list[Recognised]:
    """What one cell holds, recognised by itself."""
    left, top, right, bottom = (round(edge) for edge in cell)
    inner = grey[top + _RIM : bottom - _RIM, left + _RIM : right - _RIM]
    if min(inner.shape) < 8 or not _holds_ink(ink, cell):
        return []
    doubt = Recognised(DOUBTFUL, cell, 0.0)
    if count > _MOST_RETRIED:
        return [doubt]
    padded = cv2.copyMakeBorder(inner, 10, 10, 10, 10, cv2.BORDER_REPLICATE)
    image = cv2.cvtColor(padded, cv2.COLOR_GRAY2BGR)
    is_line = inner.shape[0] < 60 and not any(not again.is_figure for again in before)
    if not is_line:
        again = _texts(engine, image)
        shift = (left + _RIM - 10, top + _RIM - 10)
        return [
            Recognised(one.text, _within(one.box, shift, cell), one.score) for one in again
        ] or [doubt]  # fmt: skip
    columns = np.flatnonzero(ink[top + _RIM : bottom - _RIM, left + _RIM : right - _RIM].any(axis=0))
    first, last = max(int(columns[0]) - 6, 0), int(columns[-1]) + 27
    result = engine(image[:, first:last], use_det=False, use_cls=False, use_rec=True)
    text, score = (result.txts or ("",))[0], float((result.scores or (0.0,))[0])
    if not text.strip():
        return [doubt]
    start, end = float(left + _RIM + columns[0]), float(left + _RIM + columns[-1] + 1)
    return [Recognised(text, (start, float(top + _RIM), end, float(bottom - _RIM)), score)]


def _within(box: _Box, shift: tuple[int, int], cell: _Box) -> _Box:
    left, top, right, bottom = box[0] + shift[0], box[1] + shift[1], box[2] + shift[0], box[3] + shift[1]
    return max(left, cell[0] + 1), max(top, cell[1] + 1), min(right, cell[2] - 1), min(bottom, cell[3] - 1)


def _holds_ink(ink: np.ndarray, cell: _Box) -> bool:
    """Whether a cell shows more than specks: a part as high as a digit."""
    left, top, right, bottom = (round(edge) for edge in cell)
    part = np.ascontiguousarray(ink[top + _RIM : bottom - _RIM, left + _RIM : right - _RIM])
    if min(part.shape, default=0) < 8:
        return False
    _, _, boxes, _ = cv2.connectedComponentsWithStats(part)
    return any(h >= 9 and area >= _LEAST_INK and w < 60 for _, _, w, h, area in boxes[1:].tolist())


def _pixels(box: _Box) -> _Box:
    left, top, right, bottom = (edge * PIXELS_PER_POINT for edge in box)
    return left, top, right, bottom


def _lies_in(box: _Box, bounds: _Box) -> bool:
    return _share(box, bounds) > 0.5


def _share(box: _Box, cell: _Box) -> float:
    """Which part of a box lies in a cell."""
    across = min(box[2], cell[2]) - max(box[0], cell[0])
    down = min(box[3], cell[3]) - max(box[1], cell[1])
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
    return max(across, 0.0) * max(down, 0.0) / area
