"""The shapes of PDF paths: straight sides along an axis, and rectangles."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import NamedTuple

from pypdfium2 import raw

from etl.readers.fixed_page.geometry import THIN, Box, Matrix, transformed
from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.objects.object_state import rectangle_around

_STRAIGHT = 0.5  # points by which an axis-parallel side may be off
_RECTANGLE_SEGMENTS = 5
_MOST_RECTANGLE_SEGMENTS = 8
_FLOAT_BYTES = 4
_SHORT = 60.0  # points


class _Point(NamedTuple):
    """A corner of a path; `straight` says whether the side that ends in it is straight."""

    x: float
    y: float
    straight: bool


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
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:
            strokes.append((min(xs), min(ys), max(xs), max(ys)))
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
    if len(shapes) != 1 or not all(corner.straight for corner in shapes[0]):
        return None
    return rectangle_around(tuple((corner.x, corner.y) for corner in shapes[0]))


def _subpaths(path: int, count: int) -> list[list[_Point]]:
    """The corners of each connected part of a path, in the coordinates of the object that holds the path."""
    matrix = matrix_of(path)
    point = (ctypes.c_float * 2)()
    x_address = ctypes.addressof(point)
    subpaths: list[list[_Point]] = []
    for number in range(count):
        segment = pdfium_fast.segment(path, number)
        pdfium_fast.segment_point(segment, x_address, x_address + _FLOAT_BYTES)
        kind = pdfium_fast.segment_type(segment)
        x, y, *_ = transformed((point[0], point[1], point[0], point[1]), matrix)
        if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        subpaths[-1].append(_Point(x, y, kind != raw.FPDF_SEGMENT_BEZIERTO))
        if pdfium_fast.segment_closes(segment):
            first = subpaths[-1][0]._replace(straight=True)
            subpaths[-1].append(first)
            subpaths.append([first])
    return subpaths


def _sides(corners: list[_Point]) -> list[Box]:
    """The straight sides between corners that run along an axis."""
    return [
        (min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y))
        for start, end in pairwise(corners)
        if end.straight and min(abs(end.x - start.x), abs(end.y - start.y)) < _STRAIGHT
    ]
