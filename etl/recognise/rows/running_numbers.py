"""A first column of running numbers, which no table of the form has."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.model.document import Grid

_HEADING = re.compile(r"(?:序号|编号|行次|行号|No\.?|#)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_REVIEW_WIDTH = 16  # columns of table 四 and one more


def without_running_numbers(grid: Grid) -> Grid:
    """The grid without its first column if that numbers the rows: 1, 2, 3 …, under 序号 or nothing.

    One number alone is such a column only before the single row of figures of table 四.
    """
    numbers: list[int] = []
    for piece in grid.pieces:
        if piece.column:
            continue
        text = piece.text.strip()
        if piece.column_span > 1 or not (_NUMBER.fullmatch(text) or _HEADING.fullmatch(text)):
            return grid
        if text.isdecimal():
            numbers.append(int(text))
    if grid.ragged or not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return grid
    if len(numbers) == 1 and not (numbers == [1] and _is_unheaded_review(grid)):
        return grid
    rest = (piece._replace(column=piece.column - 1) for piece in grid.pieces if piece.column)
    return replace(grid, pieces=tuple(rest))


def _is_unheaded_review(grid: Grid) -> bool:
    """Whether the grid is as wide as table 四 with one more column, and nothing but 序号 stands over its first figure."""
    width = max(piece.column + piece.column_span for piece in grid.pieces)
    last_row = max(piece.row for piece in grid.pieces)
    first = [piece for piece in grid.pieces if piece.column == 0 and piece.text.strip().isdecimal()]
    return width == _REVIEW_WIDTH and all(piece.row == last_row > 0 for piece in first)
