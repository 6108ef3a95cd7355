"""Boxes and transformation matrices of PDF pages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f, in the order of the PDF standard."""

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
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)
