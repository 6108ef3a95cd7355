"""What has been seen while going down a document: columns last printed, rows found, what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.model.document import Piece
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.units import Captions

TYPES = 7
PATHS = ("review", "litigation_direct", "litigation_after_review")
RESULTS = 5


@dataclass(frozen=True, slots=True)
class Header:
    """The columns last printed. `pieces` gives the place of each; `sure`: every label was recognised and
    its place is its own. `candidates`: the blocks of forms that print such columns; `strange`: the places under
    headings that are none of the form's; `instead`: the form's own columns, where some were not printed; `right`:
    the column after the last that the header's rows reach, 0 where that is not known; `behind`: how many headings
    that are none of the form's come after its own, where there are no places to tell them by."""

    columns: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    sure: bool = False
    grid: int = -1
    unit: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    strange: frozenset[int] = frozenset()
    instead: Header | None = None
    right: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the form as printed: a piece for each of its columns, or None where it could not be told which.

    `form` is set where only one form prints these columns; `doubt` says what is uncertain; `year` is that of the
    last title above, 0 where there was none; `excess` how many columns it reaches beyond its header.
    """

    table: str
    row: str
    columns: tuple[str, ...]
    pieces: tuple[Piece, ...] | None
    order: int
    form: str = ""
    unit: str = ""
    doubt: str = ""
    printed: tuple[str, ...] = ()
    year: int = 0
    excess: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """One recognised heading of a column: the column's key, or `path:` and the key of a row printed across."""

    key: str
    piece: Piece
    grid: int


@dataclass
class Scan:
    """What has been seen so far while going down the stream. `pending`: texts without figures since the last row;
    `above`: headings of this grid since then, whether known or not."""

    table: str = ""
    header: Header | None = None
    heads: list[Head] = field(default_factory=list)
    heads_ended: bool = False
    lines: list[Piece] = field(default_factory=list)
    grid: int = -2
    pending: tuple[str, ...] = ()
    above: list[Piece] = field(default_factory=list)
    right: int = 0
    year: int = 0
    captions: Captions = field(default_factory=Captions)
    found: list[FoundRow] = field(default_factory=list)
    orphans: list[tuple[int, PrintedRow]] = field(default_factory=list)
    statistics: dict[str, tuple[Piece, ...]] = field(default_factory=dict)


def begin(state: Scan, table: str) -> None:
    """From here on it is this table, and no header of it has been printed yet."""
    state.table, state.header, state.heads, state.heads_ended, state.lines = table, None, [], False, []


def silent(row: FoundRow) -> bool:
    """Whether the row was printed without any figure."""
    return row.pieces is not None and not any(piece.text.strip() for piece in row.pieces)


def one_grid(heads: Sequence[Head], row: PrintedRow) -> bool:
    """Whether the columns of these heads are places in one grid, each its own."""
    own = len({head.piece.column for head in heads}) == len(heads)
    return row.positioned and own and all(head.grid == row.grid for head in heads)
