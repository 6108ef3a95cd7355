"""Figures in cells that are drawn and not written: pictures, outlines, masks and clips in the shape of digits."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2 as pdfium

from etl.readers.pdf.rendered_sight import pixels_of, rendered, scale_of

_MOST_DRAWINGS = 400  # more are a picture of many parts
_CONTRAST = 60  # of 255
_LOWEST, _NARROWEST = 3.0, 0.8  # points: a digit is not smaller
_RIM = 3  # pixels around a drawing in which its ground is seen
_BESIDE = 2.0  # points that a rule of a table may be short of


def drawn_in_cells(
    page: pdfium.PdfPage, drawings: np.ndarray, written: np.ndarray, strokes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of the `drawings` (m, 4) in ruled cells the boxes of those that may be figures, and of those in one colour.

    Those that lie under or around characters that are `written` (n, 4) are grounds and frames. All boxes are in PDF
    coordinates: left, bottom, right, top; `strokes` are those of straight lines.
    """
    drawings = drawings[_between_rules(drawings, strokes)]
    drawings = drawings[~holding(drawings, written)]
    scale = scale_of(page)
    if not len(drawings) or len(drawings) > _MOST_DRAWINGS or scale is None:
        return drawings[:0], drawings[:0]
    picture = rendered(page, scale)
    known = pixels_of(page, np.concatenate((strokes, written)), scale)
    places = [np.rint(box).astype(int) for box in pixels_of(page, drawings, scale)]
    is_figure = np.array([_varies(picture, place, known, scale) for place in places], bool)
    around = [place + np.array((-_RIM, -_RIM, _RIM, _RIM)) for place in places]
    is_visible = np.array([_varies(picture, place, known, scale) for place in around], bool)
    return drawings[is_figure], drawings[is_visible & ~is_figure]


def holding(boxes: np.ndarray, characters: np.ndarray) -> np.ndarray:
    """Which boxes (bool, m) hold the middle of a character."""
    x, y = (characters[:, 0] + characters[:, 2]) / 2, (characters[:, 1] + characters[:, 3]) / 2
    inside = (boxes[:, 0:1] < x) & (boxes[:, 2:3] > x) & (boxes[:, 1:2] < y) & (boxes[:, 3:4] > y)
    holds: np.ndarray = inside.any(axis=1)
    return holds


def _between_rules(boxes: np.ndarray, strokes: np.ndarray) -> np.ndarray:
    """Which boxes (bool, m) have a horizontal stroke above and one below their middle."""
    level = strokes[strokes[:, 2] - strokes[:, 0] > strokes[:, 3] - strokes[:, 1]]
    x, y = (boxes[:, 0:1] + boxes[:, 2:3]) / 2, (boxes[:, 1:2] + boxes[:, 3:4]) / 2
    reach = (level[:, 0] - _BESIDE < x) & (level[:, 2] + _BESIDE > x)
    between: np.ndarray = (reach & (level[:, 3] > y)).any(axis=1) & (reach & (level[:, 1] < y)).any(axis=1)
    return between


def _varies(picture: np.ndarray, box: np.ndarray, known: np.ndarray, scale: float) -> bool:
    """Whether the part of the picture in a box is not all of one colour, `known` boxes excepted."""
    (left, top), (right, bottom) = box[:2].clip(0), box[2:]
    part = picture[top:bottom, left:right]
    if not part.size:
        return False
    other = np.abs(part - part[0, 0]).max(axis=2) > _CONTRAST
    near = (known[:, :2] < (right, bottom)).all(axis=1) & (known[:, 2:] > (left, top)).all(axis=1)
    for one in known[near]:
        x, y = max(0, math.floor(one[0]) - 1 - left), max(0, math.floor(one[1]) - 1 - top)
        other[y : math.ceil(one[3]) + 1 - top, x : math.ceil(one[2]) + 1 - left] = False
    rows, columns = np.flatnonzero(other.any(axis=1)), np.flatnonzero(other.any(axis=0))
    if not len(rows):
        return False
    is_high = rows[-1] - rows[0] + 1 >= _LOWEST * scale
    return bool(is_high and columns[-1] - columns[0] + 1 >= _NARROWEST * scale)
