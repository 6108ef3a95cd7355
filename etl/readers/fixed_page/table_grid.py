"""Tables of one page with their text, before tables of several pages are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.model.document import Grid, Piece
from etl.readers.fixed_page.geometry import Box
from etl.readers.fixed_page.lattice import Lattice
from etl.readers.fixed_page.lines import cell_text
from etl.readers.fixed_page.overflow import without_overflow
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.spread_figures import closed_up

WATERMARK = 2.2
"""A glyph this many times as high as the table's usual ones that crosses a ruled line is part of a watermark."""
PICTURE, _BESIDE = "[图片]", "图片"
_FIGURE = re.compile(r"[\d.,，．]+")
_SLACK = 2.0  # points by which a picture may reach over the lines of its cell
_OUTSIDE = 0.2  # heights of a glyph by which it reaches over a ruled line


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page: pieces on column edges `xs` (points from the page's left), and the number of rows.

    A ragged table has no columns, only an order of pieces in each row.
    """

    xs: tuple[float, ...]
    rows: int
    pieces: tuple[Piece, ...]
    box: Box
    page: int
    ragged: bool = False

    def grid(self) -> Grid:
        return Grid(self.pieces, self.ragged)


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A ruled table with its text, the glyphs (bool, n) that stand in it, and how many of them are a watermark."""

    table: Table
    taken: np.ndarray
    watermark_glyphs: int


def fill(page: Page, lattice: Lattice, free: np.ndarray) -> FilledTable:
    """Write the `free` glyphs (bool, n) of a page into the cells of a ruled table."""
    inside, row, column = _positions(page, lattice, free)
    owners = without_overflow(page.glyphs, inside, _owners(lattice)[row, column])
    is_watermark = _watermark(page, lattice, inside, owners)
    members: list[list[int]] = [[] for _ in lattice.regions]
    for glyph, owner in zip(inside[~is_watermark].tolist(), owners[~is_watermark].tolist(), strict=True):
        members[owner].append(glyph)
    images = page.images if not page.is_image else page.images[:0]
    pieces = []
    for region, glyphs in zip(lattice.regions, members, strict=True):
        box = lattice.box(region)
        text = cell_text(page.glyphs, glyphs, box) if glyphs else ""
        if len(text) > len(glyphs):
            text = closed_up(text, page.glyphs, glyphs, box)
        if len(images) and _holds(box, images):
            text = _pictured(text, page.glyphs.box[glyphs], images)
        spans = region.row_span, region.column_span
        pieces.append(Piece(text, region.row, region.column, page.locator(box), *spans))
    taken = np.zeros(len(free), bool)
    taken[inside] = True
    table = Table(lattice.xs, len(lattice.ys) - 1, tuple(pieces), lattice.bounds, page.number)
    return FilledTable(table, taken, int(is_watermark.sum()))


def _pictured(text: str, glyphs: np.ndarray, images: np.ndarray) -> str:
    """The text of a cell that holds a picture: a picture beside a figure may be more of it."""
    if not text:
        return PICTURE
    return text + _BESIDE if _FIGURE.fullmatch(text) and _stands_beside(glyphs, images) else text


def is_pictured(piece: Piece) -> bool:
    """Whether a picture takes the place of the figure of a cell, or of a part of it."""
    before = piece.text.removesuffix(_BESIDE)
    return piece.text == PICTURE or (before != piece.text and _FIGURE.fullmatch(before) is not None)


def _stands_beside(glyphs: np.ndarray, images: np.ndarray) -> bool:
    """Whether a box of the height of these glyphs (n, 4) stands before or behind them on their line."""
    left, top = glyphs[:, :2].min(axis=0)
    right, bottom = glyphs[:, 2:].max(axis=0)
    height = bottom - top
    level = (images[:, 1] < bottom - height / 4) & (images[:, 3] > top + height / 4)
    near = np.maximum(images[:, 0] - right, left - images[:, 2])
    return bool((level & (near > -height / 4) & (near < height)).any())


def _holds(cell: Box, images: np.ndarray) -> bool:
    """Whether any of these boxes lies inside a cell."""
    left, top, right, bottom = cell
    inside = (images[:, :2] > (left - _SLACK, top - _SLACK)).all(axis=1)
    return bool((inside & (images[:, 2:] < (right + _SLACK, bottom + _SLACK)).all(axis=1)).any())


def _positions(page: Page, lattice: Lattice, free: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Indices of the free glyphs whose middle lies in the table, and the row and column between edges of each."""
    boxes = page.glyphs.box
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    left, top, right, bottom = lattice.bounds
    inside = np.flatnonzero(free & (x > left) & (x < right) & (y > top) & (y < bottom))
    return (
        inside,
        np.searchsorted(lattice.ys, y[inside], "right") - 1,
        np.searchsorted(lattice.xs, x[inside], "right") - 1,
    )


def _owners(lattice: Lattice) -> np.ndarray:
    """The number of the region that covers each row and column between edges (rows, columns)."""
    owners = np.zeros((len(lattice.ys) - 1, len(lattice.xs) - 1), int)
    for number, region in enumerate(lattice.regions):
        rows = slice(region.row, region.row + region.row_span)
        columns = slice(region.column, region.column + region.column_span)
        owners[rows, columns] = number
    return owners


def _watermark(page: Page, lattice: Lattice, inside: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """Which of the glyphs `inside` are far larger than usual and reach over the lines of their cell."""
    boxes = page.glyphs.box[inside]
    heights = boxes[:, 3] - boxes[:, 1]
    cells = np.array([lattice.box(region) for region in lattice.regions])[owners]
    reach = np.maximum(cells[:, :2] - boxes[:, :2], boxes[:, 2:] - cells[:, 2:]).max(axis=1, initial=0)
    usual = float(np.median(heights)) if len(heights) else 0.0
    large: np.ndarray = (heights > WATERMARK * usual) & (reach > _OUTSIDE * heights)
    return large


def row_texts(pieces: Sequence[Piece], rows: int) -> list[tuple[tuple[int, int, str], ...]]:
    """Each row as (column, column span, text) of the pieces that begin in it."""
    cells: list[list[tuple[int, int, str]]] = [[] for _ in range(rows)]
    for piece in pieces:
        cells[piece.row].append((piece.column, piece.column_span, piece.text))
    return [tuple(sorted(row)) for row in cells]
