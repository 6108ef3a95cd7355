"""How the ruled lines of a page are bent: one smooth field of distances, fitted to points on all lines at once."""

from __future__ import annotations

import numpy as np

_ORDER = 4
_FEWEST_LINES = 4
_LEAST_BEND = 1.0  # pixels: a straighter page stays as it is
_MOST_BEND = 0.08  # part of the page's longer side
_ROUNDS = 4


class Bend:
    """How far a point of the straight page lies below its line on the bent one: a polynomial in x and y."""

    def __init__(self, factors: np.ndarray, size: tuple[int, int]) -> None:
        self.factors, self.size = factors, size

    def __call__(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The distance in pixels at each point."""
        total = np.zeros(np.shape(x), np.float32)
        u, v = x / self.size[0] - 0.5, y / self.size[1] - 0.5
        for factor, (p, q) in zip(self.factors.tolist(), _powers(), strict=True):
            total += np.float32(factor) * u**p * v**q
        return total


def bend(points: np.ndarray, owners: np.ndarray, size: tuple[int, int]) -> Bend | None:
    """Fit the bend of lines by least squares, each line with a height of its own, without points that lie off."""
    if len(set(owners.tolist())) < _FEWEST_LINES:
        return None
    inliers = np.ones(len(points), bool)
    for _ in range(_ROUNDS):
        lines, which = np.unique(owners[inliers], return_inverse=True)
        u, v = points[inliers, 0] / size[0] - 0.5, points[inliers, 1] / size[1] - 0.5
        powers = np.column_stack([u**p * v**q for p, q in _powers()])
        heights = np.zeros((len(which), len(lines)))
        heights[np.arange(len(which)), which] = 1
        # a touch of ridge: what no line tells about stays flat
        system = np.vstack((np.hstack((powers, heights)), _ridge(powers.shape[1], len(lines))))
        target = np.concatenate((points[inliers, 1], np.zeros(powers.shape[1])))
        solution = np.linalg.lstsq(system, target, rcond=None)[0]
        off = np.abs(points[inliers, 1] - system[: len(which)] @ solution)
        good = off <= max(2.0, 3 * float(np.median(off)))
        if good.all():
            break
        inliers[np.flatnonzero(inliers)[~good]] = False
    fitted = Bend(solution[: powers.shape[1]], size)
    bends = np.abs(fitted(points[inliers, 0], points[inliers, 1]))
    return fitted if _LEAST_BEND < float(bends.max()) < _MOST_BEND * max(size) else None


def _powers() -> list[tuple[int, int]]:
    """Powers of x and y: a term without x would only move whole lines."""
    return [(p, q) for p in range(1, _ORDER + 1) for q in range(_ORDER + 1 - p)]


def _ridge(powers: int, lines: int) -> np.ndarray:
    return np.hstack((np.eye(powers) * 0.05, np.zeros((powers, lines))))
