"""How PDFium's page objects are painted: bounds, colours, clips, modes and layers, read for many objects at once."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from pypdfium2 import raw

from etl.readers.fixed_page.geometry import IDENTITY, Box, Matrix, transformed
from etl.readers.pdf.objects import pdfium_fast

_BYTES = 4  # of a float and of an unsigned
_FULL = 255.0  # of a colour's part
_OF_PATTERNS = (191, 255)  # each part of the colour that PDFium gives for tilings and for shadings
_UNPAINTED = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_OUTLINED = (
    raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE,
    raw.FPDF_TEXTRENDERMODE_STROKE_CLIP, raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP,
)  # fmt: skip
_SLACK = 0.5  # points by which a corner of a rectangle may be off
_LONGEST_CLIP = 64  # segments of a clip; what is longer has no shape that we know
_RECTANGLE_CORNERS = 6  # the first may be repeated
_LAYER = "OC\0".encode("utf-16-le")
_LONGEST_NAME = 16  # bytes; longer names are of other marks


def bounds(items: Sequence[int], matrix: Matrix) -> np.ndarray:
    """The boxes (n, 4) of objects; NaN for those that have none."""
    boxes, is_known = _four_numbers(pdfium_fast.object_bounds, items, np.float32)
    boxes[~is_known] = np.nan
    if matrix != IDENTITY:
        boxes = np.array([transformed(tuple(box), matrix) for box in boxes.tolist()], float).reshape(-1, 4)
    return boxes


def fill_colors(items: Sequence[int]) -> np.ndarray:
    """Red, green, blue and alpha (n, 4) from 0 to 1; opaque black where an object has no colour of its own."""
    values, is_known = _four_numbers(pdfium_fast.fill_color, items, np.uint32)
    values[~is_known] = (0.0, 0.0, 0.0, _FULL)
    return values / _FULL


def stroke_colors(items: Sequence[int]) -> np.ndarray:
    """Red, green, blue and alpha (n, 4) of the outlines of objects, from 0 to 1; opaque black where there is none."""
    values, is_known = _four_numbers(pdfium_fast.stroke_color, items, np.uint32)
    values[~is_known] = (0.0, 0.0, 0.0, _FULL)
    return values / _FULL


def are_perhaps_patterns(colors: np.ndarray) -> np.ndarray:
    """Which colours (n, 4) are those that PDFium gives for patterns, whatever these look like (bool, n)."""
    flags = np.zeros(len(colors), bool)
    for part in _OF_PATTERNS:
        flags |= (colors[:, :3] == part / _FULL).all(axis=1)
    return flags


def have_color(items: Sequence[int]) -> np.ndarray:
    """Which objects (bool, n) are filled with a colour of their own; images and patterns are not."""
    return _four_numbers(pdfium_fast.fill_color, items, np.uint32)[1]


def _four_numbers(
    function: Callable[..., int], items: Sequence[int], kind: type
) -> tuple[np.ndarray, np.ndarray]:
    """What a function writes for each object (n, 4), and whether it did (bool, n)."""
    values: np.ndarray = np.zeros((len(items), 4), kind)
    start, end = values.ctypes.data, values.ctypes.data + values.nbytes
    targets = (range(start + _BYTES * n, end + _BYTES * n, 4 * _BYTES) for n in range(4))
    done = np.fromiter(map(function, items, *targets), bool, len(items))
    return values.astype(float), done


def are_transparent(items: Sequence[int]) -> np.ndarray:
    """Which objects (bool, n) are blended, masked or translucent."""
    return np.fromiter(map(pdfium_fast.has_transparency, items), bool, len(items))


def text_modes(items: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Which text objects are not painted at all, and which are drawn with an outline (bool, n each)."""
    modes = np.fromiter(map(pdfium_fast.text_mode, items), int, len(items))
    if not modes.any():
        return (none := np.zeros(len(items), bool)), none
    return np.isin(modes, _UNPAINTED), np.isin(modes, _OUTLINED)


def clips(items: Sequence[int], matrix: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """The boxes (n, 4) in which objects are painted, and whether each clip is just that box (bool, n)."""
    boxes, exact = np.empty((len(items), 4)), np.ones(len(items), bool)
    boxes[:, :2], boxes[:, 2:] = -np.inf, np.inf
    paths = list(map(pdfium_fast.clip_path, items))
    counts = np.fromiter(map(pdfium_fast.clip_count, paths), int, len(items))
    for n in np.flatnonzero(counts > 0).tolist():
        for path in range(int(counts[n])):
            box = _clip_box(paths[n], path)
            if box is None:
                exact[n] = False
            elif box:
                exact[n] &= _keeps_rectangles(matrix)
                left, bottom, right, top = transformed(box, matrix)
                boxes[n, :2] = np.maximum(boxes[n, :2], (left, bottom))
                boxes[n, 2:] = np.minimum(boxes[n, 2:], (right, top))
    return boxes, exact


def have_broken_clips(items: Sequence[int]) -> np.ndarray:
    """Which objects (bool, n) are painted in a shape of more corners than a rectangle has."""
    paths = list(map(pdfium_fast.clip_path, items))
    counts = map(pdfium_fast.clip_count, paths)
    return np.array(
        [
            any(pdfium_fast.clip_segment_count(path, number) > _RECTANGLE_CORNERS for number in range(count))
            for path, count in zip(paths, counts, strict=True)
        ],
        bool,
    )


def _keeps_rectangles(matrix: Matrix) -> bool:
    a, b, c, d, *_ = matrix
    return (b == 0 and c == 0) or (a == 0 and d == 0)


def _clip_box(clip: int, path: int) -> Box | tuple[()] | None:
    """The box of one path of a clip; None if it is no upright rectangle, () for an empty path, which clips nothing."""
    count = pdfium_fast.clip_segment_count(clip, path)
    if count <= 0:
        return ()
    if count > _LONGEST_CLIP:
        return None
    point = (ctypes.c_float * 2)()
    corners = []
    for number in range(count):
        segment = pdfium_fast.clip_segment(clip, path, number)
        if pdfium_fast.segment_type(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            return None
        pdfium_fast.segment_point(segment, ctypes.addressof(point), ctypes.addressof(point) + _BYTES)
        corners.append((point[0], point[1]))
    return rectangle_around(tuple(corners))


@lru_cache(maxsize=256)
def rectangle_around(corners: tuple[tuple[float, float], ...]) -> Box | None:
    """The box of an upright rectangle with these corners in order, the first perhaps repeated; None of any other."""
    if not 4 <= len(corners) <= 6:
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
    at_ends = all(min(x - left, right - x) < _SLACK and min(y - bottom, top - y) < _SLACK for x, y in corners)
    ring = [(x - left < _SLACK, y - bottom < _SLACK) for x, y in corners]
    is_ring = all((a[0] == b[0]) or (a[1] == b[1]) for a, b in pairwise(ring))
    return (left, bottom, right, top) if at_ends and is_ring and len(set(ring)) == 4 else None


def in_layers(items: Sequence[int]) -> np.ndarray:
    """Which objects (bool, n) stand in marked content of a layer."""
    counts = map(pdfium_fast.mark_count, items)
    return np.array([_has_layer(item, count) for item, count in zip(items, counts, strict=True)], bool)


def _has_layer(item: int, count: int) -> bool:
    return any(_name(pdfium_fast.mark(item, number)) == _LAYER for number in range(count))


def _name(mark: int) -> bytes:
    name, length = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_ulong()
    written = pdfium_fast.mark_name(mark, ctypes.addressof(name), _LONGEST_NAME, ctypes.addressof(length))
    return name.raw[: length.value] if written else b""
