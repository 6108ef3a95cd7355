"""Tables printed otherwise than the form: in two halves side by side, or with rows and columns exchanged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from etl.model.document import Document, Grid, Piece
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.text.normalise import normalise

# the first heading of a table's figures, and how many columns it has at least
_FIRST = {"自然人": 7, "信息内容": 2}
_ROWS_TOLD, _RESULTS_TOLD = 10, 4  # so many labels in a line tell what the line is


def halves(grid: Grid) -> tuple[Grid, ...]:
    """The grid; or its left and right half, where the same header is printed over both."""
    if grid.ragged:
        return (grid,)
    for first, width in _FIRST.items():
        by_row: dict[int, list[int]] = defaultdict(list)
        for piece in grid.pieces:
            if first in piece.text and normalise(piece.text) == first:
                by_row[piece.row].append(piece.column)
        for columns in by_row.values():
            if len(columns) == 2 and columns[1] - columns[0] >= width:
                return _cut(grid, columns[1] - columns[0])
    return (grid,)


def _cut(grid: Grid, start: int) -> tuple[Grid, ...]:
    if any(
        piece.column < start < piece.column + piece.column_span and _figure(piece) for piece in grid.pieces
    ):
        return (grid,)
    left = tuple(piece for piece in grid.pieces if piece.column < start)
    right = tuple(piece for piece in grid.pieces if piece.column >= start)
    return Grid(left), Grid(right)


def _figure(piece: Piece) -> bool:
    return piece.text.strip().isdigit()


def turned(document: Document, tables: Iterable[str]) -> Document:
    """Those grids in which one of these tables lies on its side, with rows and columns exchanged."""
    lying = [grid for grid in document.grids if not grid.ragged and any(_lies(grid, key) for key in tables)]
    return Document(document.format, tuple(_turn(grid) for grid in lying))


def _turn(grid: Grid) -> Grid:
    return Grid(
        tuple(
            Piece(piece.text, piece.column, piece.row, piece.locator, piece.column_span, piece.row_span)
            for piece in grid.pieces
        )
    )


def _lies(grid: Grid, table: str) -> bool:
    """Whether what the form prints below each other stands in one row, or its columns' names in one column."""
    if table == APPLICATIONS:
        rows = Counter(
            piece.row
            for piece in grid.pieces
            if label_matching.row_named(piece.text, table) not in (None, label_matching.NOT_A_ROW)
        )
        return max(rows.values(), default=0) >= _ROWS_TOLD
    if table == DISCLOSURE:
        return _item_lies(grid)
    columns = Counter(piece.column for piece in grid.pieces if label_matching.column_like(piece.text, REVIEW))
    return table == REVIEW and max(columns.values(), default=0) >= _RESULTS_TOLD


def _item_lies(grid: Grid) -> bool:
    """Whether the names of an item's rows stand beside 信息内容, where the form prints its columns."""
    beside = {
        (piece.row, piece.column + piece.column_span)
        for piece in grid.pieces
        if "信息" in piece.text and label_matching.bare(piece.text) == "信息内容"
    }
    return any(
        label_matching.row_named(piece.text, DISCLOSURE) not in (None, label_matching.NOT_A_ROW)
        for piece in grid.pieces
        if (piece.row, piece.column) in beside
    )
