"""Glyphs -> printed lines -> text, with blanks only where Latin words or separate numbers need them.

Two figures in one cell, beside or below one another, stay apart by a line feed: a missing ruled line must
never make one number of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from etl.readers.pdf.pdf_page import Box, Glyphs, turned

CELL_PADDING = 11.0
"""Points: what word processors leave free at the left and right of a cell, together."""
WORD_GAP = 0.6
"""Heights of a line: figures further apart than this are two figures, whatever stands in their cell."""
_NARROW = re.compile(r"[!-~]")
_RAISED = {ord(digit): mark for digit, mark in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)}
_MARKS = frozenset(_RAISED.values())
_SMALLER, _HIGHER = 0.92, 0.1
"""Heights of a figure: a digit no higher than the one, whose foot stands the other above the foot of the figure
before it, is the mark of a footnote."""
_NUMBER_END = re.compile(r"[0-9０-９.．,，]")


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs printed beside one another, and the indices of those in their page.
    `gap` is the widest blank between two of them, in heights of the line."""

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


def lines_of(glyphs: Glyphs, chosen: Iterable[int]) -> list[Line]:
    """The chosen glyphs as lines from top to bottom, each from left to right; one drawn twice counts once."""
    boxes = glyphs.boxes
    rows: list[tuple[float, float, list[int]]] = []  # middle and height of the row's first glyph
    for middle, height, index in sorted(
        ((box[1] + box[3]) / 2, box[3] - box[1], n) for n in chosen for box in (boxes[n],)
    ):
        if rows:
            first, usual, row = rows[-1]
            low, high = (height, usual) if height < usual else (usual, height)
            if middle - first < 0.5 * low or middle - first < 0.3 * high:
                row.append(index)
                continue
        rows.append((middle, height, [index]))
    return [line for *_, row in rows if (line := line_of(glyphs, row)) is not None]


def line_of(glyphs: Glyphs, row: Sequence[int]) -> Line | None:
    """One line from its glyphs' indices."""
    boxes = glyphs.boxes
    kept: list[int] = []
    text: list[str] = []
    last: list[float] = []
    figure: list[float] = []
    widest = 0.0
    for index in sorted(row, key=lambda n: boxes[n][0]):
        box = boxes[index]
        character = glyphs.characters[index]
        if kept:
            height = max(box[3] - box[1], 1.0)
            if character == text[-1] and box[0] - last[0] < 0.15 * height:
                continue  # drawn twice to look bold
            if figure and "0" <= character <= "9" and _is_raised(box, figure):
                character = character.translate(_RAISED)
            gap = (box[0] - last[2]) / height
            if gap > widest:
                widest = gap
            if _NARROW.match(character) and _NARROW.match(text[-1]):
                if gap > WORD_GAP and _NUMBER_END.match(character) and _NUMBER_END.match(text[-1]):
                    text.append("\n")
                elif gap > WORD_GAP or (gap > 0.12 and glyphs.spaced[index]):
                    text.append(" ")
        if "0" <= character <= "9":
            figure = box
        elif figure and character not in _MARKS:
            figure = []
        kept.append(index)
        text.append(character)
        last = box
    if not kept:
        return None
    around = (
        boxes[kept[0]][0],
        min(boxes[n][1] for n in kept),
        max(boxes[n][2] for n in kept),
        max(boxes[n][3] for n in kept),
    )
    return Line("".join(text), around, tuple(kept), widest)


def _is_raised(box: Sequence[float], figure: Sequence[float]) -> bool:
    """Whether a digit is smaller than the figure before it and stands higher on the line."""
    height = figure[3] - figure[1]
    return box[3] - box[1] < _SMALLER * height and figure[3] - box[3] > _HIGHER * height


def cell_text(glyphs: Glyphs, chosen: Sequence[int], cell: Box) -> str:
    """The text of a cell in reading order; a number goes on in the next line only where its line was full."""
    if glyphs.turning and (quarters := int(np.bincount(glyphs.turn[chosen]).argmax())):
        glyphs, cell = _upright(glyphs, cell, quarters)
    lines = lines_of(glyphs, chosen)
    text = ""
    for n, line in enumerate(lines):
        text += _joint(lines[n - 1], line, cell[2] - cell[0]) if n else ""
        text += line.text
    return text


def _joint(before: Line, after: Line, width: float) -> str:
    """What stands between two lines of a cell that is `width` points wide."""
    last, first = before.text[-1], after.text[0]
    if _NUMBER_END.match(last) and _NUMBER_END.match(first):
        digit = (before.box[2] - before.box[0]) / len(before.text)
        full = (before.box[2] - before.box[0]) + digit + CELL_PADDING >= width
        near = after.middle - before.middle < 1.9 * max(before.height, after.height)
        return "" if full and near else "\n"
    return " " if _NARROW.match(last) and _NARROW.match(first) else ""


def _upright(glyphs: Glyphs, cell: Box, quarters: int) -> tuple[Glyphs, Box]:
    """A copy turned so that glyphs printed `quarters` clockwise quarter turns off stand upright."""
    back = (4 - quarters) % 4
    boxes = turned(glyphs.box, back, 0.0, 0.0)
    left, top, right, bottom = turned(np.array([cell]), back, 0.0, 0.0)[0].tolist()
    return Glyphs(glyphs.characters, boxes, glyphs.turn, glyphs.spaced), (left, top, right, bottom)


def separate(glyphs: Glyphs, line: Line, gap: float, at: Sequence[float] | None = None) -> list[Line]:
    """A line cut where `gap` times its height stays blank, and only round the x positions `at` if given."""
    if line.gap <= gap:
        return [line]
    cuts, begin = [], 0
    boxes = glyphs.box[list(line.glyphs)]
    reach = np.maximum.accumulate(boxes[:, 2])
    for n in np.flatnonzero(boxes[1:, 0] - reach[:-1] > gap * max(line.height, 1.0)).tolist():
        if at is None or any(reach[n] <= x <= boxes[n + 1, 0] for x in at):
            cuts.append((begin, n + 1))
            begin = n + 1
    cuts.append((begin, len(line.glyphs)))
    parts = (line_of(glyphs, line.glyphs[start:end]) for start, end in cuts)
    return [part for part in parts if part is not None]
