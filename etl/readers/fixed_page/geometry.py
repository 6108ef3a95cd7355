"""Boxes and transformation matrices of fixed pages (PDF, OFD)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f, in the order of the PDF standard."""

THIN = 3.2
"""Points: a drawn shape no thicker than this is a stroke, whatever it was drawn with."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def turned(boxes: np.ndarray, quarter_turns: int, width: float, height: float) -> np.ndarray:
    """Turn boxes (n, 4) together with their page of width x height, clockwise."""
    left, top, right, bottom = boxes.T
    if quarter_turns % 4 == 1:
        return np.column_stack((height - bottom, left, height - top, right))
    if quarter_turns % 4 == 2:
        return np.column_stack((width - right, height - bottom, width - left, height - top))
    if quarter_turns % 4 == 3:
        return np.column_stack((top, width - right, bottom, width - left))
    return boxes


def bounding_box(boxes: Sequence[Box]) -> Box:
    """The smallest box around several boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def combined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def transformed(box: Box, matrix: Matrix) -> Box:
    """The upright box around a box after the transformation."""
    if matrix == IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    if not (b or c) and a > 0 and d > 0:  # only enlarged and moved, as nearly everything is
        left, top, right, bottom = box
        if left <= right and top <= bottom:
            return a * left + e, d * top + f, a * right + e, d * bottom + f
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def inside_page(boxes: np.ndarray, width: float, height: float) -> np.ndarray:
    """Which boxes have their middle on the page."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return (x >= 0) & (x <= width) & (y >= 0) & (y <= height)


def strokes_by_direction(boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Stroke boxes as rows (position, start, end); dots belong to both directions, as dotted lines may."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    across = boxes[((wide >= high) | (wide <= THIN)) & (high <= THIN)]
    down = boxes[((high > wide) | (high <= THIN)) & (wide <= THIN)]
    horizontal = np.column_stack(((across[:, 1] + across[:, 3]) / 2, across[:, 0], across[:, 2]))
    vertical = np.column_stack(((down[:, 0] + down[:, 2]) / 2, down[:, 1], down[:, 3]))
    return horizontal, vertical
