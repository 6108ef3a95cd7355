"""Tables printed in two halves side by side, or with rows and columns exchanged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from etl.model.document import Document, Grid, Piece
from etl.recognise.rows import label_matching
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, NOT_A_ROW, REVIEW
from etl.text.normalise import normalise

# the first heading over a table's figures, and the fewest columns that it has
_FIRST_HEADINGS = {"自然人": 7, "信息内容": 2}
# so many labels of rows in one row, or of results in one column, show that a table is transposed
_FEWEST_ROWS, _FEWEST_RESULTS = 10, 4


def split_side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """The left and right half of a grid that prints the same header over both; otherwise the grid alone."""
    if grid.ragged:
        return (grid,)
    for heading, width in _FIRST_HEADINGS.items():
        columns_by_row: dict[int, list[int]] = defaultdict(list)
        for piece in grid.pieces:
            if heading in piece.text and normalise(piece.text) == heading:
                columns_by_row[piece.row].append(piece.column)
        for columns in columns_by_row.values():
            if len(columns) == 2 and columns[1] - columns[0] >= width:
                return _split_at(grid, columns[1] - columns[0])
    return (grid,)


def _split_at(grid: Grid, column: int) -> tuple[Grid, ...]:
    """Both sides of `column`, unless a figure spans it."""
    for piece in grid.pieces:
        if piece.column < column < piece.column + piece.column_span and piece.text.strip().isdigit():
            return (grid,)
    left = tuple(piece for piece in grid.pieces if piece.column < column)
    right = tuple(piece for piece in grid.pieces if piece.column >= column)
    return Grid(left), Grid(right)


def transposed_grids(document: Document, tables: Iterable[str]) -> Document:
    """The grids that print one of these tables with rows and columns exchanged, each turned upright."""
    keys = list(tables)
    grids = [
        grid
        for grid in document.grids
        if not grid.ragged and any(_is_transposed(grid, table) for table in keys)
    ]
    return Document(document.format, tuple(_transposed(grid) for grid in grids))


def _transposed(grid: Grid) -> Grid:
    return Grid(
        tuple(
            Piece(piece.text, piece.column, piece.row, piece.locator, piece.column_span, piece.row_span)
            for piece in grid.pieces
        )
    )


def _is_transposed(grid: Grid, table: str) -> bool:
    """Whether labels of rows stand in one row of the grid, or those of columns in one column."""
    if table == APPLICATIONS:
        rows = Counter(piece.row for piece in grid.pieces if _names_row(piece, table))
        return max(rows.values(), default=0) >= _FEWEST_ROWS
    if table == DISCLOSURE:
        return _item_is_transposed(grid)
    columns = Counter(
        piece.column for piece in grid.pieces if label_matching.closest_column(piece.text, REVIEW)
    )
    return table == REVIEW and max(columns.values(), default=0) >= _FEWEST_RESULTS


def _item_is_transposed(grid: Grid) -> bool:
    """Whether labels of rows stand beside 信息内容, where the form prints its columns."""
    beside = {
        (piece.row, piece.column + piece.column_span)
        for piece in grid.pieces
        if "信息" in piece.text and label_matching.bare(piece.text) == "信息内容"
    }
    return any((piece.row, piece.column) in beside and _names_row(piece, DISCLOSURE) for piece in grid.pieces)


def _names_row(piece: Piece, table: str) -> bool:
    return label_matching.row_named(piece.text, table) not in (None, NOT_A_ROW)
