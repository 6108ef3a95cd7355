"""Grids of a document as plain lists, and documents made of such, for tests of readers and of recognition."""

from __future__ import annotations

from etl.model.document import Document, Grid, Paragraph, Piece


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


def grid_of(rows: list[list[str]]) -> Grid:
    """The grid with these texts."""
    return Grid(
        tuple(
            Piece(text, row, column, f"t1r{row + 1}c{column + 1}")
            for row, line in enumerate(rows)
            for column, text in enumerate(line)
        )
    )


def lines_of(*lines: str) -> Document:
    """A document of plain lines."""
    paragraphs = (Paragraph(line, f"l{number}") for number, line in enumerate(lines, 1))
    return Document("text", tuple(paragraphs))
