"""Rows and spans of the official form's tables, as the form prints them; the HTML is official_form.html."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias


class Mark(NamedTuple):
    """A small sign behind the printed text: its HTML tag (`sup` or `sub`), class and text."""

    tag: str
    css: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading cell; `translation` is the English label, None where only Chinese is shown."""

    text: str
    translation: str | None = None
    css: str = ""
    colspan: int = 1
    rowspan: int = 1
    is_heading: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell with what the report prints in it; without an address it is a gap that the form leaves."""

    text: str = ""
    address: str = ""
    marks: tuple[Mark, ...] = ()
    description: str = ""
    css: str = ""
    chosen: bool = False
    colspan: int = 1
    rowspan: int = 1
    is_heading: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form."""

    key: str
    heading: str
    translation: str | None
    rows: list[list[Heading | Printed]]


# makes the printed cell of a row of agency_cells.sql, as wide as so many columns
Printer: TypeAlias = Callable[[Any, int], Printed]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a table, `rows` by `columns`; `bilingual` adds English labels.

    Rows and columns are the first cell of each in printed order, which carries the labels.
    """

    rows: Sequence[Any]
    columns: Sequence[Any]
    cells: dict[tuple[str, str], Any]
    bilingual: bool

    @classmethod
    def of(cls, cells: Sequence[Any], bilingual: bool) -> Block:
        """The block that some rows of agency_cells.sql make up."""
        at_address = {(cell.row_key, cell.column_key): cell for cell in cells}
        return cls(
            _first_of_each(cells, "row_key"), _first_of_each(cells, "column_key"), at_address, bilingual
        )

    def printed(self, row: Any, column: Any, printer: Printer, colspan: int = 1) -> Printed:
        """The cell of a row and a column; a gap where the form has none."""
        cell = self.cells.get((row.row_key, column.column_key))
        return printer(cell, colspan) if cell else Printed(colspan=colspan)

    def heading(self, cell: Any, axis: str, css: str = "", colspan: int = 1, rowspan: int = 1) -> Heading:
        """The heading of a `row` (with its number) or a `column`."""
        number = str(cell.row_number or "") if axis == "row" else ""
        translation = str(getattr(cell, f"{axis}_label_en")) if self.bilingual else None
        return Heading(f"{number}{getattr(cell, f'{axis}_label_zh')}", translation, css, colspan, rowspan)


def rows_below_each_other(block: Block, width: int, printer: Printer) -> list[list[Heading | Printed]]:
    """Lay out rows under one another, with the form's groups of rows as columns on their left.

    `width` is the number of columns of the table's widest block: the last column takes up the rest.
    """
    paths = group_paths([str(row.row_under) for row in block.rows])
    depth = max(map(len, paths), default=0)
    spans = [1] * (len(block.columns) - 1) + [width - len(block.columns) + 1]
    laid_out = _column_headings(block, depth + 1, spans)
    for at, row in enumerate(block.rows):
        groups = [label for label in paths[at] if at == 0 or label not in paths[at - 1]]
        line: list[Heading | Printed] = [
            Heading(label, css="under", rowspan=sum(label in path for path in paths)) for label in groups
        ]
        line.append(block.heading(row, "row", "row", colspan=depth + 1 - len(paths[at])))
        line += [
            block.printed(row, column, printer, span)
            for column, span in zip(block.columns, spans, strict=True)
        ]
        laid_out.append(line)
    return laid_out


def rows_side_by_side(block: Block, printer: Printer) -> list[list[Heading | Printed]]:
    """Lay out rows beside one another with their cells in one line, as table 四 does."""
    width = len(block.columns)
    groups: list[Heading | Printed] = []
    labels: list[Heading | Printed] = []
    for at, row in enumerate(block.rows):
        if not row.row_under:
            groups.append(block.heading(row, "row", colspan=width, rowspan=2))
            continue
        labels.append(block.heading(row, "row", colspan=width))
        if at == 0 or row.row_under != block.rows[at - 1].row_under:
            grouped = sum(other.row_under == row.row_under for other in block.rows)
            groups.append(Heading(str(row.row_under), colspan=grouped * width))
    columns: list[Heading | Printed] = [
        block.heading(column, "column") for _ in block.rows for column in block.columns
    ]
    cells: list[Heading | Printed] = [
        block.printed(row, column, printer) for row in block.rows for column in block.columns
    ]
    return [line for line in (groups, labels, columns, cells) if line]


def group_paths(under: Sequence[str]) -> list[list[str]]:
    """For each row the groups that it stands in, widest first: a group reaches from its first row to its last."""
    reach = {
        label: (under.index(label), len(under) - 1 - list(reversed(under)).index(label))
        for label in under
        if label
    }
    widest_first = sorted(reach, key=lambda label: reach[label][0] - reach[label][1])
    return [
        [label for label in widest_first if reach[label][0] <= at <= reach[label][1]]
        for at in range(len(under))
    ]


def _column_headings(block: Block, left: int, spans: Sequence[int]) -> list[list[Heading | Printed]]:
    """The block's own heading and its column headings, grouped where the form groups them."""
    title = str(next(iter(block.cells.values())).block_label_zh)
    columns = list(zip(block.columns, spans, strict=True))
    if not any(column.column_under for column in block.columns):
        headings = [block.heading(column, "column", colspan=span) for column, span in columns]
        return [
            [Heading(title, css="block", colspan=left + sum(spans))],
            [Heading("", css="corner", colspan=left), *headings],
        ]
    upper: list[Heading | Printed] = [Heading(title, css="corner", colspan=left, rowspan=2)]
    lower: list[Heading | Printed] = []
    group = ""
    for column, span in columns:
        if not column.column_under:
            upper.append(block.heading(column, "column", colspan=span, rowspan=2))
            continue
        lower.append(block.heading(column, "column", colspan=span))
        if column.column_under != group:
            group = str(column.column_under)
            upper.append(Heading(group, colspan=sum(other.column_under == group for other in block.columns)))
    return [upper, lower]


def _first_of_each(cells: Sequence[Any], name: str) -> list[Any]:
    """The first cell of each row or column, in printed order."""
    first: dict[str, Any] = {}
    for cell in cells:
        first.setdefault(getattr(cell, name), cell)
    return list(first.values())
