"""Whether text is seen where only rendering can tell: the page is drawn with and without it.

What changes in a character's box is what a viewer shows of it, whatever hides it: a layer that is switched off, a mask,
a clip of any shape, an image or a drawing over it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium

from etl.readers.fixed_page.geometry import turned
from etl.readers.fixed_page.sight import DOUBTFUL, HIDDEN, VISIBLE
from etl.readers.pdf.objects import pdfium_fast

MOST_PIXELS = 8_000_000
MOST_RENDERINGS = 8
MOST_TRIALS = 4_000
_SCALE = 3.0  # pixels per point
_SMALLEST_SCALE = 1.5
_CONTRAST = 20  # of 255: a smaller change of colour is not seen
_WHOLE = 0.7
"""Part of the height and width of a character that has to be seen of it."""
_SLIVER = 0.25
"""Part of the height or width that may be left of a character under a patch."""


class Trial(NamedTuple):
    """An object by its address, and the boxes (n, 4) of characters of it in PDF coordinates."""

    item: int
    boxes: np.ndarray


def rendered_sight(page: pdfium.PdfPage, trials: Sequence[Trial]) -> list[np.ndarray]:
    """`VISIBLE`, `HIDDEN` or `DOUBTFUL` of each character of each trial (int arrays); doubtful if too costly to tell.

    Objects that are unseen stay switched off in `page`.
    """
    results = [np.full(len(trial.boxes), DOUBTFUL) for trial in trials]
    scale = scale_of(page)
    if not trials or len(trials) > MOST_TRIALS or scale is None:
        return results
    pixels = [pixels_of(page, trial.boxes, scale) for trial in trials]
    before = rendered(page, scale)
    for group in _groups(pixels)[:MOST_RENDERINGS]:
        for n in group:
            pdfium_fast.set_active(trials[n].item, 0)
        change = np.abs(rendered(page, scale) - before).max(axis=2)
        for n in group:
            results[n] = np.array([_sight(change, box) for box in pixels[n].tolist()])
            if (
                results[n] != HIDDEN
            ).any():  # else it stays off: the next copy of the same text may be the one seen
                pdfium_fast.set_active(trials[n].item, 1)
    return results


def scale_of(page: pdfium.PdfPage) -> float | None:
    """Pixels per point to render a page with; None if it is too large for that."""
    width, height = page.get_size()
    scale = min(_SCALE, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    return scale if scale >= _SMALLEST_SCALE else None


def rendered(page: pdfium.PdfPage, scale: float) -> np.ndarray:
    """A page as viewers show it: (height, width, 3), 0 to 255."""
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
    picture = bitmap.to_numpy()[:, :, :3].astype(np.int16)
    bitmap.close()
    return picture


def pixels_of(page: pdfium.PdfPage, boxes: np.ndarray, scale: float) -> np.ndarray:
    """Boxes (n, 4) in PDF coordinates as boxes in the picture of the page: left, top, right, bottom in pixels."""
    left, bottom, right, top = page.get_bbox()
    from_corner = np.column_stack(
        (boxes[:, 0] - left, top - boxes[:, 3], boxes[:, 2] - left, top - boxes[:, 1])
    )
    return scale * turned(from_corner, page.get_rotation() // 90, right - left, top - bottom)


def _groups(pixels: Sequence[np.ndarray]) -> list[list[int]]:
    """Trials in as few groups as greed finds whose members do not touch one another."""
    around = [
        np.concatenate((boxes[:, :2].min(axis=0) - 1, boxes[:, 2:].max(axis=0) + 1)) for boxes in pixels
    ]
    groups: list[tuple[list[int], np.ndarray]] = []
    for n, box in enumerate(around):
        for members, boxes in groups:
            taken = boxes[: len(members)]
            if not ((taken[:, :2] < box[2:]).all(axis=1) & (taken[:, 2:] > box[:2]).all(axis=1)).any():
                boxes[len(members)] = box
                members.append(n)
                break
        else:
            boxes = np.zeros((len(around), 4))
            boxes[0] = box
            groups.append(([n], boxes))
    return [members for members, _ in groups]


def _sight(change: np.ndarray, box: list[float]) -> int:
    """How much of a character's box changes with it."""
    left, top = max(0, math.floor(box[0])), max(0, math.floor(box[1]))
    right, bottom = math.ceil(box[2]), math.ceil(box[3])
    part = change[top:bottom, left:right] > _CONTRAST
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return HIDDEN
    high = (rows[-1] - rows[0] + 1) / max(part.shape[0] - 1, 1)
    wide = (columns[-1] - columns[0] + 1) / max(part.shape[1] - 1, 1)
    if min(high, wide) >= _WHOLE:
        return VISIBLE
    return HIDDEN if min(high, wide) <= _SLIVER else DOUBTFUL
