"""What a PDF page draws: its glyphs and its straight ruled strokes, turned so that its text stands upright.

All boxes are (left, top, right, bottom) in points, y downwards, from the corner of the turned page.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.model.document import Unreadable
from etl.readers.pdf.hidden_digits import struck_digits, white_digits

MOST_CHARACTERS = 200_000
MOST_OBJECTS = 400_000
MOST_STROKES = 20_000
DEEPEST_FORM = 8
THIN = 3.2
"""Points: a drawn shape no thicker than this is a stroke, whatever it was drawn with."""

Box = tuple[float, float, float, float]

_pointer, _int, _float = ctypes.c_void_p, ctypes.c_int, ctypes.c_float


def _bound(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with plain pointers for arguments: far cheaper to call for every glyph."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _pointer).value or 0)


_unicode = _bound(raw.FPDFText_GetUnicode, ctypes.c_uint, _pointer, _int)
_angle = _bound(raw.FPDFText_GetCharAngle, _float, _pointer, _int)
_tight_box = _bound(raw.FPDFText_GetCharBox, _int, _pointer, _int, _pointer, _pointer, _pointer, _pointer)
_loose_box = _bound(raw.FPDFText_GetLooseCharBox, _int, _pointer, _int, _pointer)
_page_object = _bound(raw.FPDFPage_GetObject, _pointer, _pointer, _int)
_form_object = _bound(raw.FPDFFormObj_GetObject, _pointer, _pointer, ctypes.c_ulong)
_type = _bound(raw.FPDFPageObj_GetType, _int, _pointer)
_bounds = _bound(raw.FPDFPageObj_GetBounds, _int, _pointer, _pointer, _pointer, _pointer, _pointer)
_segment_count = _bound(raw.FPDFPath_CountSegments, _int, _pointer)
_segment = _bound(raw.FPDFPath_GetPathSegment, _pointer, _pointer, _int)
_segment_type = _bound(raw.FPDFPathSegment_GetType, _int, _pointer)
_segment_closes = _bound(raw.FPDFPathSegment_GetClose, _int, _pointer)
_segment_point = _bound(raw.FPDFPathSegment_GetPoint, _int, _pointer, _pointer, _pointer)
_fill_color = _bound(raw.FPDFPageObj_GetFillColor, _int, _pointer, _pointer, _pointer, _pointer, _pointer)
_draw_mode = _bound(raw.FPDFPath_GetDrawMode, _int, _pointer, _pointer, _pointer)


_BLANKS = {0xAD, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF}
_BLANKS |= {*range(0x21), *range(0x7F, 0xA1), *range(0x2000, 0x2010)}


@dataclass(frozen=True)
class Glyphs:
    """The printed characters of a page, blanks left out. `box` is (n, 4) float; `turn` (n,) quarter turns
    clockwise against the page's own reading direction; `spaced` (n,) whether a blank stood before it."""

    characters: list[str]
    box: np.ndarray
    turn: np.ndarray
    spaced: np.ndarray

    @cached_property
    def boxes(self) -> list[list[float]]:
        """`box` as lists: a line at a time, these are faster than the array."""
        found: list[list[float]] = self.box.tolist()
        return found

    @cached_property
    def turning(self) -> bool:
        """Whether any of them does not stand upright."""
        return bool(self.turn.any())


@dataclass(frozen=True, slots=True)
class Page:
    """One page turned upright. `horizontal` and `vertical` are (n, 3): position, start, end of a stroke.
    `turns` clockwise quarter turns bring it to what a viewer shows; `slanted` counts glyphs left out as a
    watermark; `unseen` and `struck` count digits left out as white beside others and as struck out; `pictured` says that images cover most of it."""

    number: int
    width: float
    height: float
    turns: int
    glyphs: Glyphs
    horizontal: np.ndarray
    vertical: np.ndarray
    slanted: int
    unseen: int
    struck: int
    pictured: bool

    def place(self, box: Box) -> str:
        """The locator of a box of this page, as a viewer shows the page."""
        if self.turns:
            box = tuple(turned(np.array([box]), self.turns, self.width, self.height)[0].tolist())
        left, top, right, bottom = box
        return f"p{self.number}@{left:.0f},{top:.0f},{right:.0f},{bottom:.0f}"


