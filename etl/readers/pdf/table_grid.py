"""A table of one page with its text, before tables of several pages are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.model.document import Grid, Piece
from etl.readers.pdf.lattice import Lattice
from etl.readers.pdf.lines import cell_text
from etl.readers.pdf.pdf_page import Box, Page

WATERMARK = 2.2
"""A glyph this many times as high as the table's usual ones, and crossing a ruled line, is no cell's text."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells on column edges `xs` (points from the page's left); `rows` counts its rows."""

    xs: tuple[float, ...]
    rows: int
    pieces: tuple[Piece, ...]
    box: Box
    page: int
    ragged: bool = False

    def grid(self) -> Grid:
        return Grid(self.pieces, self.ragged)


def fill(page: Page, lattice: Lattice, free: np.ndarray) -> tuple[Table, np.ndarray, int]:
    """A ruled table with its text: the table, which glyphs (bool, n) it took of the `free` ones, and how many
    of these were dropped as a watermark."""
    inside, row, column = _elementary(page, lattice, free)
    owner = np.zeros((len(lattice.ys) - 1, len(lattice.xs) - 1), int)
    for number, region in enumerate(lattice.regions):
        owner[
            region.row : region.row + region.row_span, region.column : region.column + region.column_span
        ] = number
    owners = owner[row, column]
    boxes = page.glyphs.box[inside]
    heights = boxes[:, 3] - boxes[:, 1]
    cells = np.array([lattice.box(region) for region in lattice.regions])[owners]
    outside = np.maximum(cells[:, :2] - boxes[:, :2], boxes[:, 2:] - cells[:, 2:]).max(axis=1, initial=0)
    usual = float(np.median(heights)) if len(heights) else 0.0
    stray = (heights > WATERMARK * usual) & (outside > 0.2 * heights)
    members: list[list[int]] = [[] for _ in lattice.regions]
    for index, number in zip(inside[~stray].tolist(), owners[~stray].tolist(), strict=True):
        members[number].append(index)
    pieces = []
    for region, chosen in zip(lattice.regions, members, strict=True):
        box = lattice.box(region)
        pieces.append(
            Piece(
                text=cell_text(page.glyphs, chosen, box) if chosen else "",
                row=region.row, column=region.column, place=page.place(box),
                row_span=region.row_span, column_span=region.column_span,
            )
        )  # fmt: skip
    taken = np.zeros(len(free), bool)
    taken[inside] = True
    table = Table(lattice.xs, len(lattice.ys) - 1, tuple(pieces), lattice.bounds, page.number)
    return table, taken, int(stray.sum())


def _elementary(page: Page, lattice: Lattice, free: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Indices of the free glyphs whose middle lies in the table, with their elementary rows and columns."""
    boxes = page.glyphs.box
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, top, right, bottom = lattice.bounds
    inside = np.flatnonzero(free & (x > left) & (x < right) & (y > top) & (y < bottom))
    return (
        inside,
        np.searchsorted(lattice.ys, y[inside], "right") - 1,
        np.searchsorted(lattice.xs, x[inside], "right") - 1,
    )


def row_texts(pieces: Sequence[Piece], rows: int) -> list[tuple[tuple[int, int, str], ...]]:
    """Each row as (column, column span, text) of the pieces that begin in it."""
    found: list[list[tuple[int, int, str]]] = [[] for _ in range(rows)]
    for piece in pieces:
        found[piece.row].append((piece.column, piece.column_span, piece.text))
    return [tuple(sorted(row)) for row in found]
