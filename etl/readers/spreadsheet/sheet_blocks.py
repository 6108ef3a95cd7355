"""Tables and lines of a sheet: empty rows separate them, and so do headings across the whole width of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from etl.model.document import Grid, Paragraph, Piece, Unreadable
from etl.model.locator import sheet_cell
from etl.text.repeated_cells import CELLS_LIMIT, HUGE

_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[)）])")
_TITLE = re.compile(r"信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
_FIGURE = re.compile(r"\d")
_FEWEST_HEADINGS = 8  # of table 四 in its lowest row of headings
_FEWEST_COLUMNS = 4  # of a table of the form beside another
_SHORTEST_TITLE = 16
_SHORTEST_PROSE = 60
_WHOLE_WIDTH = 0.8

MergedRange = tuple[tuple[int, int], tuple[int, int]]
"""First and last position (row, column) of a merged range, 0-based."""


class Sheet:
    """A sheet's texts by row, with what its merged ranges cover. `number` is 1-based, for locators."""

    def __init__(
        self, number: int, rows: list[list[str]], merged: Sequence[MergedRange], hidden_rows: Set[int]
    ) -> None:
        self.number = number
        self.rows = rows
        self.hidden_rows = hidden_rows
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}  # rows and columns, by first position
        self.covered: set[tuple[int, int]] = set()
        height, width = len(rows), max(map(len, rows), default=0)
        for (top, left), (bottom, right) in merged:
            self._merge(top, left, min(bottom, height - 1), min(right, width - 1))

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Note a merged range. Raises Unreadable if the ranges cover too much."""
        if bottom < top or right < left:
            return
        row_span, column_span = bottom - top + 1, right - left + 1
        self.spans[top, left] = (row_span, column_span)
        if len(self.covered) + row_span * column_span > CELLS_LIMIT:
            raise Unreadable(HUGE)
        self.covered.update(
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
        self.covered.discard((top, left))

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Rows and columns that a cell spans."""
        return self.spans.get((row, column), (1, 1))

    def locator(self, row: int, column: int) -> str:
        return sheet_cell(self.number, row + 1, column + 1)

    def is_used(self, row: int) -> bool:
        """Whether a row has a text or is covered by a merged range."""
        return any(self.rows[row]) or any(
            (row, column) in self.covered for column in range(len(self.rows[row]))
        )

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold text."""
        return [column for column, text in enumerate(self.rows[row]) if text]


def blocks_of(sheet: Sheet) -> Iterator[Paragraph | Grid]:
    """Yield a sheet's tables and lines from top to bottom. Hidden rows do not end a table."""
    start = 0
    while start < len(sheet.rows):
        if not sheet.is_used(start):
            start += 1
            continue
        end = start
        while end < len(sheet.rows) and (end in sheet.hidden_rows or sheet.is_used(end)):
            end += 1
        yield from _run_blocks(sheet, start, end)
        start = end


def _run_blocks(sheet: Sheet, start: int, end: int) -> Iterator[Paragraph | Grid]:
    """Yield the blocks of rows without an empty one between them."""
    run = _Run(sheet, start, end)
    table_start: int | None = None
    for row in range(start, end):
        if not run.is_line(row):
            table_start = row if table_start is None else table_start
            continue
        if table_start is not None:
            yield from _grids(sheet, table_start, row)
            table_start = None
        (column,) = sheet.filled(row)
        yield Paragraph(sheet.rows[row][column], sheet.locator(row, column))
    if table_start is not None:
        yield from _grids(sheet, table_start, end + _is_left_blank(sheet, end))


def _is_left_blank(sheet: Sheet, row: int) -> bool:
    """Whether an empty row lies below headings alone, as the one row of table 四 does that nobody filled in."""
    headings = [sheet.rows[row - 1][column] for column in sheet.filled(row - 1)]
    return (
        row < len(sheet.rows) and len(headings) >= _FEWEST_HEADINGS and not any(map(_FIGURE.search, headings))
    )


class _Run:
    """Used rows that follow one another: their left edge, width, and the first row that is part of a table."""

    def __init__(self, sheet: Sheet, start: int, end: int) -> None:
        self.sheet = sheet
        filled = {row: columns for row in range(start, end) if (columns := sheet.filled(row))}
        self.left = min((columns[0] for columns in filled.values()), default=0)
        rights = (columns[-1] + sheet.span(row, columns[-1])[1] for row, columns in filled.items())
        self.width = max(rights, default=1) - self.left
        self.first_wide_row = next((row for row, columns in filled.items() if len(columns) > 1), None)

    def is_line(self, row: int) -> bool:
        """Whether a row's only text is a title, heading or paragraph rather than a label without figures."""
        columns = self.sheet.filled(row)
        if len(columns) != 1:
            return False
        (column,) = columns
        row_span, column_span = self.sheet.span(row, column)
        if row_span != 1:
            return False
        if self.first_wide_row is None:
            return True
        text = self.sheet.rows[row][column]
        is_heading = _HEADING.match(text) is not None
        if row < self.first_wide_row:
            return is_heading or len(text) >= _SHORTEST_TITLE
        is_prose = len(text) >= _SHORTEST_PROSE
        spans_width = column_span >= 2 and column_span >= _WHOLE_WIDTH * self.width
        if spans_width:
            return is_heading or is_prose
        return column == self.left and column_span == 1 and is_prose


def _grids(sheet: Sheet, top: int, bottom: int) -> Iterator[Grid]:
    """The rows from `top` to before `bottom` as a table, or as several beside each other if empty columns part them, or if
    each has a title of a report above it."""
    left = min(next(iter(sheet.filled(row)), len(sheet.rows[row])) for row in range(top, bottom))
    right = max(_right_end(sheet, row) for row in range(top, bottom))
    used = {
        column
        for row in range(top, bottom)
        for column in range(left, right)
        if (row, column) in sheet.covered or (column < len(sheet.rows[row]) and sheet.rows[row][column])
    }
    empty = [column for column in range(left, right) if column not in used]
    parts = [(a + 1, b) for a, b in pairwise((left - 1, *empty, right)) if b > a + 1]
    starts = _starts_of_reports(sheet, top, bottom)
    ranges = [ends for a, b in parts for ends in pairwise((a, *(one for one in starts if a < one < b), b))]
    if len(ranges) < 2 or any(b - a < _FEWEST_COLUMNS for a, b in ranges):
        ranges = [(left, right)]
    yield from (_grid(sheet, top, bottom, *columns) for columns in ranges)


def _starts_of_reports(sheet: Sheet, top: int, bottom: int) -> list[int]:
    """The columns where the titles of reports stand, of the first row that has several, but for its first."""
    for row in range(top, bottom):
        starts = [column for column in sheet.filled(row) if _TITLE.search(sheet.rows[row][column])]
        if len(starts) > 1:
            return starts[1:]
    return []


def _grid(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> Grid:
    """The cells of these rows and columns; the last row and column are those before `bottom` and `right`."""
    rows = sheet.rows
    pieces = []
    for row in range(top, bottom):
        for column in range(left, right):
            if (row, column) in sheet.covered:
                continue
            text = rows[row][column] if column < len(rows[row]) else ""
            down, across = sheet.span(row, column)
            spans = min(down, bottom - row), min(across, right - column)
            pieces.append(Piece(text, row - top, column - left, sheet.locator(row, column), *spans))
    return Grid(tuple(pieces))


def _right_end(sheet: Sheet, row: int) -> int:
    """The first column right of a row's texts."""
    return max((column + sheet.span(row, column)[1] for column in sheet.filled(row)), default=0)
