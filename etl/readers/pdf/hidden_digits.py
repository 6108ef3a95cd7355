"""Figures of a page that a reader of the paper does not see or is not meant to read: white ones, struck-out ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_NEAR = 0.6  # of a digit's height: so near stands the next digit of one number at most
_MIDDLE = 0.18  # of a digit's height, either way of its middle: where a line through it runs
_LONGEST = 60.0  # points: a line through a number is no rule of a table


def white_digits(characters: Sequence[str], box: np.ndarray, white: np.ndarray) -> np.ndarray:
    """Which glyphs are digits of white words right beside digits of another colour: one number must not hold both.

    White figures on their own may stand on a coloured ground, as in the heads of tables.
    """
    unseen = np.zeros(len(characters), bool)
    if not len(white):
        return unseen
    digits = np.array([character.isdecimal() for character in characters], bool)
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    words = [
        np.flatnonzero(digits & (x >= left) & (x <= right) & (y >= top) & (y <= bottom))
        for left, top, right, bottom in white.tolist()
    ]
    pale = np.zeros(len(characters), bool)
    for word in words:
        pale[word] = True
    inked = np.flatnonzero(digits & ~pale)
    for word in words:
        if len(word) and _touch(box[word], box[inked]):
            unseen[word] = True
    return unseen


def _touch(one: np.ndarray, others: np.ndarray) -> bool:
    left, top, right, bottom = one[:, 0].min(), one[:, 1].min(), one[:, 2].max(), one[:, 3].max()
    near = _NEAR * (bottom - top)
    level = (others[:, 1] < (top + bottom) / 2) & (others[:, 3] > (top + bottom) / 2)
    beside = (others[:, 2] > left - near) & (others[:, 0] < right + near)
    return bool((level & beside).any())


def struck_digits(characters: Sequence[str], box: np.ndarray, horizontal: np.ndarray) -> np.ndarray:
    """Which glyphs are digits with a short line through their middle. `horizontal`: (position, start, end)."""
    struck = np.zeros(len(characters), bool)
    short = horizontal[horizontal[:, 2] - horizontal[:, 1] <= _LONGEST]
    if not len(short):
        return struck
    short = short[short[:, 0].argsort()]
    middle, height = (box[:, 1] + box[:, 3]) / 2, box[:, 3] - box[:, 1]
    first = np.searchsorted(short[:, 0], middle - _MIDDLE * height)
    last = np.searchsorted(short[:, 0], middle + _MIDDLE * height)
    for at in np.flatnonzero(last > first).tolist():
        lines, centre = short[first[at] : last[at]], (box[at, 0] + box[at, 2]) / 2
        through = (lines[:, 1] <= centre) & (lines[:, 2] >= centre)
        struck[at] = characters[at].isdecimal() and bool(through.any())
    return struck
