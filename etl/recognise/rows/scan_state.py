"""Records of the scan: the table and grid it is in, the headers read so far, and the rows it recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.model.document import Piece
from etl.recognise.rows.row_stream import PrintedRow
from etl.recognise.rows.table_caption import UNCAPTIONED, OfReport, TableCaption
from etl.recognise.rows.units import Captions

APPLICANT_COLUMNS = 7
PATHS = ("review", "litigation_direct", "litigation_after_review")
RESULT_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a printed header.

    `pieces`: the heading over each column, empty if headings have no position.
    `certain`: every label was recognised and stands over its own column.
    `candidates`: the (form, block) pairs that print these columns.
    `extra_columns`: columns of the grid under headings that the form does not have.
    `alternative`: the form's own columns, to be used if a row does not fit the printed ones.
    `right_edge`: the first grid column to the right of the header, 0 if unknown.
    `trailing_extras`: how many headings that the form does not have follow its own, where none has a position.
    """

    columns: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    certain: bool = False
    grid: int = -1
    unit: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    extra_columns: frozenset[int] = frozenset()
    alternative: Header | None = None
    right_edge: int = 0
    trailing_extras: int = 0


class RecognisedRow(NamedTuple):
    """A row of the form as printed: one piece per column, or None if its pieces cannot be assigned to columns.

    `order` is its number in the stream of rows; `form` is set if only one form prints these columns; `doubt` names
    what is uncertain; `caption` says what is printed above the table; `excess_columns` says how many columns the row
    reaches beyond its header.
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
    caption: TableCaption = UNCAPTIONED
    excess_columns: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """One recognised column heading: the key of its column, or `path:` and the key of a row printed as columns."""

    key: str
    piece: Piece
    grid: int


@dataclass(slots=True)
class CurrentTable:
    """The table of the form that the scan is in, and its header as far as it was printed.

    `headings` collects consecutive header rows until `header_complete`; `lines` collects those printed one per line.
    """

    table: str = ""
    header: Header | None = None
    headings: list[Heading] = field(default_factory=list)
    header_complete: bool = False
    lines: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class CurrentGrid:
    """The grid that the scan is in: its headings since the last row of figures, and where their last column ends.

    `label` is that of the last row of the form, where it stands whole in one cell.
    """

    number: int = -2
    headings: list[Piece] = field(default_factory=list)
    right_edge: int = 0
    label: Piece | None = None


@dataclass(slots=True)
class ScanResult:
    """What a scan recognised: rows of the form, rows of figures without a label, indicators of the 2014 form, and the
    years that titles and captions name. `look_alikes`: rows whose label is merely similar to one of the form, by order."""

    rows: list[RecognisedRow] = field(default_factory=list)
    orphans: list[tuple[int, PrintedRow]] = field(default_factory=list)
    statistics: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    statistics_units: dict[str, str] = field(default_factory=dict)
    years: set[int | OfReport] = field(default_factory=set)
    look_alikes: dict[int, PrintedRow] = field(default_factory=dict)


@dataclass(slots=True)
class Scan:
    """State of one pass over the stream of rows. `labels_above`: texts without figures since the last row;
    `title`: position and year of the last title of a report; `part_caption`: what the title of the report or the name of the sheet says of all tables below it;
    `caption_used`: a table stands below the last line of the caption."""

    current: CurrentTable = field(default_factory=CurrentTable)
    grid: CurrentGrid = field(default_factory=CurrentGrid)
    labels_above: tuple[str, ...] = ()
    title: tuple[int, int] = (-9, 0)
    part_caption: TableCaption = UNCAPTIONED
    caption: TableCaption = UNCAPTIONED
    caption_used: bool = False
    captions: Captions = field(default_factory=Captions)
    result: ScanResult = field(default_factory=ScanResult)


def is_blank(row: RecognisedRow) -> bool:
    """Whether the row was printed without any figure."""
    return row.pieces is not None and not any(piece.text.strip() for piece in row.pieces)


def share_grid(headings: Sequence[Heading], row: PrintedRow) -> bool:
    """Whether these headings stand in the grid of `row`, each over a column of its own."""
    distinct = len({heading.piece.column for heading in headings}) == len(headings)
    return row.positioned and distinct and all(heading.grid == row.grid for heading in headings)
