"""Paths of straight sides that are only stroked, as those of ruled tables are: collected, and placed all at once."""

from __future__ import annotations

import numpy as np

from etl.readers.fixed_page.geometry import THIN, Matrix

STRAIGHT = 0.5
"""Points by which a side may be off the axis that it runs along."""
_OF_LINE = 6  # words: M x y L x y


class StraightPaths:
    """The straight paths of a page, in the order of drawing."""

    def __init__(self) -> None:
        self._corners: list[float] = []  # two of each corner
        self._counts: list[int] = []  # corners of each path
        self._placings: list[float] = []  # six of each path
        self._orders: list[int] = []

    def add(self, data: str, placing: Matrix, order: int, is_filled: bool) -> bool:
        """Add a path that is one line, or an unfilled line of several sides, with the matrix that places it; False if it
        is any other path."""
        words = data.split()
        try:
            if len(words) == _OF_LINE and words[0] == "M" and words[3] == "L":  # as most are
                corners = [float(words[1]), float(words[2]), float(words[4]), float(words[5])]
            else:
                corners = [] if is_filled else _corners(words)
        except ValueError:
            return False
        if not corners:
            return False
        self._corners += corners
        self._counts.append(len(corners) // 2)
        self._placings += placing
        self._orders.append(order)
        return True

    def strokes(self) -> tuple[np.ndarray, np.ndarray]:
        """The strokes (n, 4) that run along an axis, and the place (n,) of each in the order of drawing: a thin path as a
        whole, of others each side."""
        counts, orders = np.array(self._counts, int), np.array(self._orders, int)
        if not len(counts):
            return np.zeros((0, 4)), orders
        path = np.repeat(np.arange(len(counts)), counts)
        x, y = np.array(self._corners, float).reshape(-1, 2).T
        a, b, c, d, e, f = np.array(self._placings, float).reshape(-1, 6)[path].T
        points = np.column_stack((a * x + c * y + e, b * x + d * y + f))
        starts = np.cumsum(counts) - counts
        boxes = np.hstack((np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)))
        is_thin = ((boxes[:, 2:] - boxes[:, :2]) <= THIN).any(axis=1)
        sides = np.flatnonzero((path[1:] == path[:-1]) & ~is_thin[path[1:]])
        sides = sides[np.abs(points[sides + 1] - points[sides]).min(axis=1) < STRAIGHT]
        ends = points[sides], points[sides + 1]
        of_sides = np.hstack((np.minimum(*ends), np.maximum(*ends)))
        return np.concatenate((boxes[is_thin], of_sides)), np.concatenate(
            (orders[is_thin], orders[path[sides]])
        )


def _corners(words: list[str]) -> list[float]:
    """The x and y of each corner of `M x y L x y …`, the first again at the end where `C` closes it; none of other paths.

    Raises ValueError where something else stands in the place of a number.
    """
    is_closed = words[-1:] == ["C"]
    sides = words[:-1] if is_closed else words
    if len(sides) < _OF_LINE or len(sides) % 3 or sides[0] != "M" or set(sides[3::3]) != {"L"}:
        return []
    del sides[::3]
    corners = list(map(float, sides))
    return corners + corners[:2] if is_closed else corners