def turned(boxes: np.ndarray, quarters: int, width: float, height: float) -> np.ndarray:
    """Boxes (n, 4) of a width x height page after `quarters` clockwise quarter turns of that page."""
    left, top, right, bottom = boxes.T
    if quarters % 4 == 1:
        return np.column_stack((height - bottom, left, height - top, right))
    if quarters % 4 == 2:
        return np.column_stack((width - right, height - bottom, width - left, height - top))
    if quarters % 4 == 3:
        return np.column_stack((top, width - right, bottom, width - left))
    return boxes


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Page `index` (0-based) of an open document. Raises Unreadable where it is too large to be a report."""
    page = document[index]
    text_page = page.get_textpage()
    try:
        left, bottom, right, top = page.get_bbox()
        width, height = right - left, top - bottom
        characters, boxes, angles, spaced = _text(text_page)
        boxes = np.column_stack(
            (boxes[:, 0] - left, top - boxes[:, 1], boxes[:, 2] - left, top - boxes[:, 3])
        )
        clockwise = np.rint(np.nan_to_num(angles) / (math.pi / 2)).astype(int)
        upright = np.abs(angles - clockwise * (math.pi / 2)) < 0.03
        quarters = -clockwise  # that bring each glyph upright
        turns = (
            int(np.bincount(quarters[upright] % 4).argmax()) if upright.any() else page.get_rotation() // 90
        )
        strokes, white, pictures = _strokes(page, (left, bottom, right, top))
        boxes = turned(boxes, turns, width, height)
        strokes, white = (
            turned(
                np.column_stack((at[:, 0] - left, top - at[:, 3], at[:, 2] - left, top - at[:, 1])),
                turns,
                width,
                height,
            )
            for at in (strokes, white)
        )
        if turns % 2:
            width, height = height, width
        middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        inside = (middle_x >= 0) & (middle_x <= width) & (middle_y >= 0) & (middle_y <= height)
        horizontal, vertical = _by_direction(strokes)
        unseen = white_digits(characters, boxes, white)
        struck = struck_digits(characters, boxes, horizontal)
        kept = np.flatnonzero(upright & inside & ~unseen & ~struck)
        glyphs = Glyphs(
            [characters[i] for i in kept], boxes[kept], (turns - quarters[kept]) % 4, spaced[kept]
        )
        return Page(
            number=index + 1, width=width, height=height, turns=(page.get_rotation() // 90 - turns) % 4,
            glyphs=glyphs, horizontal=horizontal, vertical=vertical,
            slanted=int((inside & ~upright).sum()), unseen=int(unseen.sum()), struck=int(struck.sum()), pictured=pictures > 0.7 * width * height,
        )  # fmt: skip
    finally:
        text_page.close()
        page.close()


def _text(text_page: pdfium.PdfTextPage) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Characters, boxes (left, top, right, bottom with y upwards), angles, and whether a blank came first."""
    count = text_page.count_chars()
    if count > MOST_CHARACTERS:
        raise Unreadable(f"PDF 中有一页多达 {count} 个字符，不像年度报告，未读取。请检查文件是否有误。")
    handle = ctypes.cast(text_page.raw, _pointer).value
    handles = [handle] * count
    codes = list(map(_unicode, handles, range(count)))
    boxes = np.zeros((count, 4), np.float32)
    address = boxes.ctypes.data
    deque(map(_loose_box, handles, range(count), range(address, address + 16 * count, 16)), 0)
    _mend(boxes, handle)
    angles = np.array(list(map(_angle, handles, range(count))), np.float32)
    blank = np.zeros(count, bool)
    blank[[n for n, code in enumerate(codes) if code in _BLANKS]] = True
    printed = np.flatnonzero(~blank)
    spaced = np.zeros(count, bool)
    spaced[1:] = blank[:-1]
    characters = [_character(codes[n]) for n in printed.tolist()]
    return characters, boxes[printed].astype(float), angles[printed], spaced[printed]


def _character(code: int) -> str:
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def _mend(boxes: np.ndarray, handle: int | None) -> None:
    """Boxes far larger than usual become those of the ink: PDFium mistakes the size of vertical writing."""
    heights = boxes[:, 1] - boxes[:, 3]
    if not (heights > 0).any():
        return
    ink = (ctypes.c_double * 4)()
    at = [ctypes.addressof(ink) + 8 * n for n in range(4)]
    for index in np.flatnonzero(heights > 2 * np.median(heights[heights > 0])).tolist():
        if _tight_box(handle, index, *at):
            boxes[index] = (ink[0], ink[3], ink[1], ink[2])


