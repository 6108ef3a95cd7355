"""Figures whose digits are spread over their ruled cell, by letter spacing or by distributed alignment.

The digits of one figure stand at equal distances. So may several figures where ruled lines are missing; but those
stand in the middle or at one side of columns, with half a gap or more at an end, and never closer than the cell's ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from etl.readers.fixed_page.geometry import Box
from etl.readers.fixed_page.printed_page import TYPED, Glyphs

_SPREAD = re.compile(r"[0-9.,]+(?:[ \n]+[0-9.,]+)+")
_UNEVEN = 0.2
"""Heights of a digit, or part of a gap, by which the gaps of one figure differ at most."""
_WIDEST = 2.5
"""Heights of a digit: letter spacing leaves no wider gap."""
_AT_ENDS = 0.3
"""Part of a gap that distributed alignment leaves at each end of the cell at most, beside its padding."""
_PADDING = 8.0  # points at each end of a cell


def closed_up(text: str, glyphs: Glyphs, indices: Sequence[int], cell: Box) -> str:
    """The text of a ruled cell; without its blanks if it is one figure whose digits are spread."""
    if not _SPREAD.fullmatch(text):
        return text
    order = sorted(indices, key=lambda n: glyphs.boxes[n][0])
    if len(order) != len(text) - text.count(" ") - text.count("\n"):
        return text  # some are drawn twice
    if (glyphs.after_blank[order[1:]] == TYPED).any():
        return text
    boxes = glyphs.box[order]
    middles, height = (boxes[:, 1] + boxes[:, 3]) / 2, float((boxes[:, 3] - boxes[:, 1]).max())
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    narrow, wide = float(gaps.min()), float(gaps.max())
    if np.ptp(middles) > _UNEVEN * height or wide - narrow > _UNEVEN * max(height, wide) or narrow <= 0:
        return text
    ends = sorted((float(boxes[0, 0]) - cell[0], cell[2] - float(boxes[-1, 2])))
    is_spaced = wide <= _WIDEST * height and ends[1] >= wide
    is_distributed = ends[1] <= _AT_ENDS * narrow + _PADDING and ends[1] < 0.45 * narrow
    return re.sub(r"\s", "", text) if is_spaced or is_distributed else text
