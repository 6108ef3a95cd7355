"""A source once read, whatever its format: paragraphs and grids in reading order.

Every piece carries its locator, so that a figure can be found again in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple


class Unreadable(Exception):
    """Raised for a file that cannot be read; the message tells a clerk, in Chinese, what is wrong and what to do.

    `etl/text/refusals.toml` has it in English; `en` says it where the message holds sentences that are not there.
    """

    def __init__(self, message: str, en: str = "") -> None:
        super().__init__(message)
        self.en = en


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


_COLUMN = attrgetter("column")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source.

    A `ragged` grid has no geometry (plain text, broken Markdown): the column of a piece only counts the pieces
    printed before it in its row.
    """

    pieces: tuple[Piece, ...]
    ragged: bool = False

    def rows(self) -> Iterator[tuple[Piece, ...]]:
        """The pieces that begin in each row, in column order; empty rows are included."""
        by_row: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            by_row.setdefault(piece.row, []).append(piece)
        for row in range(max(by_row, default=-1) + 1):
            yield tuple(sorted(by_row.get(row, ()), key=_COLUMN))


class Paragraph(NamedTuple):
    """One printed paragraph or line outside tables, with its locator."""

    text: str
    locator: str


class PartName(NamedTuple):
    """Where a part of the source begins that has a name of its own, such as a sheet of a workbook."""

    name: str
    locator: str


Block = Paragraph | Grid | PartName


class Note(NamedTuple):
    """Something a person should know about how a file was read.

    `kind` is the variant of a reading rule in `rules.toml`; `detail` (how many, which), `page` and `reason` (why a part
    could not be read, as `Unreadable` says it) fill its sentence.
    """

    kind: str
    detail: str = ""
    page: str = ""
    reason: str = ""


_MOST_AROUND = 60


def around(lines: Iterable[str], watermarks: Iterable[str] = ()) -> dict[str, str]:
    """The metadata `around` and `watermarks` of these lines, each once and at most 60 of them; those without words left out."""
    both = {"around": lines, "watermarks": watermarks}
    words = {
        key: "\n".join(islice(dict.fromkeys(filter(None, texts)), _MOST_AROUND))
        for key, texts in both.items()
    }
    return {key: text for key, text in words.items() if text}


@dataclass(frozen=True, slots=True)
class Document:
    """A source once read.

    `blocks` are in reading order. `metadata` is what the file states about itself outside its text: `title` (of the
    web page), `published_on`, `url`, `site`, `author`, `synthetic`, `around` (headers, footers, text boxes and the name
    of the only sheet, one per line), `watermarks`, each only if present.
    """

    format: str
    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def around(self) -> list[str]:
        """The lines of the metadata `around`."""
        return self.metadata.get("around", "").splitlines()

    @property
    def watermarks(self) -> list[str]:
        """The lines of the metadata `watermarks`."""
        return self.metadata.get("watermarks", "").splitlines()

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
