"""The shapes of PDF paths: straight sides along an axis, and rectangles."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import NamedTuple

from pypdfium2 import raw

from etl.readers.fixed_page.geometry import THIN, Box, Matrix
from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.objects.object_state import rectangle_around

_STRAIGHT = 0.5  # points by which an axis-parallel side may be off
_RECTANGLE_SEGMENTS = 5
_MOST_RECTANGLE_SEGMENTS = 8
_FLOAT_BYTES = 4
_SHORT = 60.0  # points


_Corner = tuple[float, float, bool]
"""A corner of a path, and whether the side that ends in it is straight."""


class Path(NamedTuple):
    """A path that is thicker than a stroke, in the coordinates of the object that holds it.

    `strokes` are its axis-parallel sides: outlines, and thin filled parts. `covers` says whether it paints an area: its
    inside, or a broad line.
    """

    strokes: list[Box]
    covers: bool


BACKGROUND = Path([], True)
"""A filled rectangle: of a cell or of a line of text."""
_CLIP = Path([], False)


def matrix_of(item: int) -> Matrix:
    """The matrix of an object."""
    matrix = raw.FS_MATRIX()
    pdfium_fast.object_matrix(item, ctypes.addressof(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def path_of(item: int) -> Path:
    """Read the strokes of a path that is thicker than a stroke."""
    count = pdfium_fast.segment_count(item)
    fill, outline = ctypes.c_int(), ctypes.c_int()
    pdfium_fast.draw_mode(item, ctypes.addressof(fill), ctypes.addressof(outline))
    if not outline.value and (count <= _RECTANGLE_SEGMENTS or not fill.value):
        return BACKGROUND if fill.value else _CLIP
    strokes: list[Box] = []
    is_broad = bool(outline.value)
    for corners in _subpaths(item, count):
        xs, ys, _ = zip(*corners, strict=True)
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        if right - left <= THIN or bottom - top <= THIN:
            strokes.append((left, top, right, bottom))
        elif outline.value:
            strokes += _sides(corners)
            is_broad = False
    if is_broad:  # a short one is a patch, no rule of a table
        strokes = [box for box in strokes if max(box[2] - box[0], box[3] - box[1]) > _SHORT]
    return Path(strokes, bool(fill.value) or is_broad)


def rectangle_of(item: int) -> Box | None:
    """The box of a filled path that is an upright rectangle and nothing else."""
    count = pdfium_fast.segment_count(item)
    fill = ctypes.c_int()
    pdfium_fast.draw_mode(item, ctypes.addressof(fill), ctypes.addressof(ctypes.c_int()))
    if not fill.value or count > _MOST_RECTANGLE_SEGMENTS:
        return None
    shapes = [corners for corners in _subpaths(item, count) if len(corners) > 1]
    if len(shapes) != 1 or not all(straight for _, _, straight in shapes[0]):
        return None
    return rectangle_around(tuple((x, y) for x, y, _ in shapes[0]))


def _subpaths(path: int, count: int) -> list[list[_Corner]]:
    """The corners of each connected part of a path, in the coordinates of the object that holds the path."""
    a, b, c, d, e, f = matrix_of(path)
    segments = list(map(pdfium_fast.segment, repeat(path, count), range(count)))
    points = (ctypes.c_float * (2 * count))()
    start, size = ctypes.addressof(points), 2 * _FLOAT_BYTES
    places = range(start, start + size * count, size)
    list(map(pdfium_fast.segment_point, segments, places, range(start + _FLOAT_BYTES, places.stop, size)))
    kinds, closes = map(pdfium_fast.segment_type, segments), map(pdfium_fast.segment_closes, segments)
    subpaths: list[list[_Corner]] = []
    for x, y, kind, is_closed in zip(points[::2], points[1::2], kinds, closes, strict=True):
        if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        corner = a * x + c * y + e, b * x + d * y + f, kind != raw.FPDF_SEGMENT_BEZIERTO
        subpaths[-1].append(corner)
        if is_closed:
            first = *subpaths[-1][0][:2], True
            subpaths[-1].append(first)
            subpaths.append([first])
    return subpaths


def _sides(corners: list[_Corner]) -> list[Box]:
    """The straight sides between corners that run along an axis."""
    return [
        (min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
        for (x, y, _), (next_x, next_y, is_straight) in pairwise(corners)
        if is_straight and (-_STRAIGHT < next_x - x < _STRAIGHT or -_STRAIGHT < next_y - y < _STRAIGHT)
    ]
