"""Positions of the cells of a web page's table, by the rules of the HTML standard for spans."""

from __future__ import annotations

import re

from etl.model.document import Piece, Unreadable
from etl.model.locator import table_cell
from etl.readers.common.usual_locators import usual_locators

Span = tuple[int, int]  # rows (0: to the end of the row group) and columns
# a row: the number of its row group, which ends every row span, the texts of its cells, and the spans of those that
# state any
Row = tuple[int, list[str], dict[int, Span]]

_WIDEST_SPAN = 1000  # as in the HTML standard
_LONGEST_SPAN = 65534  # likewise
_EDGE_SPAN = 100  # wider spans mean "to the edge"
_WIDEST_GRID = 4096
_MOST_SKIPPED = 30_000_000  # places that cells above take, over all rows
_TANGLED = "网页的表格合并了异常多的单元格，没有打开；请在浏览器里另存为 PDF 再提交。"
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(\d{1,9})")
_SMALL: dict[str | None, int] = {None: 1} | {str(number): number for number in range(1, 100)}
_new = tuple.__new__  # _new(Piece, (...)) costs half of Piece(...), and a page has hundreds


def span(down: str | None, across: str | None) -> Span:
    """Parse the attributes `rowspan` and `colspan` as the standard does."""
    return (
        _SMALL.get(down) or min(_number(down), _LONGEST_SPAN),
        _SMALL.get(across) or min(_number(across), _WIDEST_SPAN) or 1,
    )


def pieces(rows: list[Row], table: int) -> tuple[Piece, ...]:
    """Place every cell; nothing is allocated for the cells that a span covers. `table` is its number for locators.

    Raises Unreadable if the spans from above leave too much to skip.
    """
    last_of_group = {group: number for number, (group, _, _) in enumerate(rows)}
    free_from: list[int] = []  # per column, the first row in which it is free
    placed: list[Piece] = []
    reaches_edge = False
    skipped = 0
    reach = 0  # the first row that no span from above reaches
    for number, (group, texts, spans) in enumerate(rows):
        locators = usual_locators(table, number + 1)
        known = len(locators)
        taken = len(free_from) if reach > number else 0  # no column from here on is taken from above
        column = 0
        if taken and (skipped := skipped + taken) > _MOST_SKIPPED:
            raise Unreadable(_TANGLED)
        if not spans:
            for text in texts:
                while column < taken and free_from[column] > number:
                    column += 1
                locator = locators[column] if column < known else table_cell(table, number + 1, column + 1)
                placed.append(_new(Piece, (text, number, column, locator, 1, 1)))
                column += 1
            continue
        for index, text in enumerate(texts):
            while column < taken and free_from[column] > number:
                column += 1
            locator = locators[column] if column < known else table_cell(table, number + 1, column + 1)
            if index not in spans:
                placed.append(_new(Piece, (text, number, column, locator, 1, 1)))
                column += 1
                continue
            row_span, width = spans[index]
            rows_left = last_of_group[group] - number + 1
            row_span = rows_left if row_span == 0 else min(row_span, rows_left)
            if width > _EDGE_SPAN:
                reaches_edge = True
                width = width if column + width <= _WIDEST_GRID else 1
            if row_span > 1:
                reach = max(reach, number + row_span)
                _cover(free_from, column, column + width, number + row_span)
            placed.append(_new(Piece, (text, number, column, locator, row_span, width)))
            column += width
    return tuple(_cut_to_edge(placed) if reaches_edge else placed)


def _cover(free_from: list[int], start: int, end: int, row: int) -> None:
    """Mark columns as taken up to a row."""
    free_from.extend([0] * (end - len(free_from)))
    for column in range(start, end):
        free_from[column] = max(free_from[column], row)


def _cut_to_edge(placed: list[Piece]) -> list[Piece]:
    """Cut spans that only mean "all the rest" to the width that the other cells give the table."""
    edge = max(
        piece.column + (piece.column_span if piece.column_span <= _EDGE_SPAN else 1) for piece in placed
    )
    return [piece._replace(column_span=min(piece.column_span, edge - piece.column)) for piece in placed]


def _number(value: str | None) -> int:
    number = _NUMBER.match(value or "")
    return int(number[1]) if number else 1
