"""Which way text runs, by the boxes that it lies in."""

from __future__ import annotations

import numpy as np

STEEPEST = 12.0
"""Degrees of skew that are corrected, at most."""
_SMALLEST_SKEW = 0.08
_LONG = 1.8  # times as long as high: such a box tells which way its text runs
_FEWEST_BOXES = 2


def direction(corners: np.ndarray) -> tuple[int | None, float]:
    """Quarter turns clockwise, 0 or 1, that make most of the text (n, 4 corners, 2) run level, and the degrees of skew
    that remain; None if there is too little text to tell."""
    long = long_boxes(corners)
    if len(long) < _FEWEST_BOXES:
        return None, 0.0
    angles, lengths = _angles(long)
    stands = np.abs(np.abs(angles) - 90) < 45
    turns = int(lengths[stands].sum() > lengths[~stands].sum())
    # short boxes tell the way, but not the angle
    is_chosen = (stands if turns else ~stands) & (lengths >= lengths.max() / 3)
    if not is_chosen.any():
        return turns, 0.0
    chosen = angles[is_chosen]
    skew = float(np.median((chosen + 45) % 90 - 45))
    return turns, skew if _SMALLEST_SKEW <= abs(skew) <= STEEPEST else 0.0


def long_boxes(corners: np.ndarray) -> np.ndarray:
    """The boxes (n, 4, 2) that are much longer than high, the longest first."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2)
    longer, shorter = sides.max(axis=1), sides.min(axis=1)
    is_long = longer >= _LONG * np.maximum(shorter, 1)
    return np.asarray(corners[is_long][np.argsort(-longer[is_long])])


def _angles(corners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The direction of the longer side of each box, -90 to 90 degrees, and its length."""
    sides = np.roll(corners, -1, axis=1) - corners
    lengths = np.linalg.norm(sides, axis=2)
    longest = sides[np.arange(len(corners)), lengths.argmax(axis=1)]
    angles = np.degrees(np.arctan2(longest[:, 1], longest[:, 0]))
    return (angles + 90) % 180 - 90, lengths.max(axis=1)
