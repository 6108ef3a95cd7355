"""Grids of a document as plain lists, for tests of readers."""

from __future__ import annotations

from etl.model.document import Document, Grid


def shape(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    """Text, row, column, row span and column span of each piece, in reading order."""
    return [(piece.text, piece.row, piece.column, piece.row_span, piece.column_span) for piece in grid.pieces]


def texts(grid: Grid) -> list[list[str]]:
    """The texts of a grid, row by row."""
    return [[piece.text for piece in row] for row in grid.rows()]


def all_texts(document: Document) -> list[list[list[str]]]:
    """The texts of every grid of a document."""
    return [texts(grid) for grid in document.grids]


def only_grid(document: Document) -> Grid:
    """The grid of a document that must have exactly one."""
    (grid,) = document.grids
    return grid


def paragraph_texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]
