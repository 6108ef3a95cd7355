"""A file once read, whatever format it had: paragraphs and grids in reading order.

Every cell knows where it stood, so that a figure can be found again in its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Unreadable(Exception):
    """A file that cannot be read; the message is for a clerk: what is wrong, what to do."""


class Piece(NamedTuple):
    """One printed cell: its text, its position in the grid (0-based) and the rows and columns that it spans.

    `locator` says where it stands in the source (see `model/locator.py`). A tuple, because a report has hundreds.
    """

    text: str
    row: int
    column: int
    locator: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source. `ragged` grids have no geometry: a column number is only a count
    of the pieces printed before it in its row (text, torn Markdown), never a position."""

    pieces: tuple[Piece, ...]
    ragged: bool = False

    def rows(self) -> Iterator[tuple[Piece, ...]]:
        """The pieces that begin in each row, in column order; empty rows are not left out."""
        at: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            at.setdefault(piece.row, []).append(piece)
        for row in range(max(at, default=-1) + 1):
            yield tuple(sorted(at.get(row, ()), key=lambda piece: piece.column))


class Paragraph(NamedTuple):
    """One printed paragraph or line outside tables, with its locator."""

    text: str
    locator: str


class Note(NamedTuple):
    """What a person should know of how a file was read: a variant of a rule on reading in `rules.toml`, and the
    words that its sentence wants: what was found (how many, which), and on which page."""

    kind: str
    found: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file once read. `blocks` in reading order; `metadata` holds what the file says of itself
    outside its text: `title` (HTML title), `published_on`, `url`, `site`, `author` where present."""

    format: str
    blocks: tuple[Paragraph | Grid, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
