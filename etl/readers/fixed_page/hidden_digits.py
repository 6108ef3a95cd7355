"""Digits that a reader of the page does not see or is not meant to read: white ones and struck-out ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_NEAR = 0.6  # heights of a digit: the farthest that the next digit of the same number stands
_MIDDLE = 0.18  # heights of a digit, above or below its middle: where a line through it runs
_LONGEST = 60.0  # points: a line through a number is shorter than a rule of a table


def white_digits(characters: Sequence[str], box: np.ndarray, white: np.ndarray) -> np.ndarray:
    """Mark (bool, n) the digits of white words right beside digits of another colour.

    `box` (n, 4) are the glyphs, `white` (m, 4) the areas of white text. One number must not mix both colours; white
    figures on their own may stand on a coloured ground, as in the headers of tables.
    """
    hidden = np.zeros(len(characters), bool)
    if not len(white):
        return hidden
    digits = np.array([character.isdecimal() for character in characters], bool)
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    words = [
        np.flatnonzero(digits & (x >= left) & (x <= right) & (y >= top) & (y <= bottom))
        for left, top, right, bottom in white.tolist()
    ]
    pale = np.zeros(len(characters), bool)
    for word in words:
        pale[word] = True
    inked = box[np.flatnonzero(digits & ~pale)]
    for word in words:
        if len(word) and _touches(box[word], inked):
            hidden[word] = True
    return hidden


def _touches(word: np.ndarray, others: np.ndarray) -> bool:
    """Whether any other glyph stands on the line of a word, right beside it."""
    left, top, right, bottom = word[:, 0].min(), word[:, 1].min(), word[:, 2].max(), word[:, 3].max()
    near = _NEAR * (bottom - top)
    level = (others[:, 1] < (top + bottom) / 2) & (others[:, 3] > (top + bottom) / 2)
    beside = (others[:, 2] > left - near) & (others[:, 0] < right + near)
    return bool((level & beside).any())


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
