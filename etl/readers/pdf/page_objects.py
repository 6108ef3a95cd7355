"""What a PDF page draws besides text: straight strokes, areas of white text, and images.

All boxes here are in PDF coordinates: left, bottom, right, top in points, with y upwards.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.model.document import Unreadable
from etl.readers.fixed_page.geometry import IDENTITY, THIN, Box, Matrix, combined, transformed
from etl.readers.pdf import pdfium_fast

MOST_OBJECTS = 400_000
MOST_STROKES = 20_000
DEEPEST_FORM = 8

_STRAIGHT = 0.5  # points by which an axis-parallel side may be off
_RECTANGLE_SEGMENTS = 5
_FLOAT_BYTES = 4
_FULL = 255  # of a colour's part


@dataclass(frozen=True, slots=True)
class PageObjects:
    """`strokes` and `white_text` are boxes (n, 4); `image_area` is what images cover, in square points."""

    strokes: np.ndarray
    white_text: np.ndarray
    image_area: float


class _Buffer:
    """Four numbers that PDFium writes into, and their addresses."""

    def __init__(self, kind: type[ctypes.c_float] | type[ctypes.c_uint]) -> None:
        self.values = (kind * 4)()
        self.addresses = [ctypes.addressof(self.values) + _FLOAT_BYTES * n for n in range(4)]


class _Point(NamedTuple):
    """A corner of a path; `straight` says whether the side that ends in it is straight."""

    x: float
    y: float
    straight: bool


def page_objects(page: pdfium.PdfPage, visible: Box) -> PageObjects:
    """Walk over all objects of a page, those in its forms included.

    `visible` is the part of the page that a viewer shows. Raises Unreadable if there are too many objects for a
    report.
    """
    walk = _Walk(visible)
    walk.run(page)
    # a drawing or a map, not a table
    strokes = walk.strokes if len(walk.strokes) <= MOST_STROKES else []
    boxes = np.array(strokes, float).reshape(-1, 4)
    boxes[:, 0::2] = boxes[:, 0::2].clip(visible[0], visible[2])
    boxes[:, 1::2] = boxes[:, 1::2].clip(visible[1], visible[3])
    return PageObjects(boxes, np.array(walk.white_text, float).reshape(-1, 4), walk.image_area)


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, visible: Box) -> None:
        self.visible = visible
        self.strokes: list[Box] = []
        self.white_text: list[Box] = []
        self.image_area = 0.0
        self._color = _Buffer(ctypes.c_uint)
        self._corners = _Buffer(ctypes.c_float)

    def run(self, page: pdfium.PdfPage) -> None:
        objects = raw.FPDFPage_CountObjects(page.raw)
        stack = [(pdfium_fast.page_object, pdfium_fast.address_of(page.raw), objects, IDENTITY, 0)]
        total = 0
        while stack:
            get, owner, count, matrix, depth = stack.pop()
            total += count
            if total > MOST_OBJECTS:
                raise Unreadable(
                    f"PDF 中有一页多达 {total} 个图形对象，不像年度报告，未读取。请检查文件是否有误。"
                )
            for item in map(get, [owner] * count, range(count)):
                kind = pdfium_fast.object_type(item)
                if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                    inner = combined(_matrix(item), matrix)
                    members = pdfium_fast.form_object_count(item)
                    stack.append((pdfium_fast.form_object, item, members, inner, depth + 1))
                else:
                    self._add(item, kind, matrix)

    def _add(self, item: int, kind: int, matrix: Matrix) -> None:
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if self._is_white(item) and (box := self._bounds(item, matrix)):
                self.white_text.append(box)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE) and (box := self._bounds(item, matrix)):
            width, height = box[2] - box[0], box[3] - box[1]
            if min(width, height) <= THIN:
                self.strokes.append(box)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.image_area += (min(box[2], self.visible[2]) - max(box[0], self.visible[0])) * height
            else:
                self.strokes += [transformed(stroke, matrix) for stroke in _path_strokes(item)]

    def _is_white(self, item: int) -> bool:
        values = self._color.values
        has_color = pdfium_fast.fill_color(item, *self._color.addresses)
        return bool(has_color) and values[0] == _FULL and values[1] == _FULL and values[2] == _FULL

    def _bounds(self, item: int, matrix: Matrix) -> Box | None:
        if not pdfium_fast.object_bounds(item, *self._corners.addresses):
            return None
        left, bottom, right, top = self._corners.values
        return transformed((left, bottom, right, top), matrix)


def _matrix(item: int) -> Matrix:
    matrix = raw.FS_MATRIX()
    pdfium_fast.object_matrix(item, ctypes.addressof(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _path_strokes(path: int) -> list[Box]:
    """The axis-parallel sides of a path that is thicker than a stroke: outlines, and thin filled parts."""
    count = pdfium_fast.segment_count(path)
    fill, outline = ctypes.c_int(), ctypes.c_int()
    pdfium_fast.draw_mode(path, ctypes.addressof(fill), ctypes.addressof(outline))
    if not outline.value and (count <= _RECTANGLE_SEGMENTS or not fill.value):
        return []  # the background of a cell or of a line of text; or a clip
    strokes: list[Box] = []
    for corners in _subpaths(path, count):
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:
            strokes.append((min(xs), min(ys), max(xs), max(ys)))
        elif outline.value:
            strokes += _sides(corners)
    return strokes


def _subpaths(path: int, count: int) -> list[list[_Point]]:
    """The corners of each connected part of a path, in the coordinates of the object that holds the path."""
    matrix = _matrix(path)
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