def _strokes(page: pdfium.PdfPage, visible: Box) -> tuple[np.ndarray, np.ndarray, float]:
    """Boxes (n, 4; y upwards) of all thin straight strokes and of white text, and the area that images cover."""
    handle = ctypes.cast(page.raw, _pointer).value
    found: list[Box] = []
    white: list[Box] = []
    pictures = 0.0
    colors = (ctypes.c_uint * 4)()
    shades = [ctypes.addressof(colors) + 4 * n for n in range(4)]
    corners = (_float * 4)()
    at = [ctypes.addressof(corners) + 4 * n for n in range(4)]
    stack = [(_page_object, handle, raw.FPDFPage_CountObjects(page.raw), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)]
    seen = 0
    while stack:
        get, owner, count, matrix, depth = stack.pop()
        seen += count
        if seen > MOST_OBJECTS:
            raise Unreadable(
                f"PDF 中有一页多达 {seen} 个图形对象，不像年度报告，未读取。请检查文件是否有误。"
            )
        for item in map(get, [owner] * count, range(count)):
            kind = _type(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if (
                    _fill_color(item, *shades)
                    and colors[0] == 255
                    and set(colors[:3]) == {255}
                    and _bounds(item, *at)
                ):
                    white.append(_moved((corners[0], corners[1], corners[2], corners[3]), matrix))
            elif kind == raw.FPDF_PAGEOBJ_PATH or kind == raw.FPDF_PAGEOBJ_IMAGE:
                if not _bounds(item, *at):
                    continue
                box = _moved((corners[0], corners[1], corners[2], corners[3]), matrix)
                width, height = box[2] - box[0], box[3] - box[1]
                if min(width, height) <= THIN:
                    found.append(box)
                elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                    pictures += (min(box[2], visible[2]) - max(box[0], visible[0])) * height
                else:
                    found += [_moved(stroke, matrix) for stroke in _path_strokes(item)]
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                form = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
                own = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(form, own)
                inner = _after((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
                stack.append((_form_object, item, raw.FPDFFormObj_CountObjects(form), inner, depth + 1))
    if len(found) > MOST_STROKES:  # a drawing or a map, not a table
        found = []
    boxes = np.array(found, float).reshape(-1, 4)
    boxes[:, 0::2] = boxes[:, 0::2].clip(visible[0], visible[2])
    boxes[:, 1::2] = boxes[:, 1::2].clip(visible[1], visible[3])
    return boxes, np.array(white, float).reshape(-1, 4), pictures


def _path_strokes(path: int) -> list[Box]:
    """The axis-parallel sides of a path that is thicker than a stroke: outlines, and thin filled parts."""
    count = _segment_count(path)
    fill, outline = _int(), _int()
    _draw_mode(path, ctypes.addressof(fill), ctypes.addressof(outline))
    if not outline.value and (count <= 5 or not fill.value):
        return []  # the background of a cell or of a line of text; or a clip
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(path, raw.FPDF_PAGEOBJECT), matrix)
    placing = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    point = (_float * 2)()
    at = ctypes.addressof(point)
    parts: list[list[tuple[float, float, bool]]] = []
    for number in range(count):
        segment = _segment(path, number)
        _segment_point(segment, at, at + 4)
        kind = _segment_type(segment)
        x, y, *_ = _moved((point[0], point[1], point[0], point[1]), placing)
        if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append((x, y, kind != raw.FPDF_SEGMENT_BEZIERTO))
        if _segment_closes(segment):
            first = parts[-1][0]
            parts[-1].append((first[0], first[1], True))
            parts.append([(first[0], first[1], True)])
    strokes: list[Box] = []
    for part in parts:
        xs, ys = [p[0] for p in part], [p[1] for p in part]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:
            strokes.append((min(xs), min(ys), max(xs), max(ys)))
        elif outline.value:
            for (x0, y0, _), (x1, y1, straight) in pairwise(part):
                if straight and min(abs(x1 - x0), abs(y1 - y0)) < 0.5:
                    strokes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return strokes


def _by_direction(boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Stroke boxes as (position, start, end) rows; dots belong to both directions, as dotted lines may."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    lying, standing = boxes[(wide >= high) | (wide <= THIN)], boxes[(high > wide) | (high <= THIN)]
    lying, standing = (
        lying[(lying[:, 3] - lying[:, 1]) <= THIN],
        standing[(standing[:, 2] - standing[:, 0]) <= THIN],
    )
    horizontal = np.column_stack(((lying[:, 1] + lying[:, 3]) / 2, lying[:, 0], lying[:, 2]))
    vertical = np.column_stack(((standing[:, 0] + standing[:, 2]) / 2, standing[:, 1], standing[:, 3]))
    return horizontal, vertical


Matrix = tuple[float, float, float, float, float, float]


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer` (PDF order: a b c d e f)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(box: Box, matrix: Matrix) -> Box:
    if matrix == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        return box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)
