"""Pages from their parts, as they are read."""

from __future__ import annotations

from etl.model.document import Document, Grid
from etl.readers.html import read


def page(body: str, css: str = "", head: str = "") -> Document:
    style = f"<style>{css}</style>" if css else ""
    return read(
        f"<!doctype html><html><head>{head}{style}</head><body>{body}</body></html>".encode(), "a.html"
    )


def cell(content: str, css: str = "", head: str = "", attributes: str = "") -> str:
    grid = table_of(f"<td {attributes}>{content}</td>", css, head)
    return next(piece.text for piece in grid.pieces if piece.column == 1)


def table_of(cells: str, css: str = "", head: str = "") -> Grid:
    (grid,) = page(f"<table><tr><td>行政强制</td>{cells}</tr></table>", css, head).grids
    return grid


def rows(document: Document) -> list[list[list[str]]]:
    return [[[piece.text for piece in row] for row in grid.rows()] for grid in document.grids]
