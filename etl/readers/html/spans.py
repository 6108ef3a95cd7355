"""Where each cell of a web page's table stands, by the HTML standard's rules for spans."""

from __future__ import annotations

import re
from functools import cache

from etl.model.document import Piece
from etl.model.locator import table_cell

Span = tuple[int, int]  # rows (0: to the end of the row group) and columns
# A row: the number of its row group, which ends every row span, its cells' texts, and the spans of those that state any.
Row = tuple[int, list[str], dict[int, Span]]

_WIDEST_SPAN = 1000  # as the HTML standard has it
_LONGEST_SPAN = 65534  # likewise
_EDGE_SPAN = 100  # wider spans mean "to the edge"
_WIDEST_GRID = 4096
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(\d{1,9})")
_SMALL: dict[str | None, int] = {None: 1} | {str(number): number for number in range(1, 100)}
_USUAL_TABLES, _USUAL_ROWS, _USUAL_COLUMNS = 8, 64, 16  # beyond what the form prints
_new = tuple.__new__  # _new(Piece, (...)) costs half of Piece(...), and there are hundreds a page


def span(down: str | None, across: str | None) -> Span:
    """The attributes `rowspan` and `colspan` as the standard parses them."""
    return (
        _SMALL.get(down) or min(_number(down), _LONGEST_SPAN),
        _SMALL.get(across) or min(_number(across), _WIDEST_SPAN) or 1,
    )


def pieces(rows: list[Row], table: int) -> tuple[Piece, ...]:
    """Each cell at its place; nothing is allocated for a span. `table` is the number that the locators begin with."""
    last_of_group = {group: number for number, (group, _, _) in enumerate(rows)}
    free_from: list[int] = []  # for every column, the first row in which it is free
    found: list[Piece] = []
    to_edge = False
    usual = _usual_locators(table) if table <= _USUAL_TABLES else ()
    reach = 0  # the first row that no span from above reaches
    for number, (group, texts, spans) in enumerate(rows):
        locators = usual[number] if number < len(usual) else ()
        known = len(locators)
        taken = len(free_from) if reach > number else 0  # no column from here on is taken from above
        column = 0
        if not spans:
            for text in texts:
                while column < taken and free_from[column] > number:
                    column += 1
                locator = locators[column] if column < known else table_cell(table, number + 1, column + 1)
                found.append(_new(Piece, (text, number, column, locator, 1, 1)))
                column += 1
            continue
        for at, text in enumerate(texts):
            while column < taken and free_from[column] > number:
                column += 1
            locator = locators[column] if column < known else table_cell(table, number + 1, column + 1)
            if at not in spans:
                found.append(_new(Piece, (text, number, column, locator, 1, 1)))
                column += 1
                continue
            row_span, width = spans[at]
            rows_left = last_of_group[group] - number + 1
            row_span = rows_left if row_span == 0 else min(row_span, rows_left)
            if width > _EDGE_SPAN:
                to_edge = True
                if column + width > _WIDEST_GRID:
                    width = 1
            end = column + width
            if row_span > 1:
                reach = max(reach, number + row_span)
                if end > len(free_from):
                    free_from.extend([0] * (end - len(free_from)))
                for covered in range(column, end):
                    free_from[covered] = max(free_from[covered], number + row_span)
            found.append(_new(Piece, (text, number, column, locator, row_span, width)))
            column = end
    return tuple(_to_edge(found) if to_edge else found)


@cache
def _usual_locators(table: int) -> tuple[tuple[str, ...], ...]:
    """The locators of a table's first columns, by row: those of the usual rows recur in every report."""
    return tuple(
        tuple(table_cell(table, row, column) for column in range(1, _USUAL_COLUMNS + 1))
        for row in range(1, _USUAL_ROWS + 1)
    )


def _to_edge(found: list[Piece]) -> list[Piece]:
    """Spans that only mean "all the rest" cut to the width that the other cells give the table."""
    edge = max(
        piece.column + (piece.column_span if piece.column_span <= _EDGE_SPAN else 1) for piece in found
    )
    return [piece._replace(column_span=min(piece.column_span, edge - piece.column)) for piece in found]


def _number(given: str | None) -> int:
    number = _NUMBER.match(given or "")
    return int(number[1]) if number else 1
