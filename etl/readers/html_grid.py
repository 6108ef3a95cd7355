"""Where each cell of a web page's table stands, by the HTML standard's rules for spans."""

from __future__ import annotations

import re
from functools import cache

from etl.document import Piece

Span = tuple[int, int]  # rows (0: to the end of the row group) and columns
# A row: the number of its row group, which ends every row span, its cells' texts, and the spans of those that state any.
Row = tuple[int, list[str], dict[int, Span]]

_WIDEST_SPAN = 1000  # as the HTML standard has it
_LONGEST_SPAN = 65534  # likewise
_EDGE_SPAN = 100  # wider spans mean "to the edge"
_WIDEST_GRID = 4096
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(\d{1,9})")
_USUAL_TABLES, _USUAL_ROWS, _USUAL_COLUMNS = 8, 64, 16  # beyond what the form prints
_new = tuple.__new__  # _new(Piece, (...)) costs half of Piece(...), and there are hundreds a page


def span(down: str | None, across: str | None) -> Span:
    """The attributes `rowspan` and `colspan` as the standard parses them."""
    return min(_number(down), _LONGEST_SPAN), min(_number(across), _WIDEST_SPAN) or 1


def pieces(rows: list[Row], table: int) -> tuple[Piece, ...]:
    """Each cell at its place; nothing is allocated for a span. `table` is the number that the locators begin with."""
    last_of_group = {group: number for number, (group, _, _) in enumerate(rows)}
    free_from: list[int] = []  # for every column, the first row in which it is free
    found: list[Piece] = []
    to_edge = False
    reach = 0  # the first row that no span from above reaches
    for number, (group, texts, spans) in enumerate(rows):
        usual = table <= _USUAL_TABLES and number < _USUAL_ROWS
        places = _places(table, number) if usual else ()
        known = len(places)
        taken = len(free_from) if reach > number else 0  # no column from here on is taken from above
        single = not spans
        column = 0
        for at, text in enumerate(texts):
            while column < taken and free_from[column] > number:
                column += 1
            place = places[column] if column < known else f"t{table}r{number + 1}c{column + 1}"
            if single or at not in spans:
                found.append(_new(Piece, (text, number, column, place, 1, 1)))
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
            found.append(_new(Piece, (text, number, column, place, row_span, width)))
            column = end
    return tuple(_to_edge(found) if to_edge else found)


@cache
def _places(table: int, row: int) -> tuple[str, ...]:
    """The locators of a row's first columns: those of the usual rows recur in every report."""
    return tuple(f"t{table}r{row + 1}c{column + 1}" for column in range(_USUAL_COLUMNS))


def _to_edge(found: list[Piece]) -> list[Piece]:
    """Spans that only mean "all the rest" cut to the width that the other cells give the table."""
    edge = max(
        piece.column + (piece.column_span if piece.column_span <= _EDGE_SPAN else 1) for piece in found
    )
    return [piece._replace(column_span=min(piece.column_span, edge - piece.column)) for piece in found]


def _number(given: str | None) -> int:
    if not given or (len(given) == 1 and "0" <= given <= "9"):
        return int(given or 1)
    number = _NUMBER.match(given)
    return int(number[1]) if number else 1
