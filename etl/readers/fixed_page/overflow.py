"""Labels that run over the side of their cell, across the figures of the next one."""

from __future__ import annotations

import numpy as np

from etl.readers.fixed_page.printed_page import Glyphs

_LEVEL = 0.15
"""Heights of a glyph: the characters of one run are level, and equally far apart, up to this."""
_APART = 1.2
"""Heights of a glyph between two characters of one run, at most."""


def without_overflow(glyphs: Glyphs, inside: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """The cell of each of the glyphs `inside` (indices, in the order of drawing): `owners`, but for labels that run on.

    A run that goes on across the side of its cell, evenly and without a digit, into a cell with digits of others,
    belongs where it began.
    """
    boxes = glyphs.box[inside]
    follows = np.zeros(len(inside), bool)  # the glyph goes on the line of the one before, within reach
    height = boxes[1:, 3] - boxes[1:, 1]
    gap = boxes[1:, 0] - boxes[:-1, 2]
    level = np.abs(boxes[1:, 1:4:2] - boxes[:-1, 1:4:2]).max(axis=1, initial=0.0) < _LEVEL * height
    follows[1:] = level & (gap < _APART * height) & (gap > -_LEVEL * height) & (inside[1:] - inside[:-1] == 1)
    crossings = np.flatnonzero(follows[1:] & (owners[1:] != owners[:-1])) + 1
    if not len(crossings):
        return owners
    is_digit = np.array([glyphs.characters[n].isdecimal() for n in inside.tolist()], bool)
    moved, at = owners.copy(), 0
    for start in crossings.tolist():
        if start < max(2, at) or not follows[start - 1] or is_digit[start - 2 : start + 1].any():
            continue
        if owners[start] not in owners[is_digit]:
            continue
        usual, at = gap[start - 2], start
        while at < len(inside) and follows[at] and not is_digit[at]:
            if abs(gap[at - 1] - usual) > _LEVEL * height[at - 1]:
                break
            moved[at] = moved[start - 1]
            at += 1
    return moved
