"""Printed lines from glyphs, and the text of lines and cells.

Blanks are written only where Latin words or separate numbers need them. Two figures in one cell, beside or below one
another, stay apart by a line feed: a missing ruled line must never make one number of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from etl.readers.fixed_page.geometry import Box, turned
from etl.readers.fixed_page.printed_page import Glyphs

CELL_PADDING = 11.0
"""Points that word processors leave free at the left and right of a cell, together."""
WORD_GAP = 0.6
"""Heights of a line: figures farther apart than this are two figures, even in one cell."""
LETTER_GAP = 0.12
"""Heights of a line: Latin words nearer than this are one word, even if the file has a blank between them."""
DRAWN_TWICE = 0.15
"""Heights of a line: the same character again this near is drawn twice to look bold."""
OVERLAP = 0.3
"""Part of the narrower digit that another digit of the same number covers at most."""

_NARROW = re.compile(r"[!-~]")
_NARROW_OR_TWICE = re.compile(r"[!-~]|(.)\1", re.DOTALL)
_RAISED = {ord(digit): mark for digit, mark in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)}
_MARKS = frozenset(_RAISED.values())
_SMALLER, _HIGHER, _MUCH_HIGHER = 0.92, 0.1, 0.2
"""Heights of a figure: a digit lower than the first, whose foot stands higher by the second than the foot of the
figure before it, is the mark of a footnote; so is one of any height that stands higher by the third."""
_LOWER = 0.15
"""The same for a digit that stands lower: it is of another figure, or the one before was a mark."""
_NUMBER_END = re.compile(r"[0-9０-９.．,，]")


class Line(NamedTuple):
    """Glyphs printed beside one another: their text, box, indices in the page, and the widest gap between two of
    them, in heights of the line."""

    text: str
    box: Box
    glyphs: tuple[int, ...]
    gap: float

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def lines_of(glyphs: Glyphs, indices: Iterable[int]) -> list[Line]:
    """Group glyphs into lines from top to bottom, each from left to right; a glyph drawn twice counts once."""
    return [line_of(glyphs, row) for row in _rows_of(glyphs, indices)]


def _rows_of(glyphs: Glyphs, indices: Iterable[int]) -> list[list[int]]:
    """The glyphs that stand beside one another, from top to bottom."""
    middles, heights = glyphs.middles, glyphs.heights
    rows: list[list[int]] = []
    first = usual = 0.0  # middle and height of the row's first glyph
    for index in sorted(indices, key=glyphs.ranks.__getitem__):
        middle, height = middles[index], heights[index]
        if rows:
            low, high = (height, usual) if height < usual else (usual, height)
            if middle - first < 0.5 * low or middle - first < 0.3 * high:
                rows[-1].append(index)
                continue
        first, usual = middle, height
        rows.append([index])
    return rows


def line_of(glyphs: Glyphs, indices: Sequence[int]) -> Line:
    """Make one line of glyphs, of one at least."""
    boxes = glyphs.boxes
    ordered = sorted(indices, key=glyphs.lefts.__getitem__)
    words = "".join([glyphs.characters[n] for n in ordered])
    if _NARROW_OR_TWICE.search(words):
        text, printed, widest = _separated(glyphs, ordered)
        return Line(text, _around(boxes, printed), tuple(printed), widest)
    # Chinese alone, as most lines are
    return Line(words, _around(boxes, ordered), tuple(ordered), _widest_gap(boxes, ordered))


def _line_text(glyphs: Glyphs, indices: Sequence[int]) -> str:
    """The text of one line of glyphs."""
    ordered = sorted(indices, key=glyphs.lefts.__getitem__)
    words = "".join([glyphs.characters[n] for n in ordered])
    return _separated(glyphs, ordered)[0] if _NARROW_OR_TWICE.search(words) else words


def _separated(glyphs: Glyphs, ordered: Sequence[int]) -> tuple[str, list[int], float]:
    """The text of glyphs from left to right, with blanks and line feeds where words and figures need them; those printed,
    and the widest gap."""
    boxes = glyphs.boxes
    printed: list[int] = []
    text: list[str] = []
    last: list[float] = []
    figure: list[float] = []  # the box of the last full-size digit of the number that is being read
    widest = 0.0
    for index in ordered:
        box = boxes[index]
        character = glyphs.characters[index]
        if printed:
            height = max(box[3] - box[1], 1.0)
            if character == text[-1] and box[0] - last[0] < DRAWN_TWICE * height:
                continue
            if figure and "0" <= character <= "9":
                is_raised = _is_raised(box, figure)
                is_alone = not any(map(str.isdecimal, text[-2:-1]))
                if is_raised and not (is_alone and _is_larger(box, figure)):
                    character = character.translate(_RAISED)
                elif is_raised or box[3] - figure[3] > _LOWER * height:
                    text.append("\n")
            gap = (box[0] - last[2]) / height
            if gap > widest:
                widest = gap
            if gap < 0 and figure and "0" <= character <= "9" and _lie_over_one_another(box, last):
                text.append("\n")
            if gap > LETTER_GAP:
                text += _separator(text[-1], character, gap, glyphs.after_blank[index])
        if "0" <= character <= "9":
            figure = box
        elif figure and character not in _MARKS:
            figure = []
        printed.append(index)
        text.append(character)
        last = box
    return "".join(text), printed, widest


def _lie_over_one_another(box: Sequence[float], last: Sequence[float]) -> bool:
    """Whether two digits cover so much of each other that they are of two figures, printed at one place."""
    return last[2] - box[0] > OVERLAP * min(box[2] - box[0], last[2] - last[0])


def _separator(before: str, after: str, gap: float, blank: bool) -> str:
    """What to write between two characters more than a letter gap apart: nothing unless both are narrow."""
    if not (_NARROW.match(after) and _NARROW.match(before)):
        return ""
    if gap > WORD_GAP:
        return "\n" if _NUMBER_END.match(after) and _NUMBER_END.match(before) else " "
    return " " if blank else ""


def _around(boxes: list[list[float]], indices: Sequence[int]) -> Box:
    """The box of glyphs sorted from left to right."""
    lefts, tops, rights, bottoms = zip(*[boxes[n] for n in indices], strict=True)
    return lefts[0], min(tops), max(rights), max(bottoms)


def _widest_gap(boxes: list[list[float]], indices: Sequence[int]) -> float:
    """The widest gap between glyphs sorted from left to right, in heights of the one after it; 0 if none is free."""
    widest, last = 0.0, boxes[indices[0]][2]
    for index in indices:
        left, top, right, bottom = boxes[index]
        gap = left - last
        if gap > 0:
            widest = max(widest, gap / max(bottom - top, 1.0))
        last = right
    return widest


def _is_raised(box: Sequence[float], figure: Sequence[float]) -> bool:
    """Whether a digit stands higher on the line than the figure before it, like a mark."""
    height = figure[3] - figure[1]
    higher = figure[3] - box[3]
    return higher > _MUCH_HIGHER * height or (
        box[3] - box[1] < _SMALLER * height and higher > _HIGHER * height
    )


def _is_larger(box: Sequence[float], figure: Sequence[float]) -> bool:
    """Whether the digit before, not this one, is the mark."""
    return (box[3] - box[1]) * _SMALLER > figure[3] - figure[1]


def cell_text(glyphs: Glyphs, indices: Sequence[int], cell: Box) -> str:
    """Read the text of a cell; a number continues on the next line only if its line is full."""
    if len(indices) == 1:
        return glyphs.characters[indices[0]]
    if glyphs.has_turned and (quarters := int(np.bincount(glyphs.turn[indices]).argmax())):
        glyphs, cell = _upright(glyphs.chosen(np.array(indices)), cell, quarters)
        indices = range(len(indices))
    rows = _rows_of(glyphs, indices)
    if len(rows) == 1:
        return _line_text(glyphs, rows[0])
    lines = [line_of(glyphs, row) for row in rows]
    text = ""
    for number, line in enumerate(lines):
        text += _joint(lines[number - 1], line, cell[2] - cell[0]) if number else ""
        text += line.text
    return text


def _joint(before: Line, after: Line, width: float) -> str:
    """What to write between two lines of a cell that is `width` points wide."""
    last, first = before.text[-1], after.text[0]
    if _NUMBER_END.match(last) and _NUMBER_END.match(first):
        length = before.box[2] - before.box[0]
        digit = length / len(before.text)
        is_full = length + digit + CELL_PADDING >= width
        is_near = after.middle - before.middle < 1.9 * max(before.height, after.height)
        return "" if is_full and is_near else "\n"
    return " " if _NARROW.match(last) and _NARROW.match(first) else ""


def _upright(glyphs: Glyphs, cell: Box, quarters: int) -> tuple[Glyphs, Box]:
    """A copy turned so that glyphs printed `quarters` clockwise quarter turns off stand upright."""
    back = (4 - quarters) % 4
    boxes = turned(glyphs.box, back, 0.0, 0.0)
    left, top, right, bottom = turned(np.array([cell]), back, 0.0, 0.0)[0].tolist()
    return replace(glyphs, box=boxes), (left, top, right, bottom)


def separate(glyphs: Glyphs, line: Line, gap: float, positions: Sequence[float] | None = None) -> list[Line]:
    """Cut a line where `gap` times its height stays blank; given x `positions`, only around these."""
    if line.gap <= gap:
        return [line]
    boxes, members = glyphs.boxes, line.glyphs
    least, reach = gap * max(line.height, 1.0), boxes[members[0]][2]
    cuts = [0]
    for n, index in enumerate(members):
        left, _, right, _ = boxes[index]
        if left - reach > least and (positions is None or any(reach <= x <= left for x in positions)):
            cuts.append(n)
        if right > reach:
            reach = right
    if len(cuts) == 1:
        return [line]
    return [line_of(glyphs, members[start:end]) for start, end in pairwise((*cuts, len(members)))]
