"""Digits that a reader of the page is not meant to read: struck-out ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_MIDDLE = 0.18  # heights of a digit, above or below its middle: where a line through it runs
_LONGEST = 60.0  # points: a line through a number is shorter than a rule of a table


def struck_digits(characters: Sequence[str], box: np.ndarray, horizontal: np.ndarray) -> np.ndarray:
    """Mark (bool, n) the digits with a short stroke through their middle.

    `box` (n, 4) are the glyphs, `horizontal` (m, 3) the strokes: position, start, end.
    """
    struck = np.zeros(len(characters), bool)
    short = horizontal[horizontal[:, 2] - horizontal[:, 1] <= _LONGEST]
    if not len(short):
        return struck
    short = short[short[:, 0].argsort()]
    middle, height = (box[:, 1] + box[:, 3]) / 2, box[:, 3] - box[:, 1]
    first = np.searchsorted(short[:, 0], middle - _MIDDLE * height)
    last = np.searchsorted(short[:, 0], middle + _MIDDLE * height)
    for index in np.flatnonzero(last > first).tolist():
        strokes, centre = short[first[index] : last[index]], (box[index, 0] + box[index, 2]) / 2
        through = (strokes[:, 1] <= centre) & (strokes[:, 2] >= centre)
        struck[index] = characters[index].isdecimal() and bool(through.any())
    return struck
