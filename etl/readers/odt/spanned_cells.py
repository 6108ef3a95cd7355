"""The cells of a row, and how many columns or rows each takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat

from lxml import etree

from etl.readers.odt.names import TABLE

CELL, COVERED = TABLE + "table-cell", TABLE + "covered-table-cell"
MOST_CELLS = 200_000


def count(element: etree._Element, name: str) -> int:
    """The number that an attribute of a table's element states: 1 if it states none, more than `MOST_CELLS` if too many."""
    value = element.get(TABLE + name) or "1"
    return (
        min(int(value), MOST_CELLS + 1) if value.isdecimal() and len(value) < len(str(MOST_CELLS)) + 4 else 1
    )


def are_covered_left_out(rows: Iterable[etree._Element]) -> bool:
    """Whether the rows of a table name no covered cell and are of different lengths: some writers do as web pages do."""
    lengths = set()
    for row in rows:
        if row.find(COVERED) is not None:
            return False
        lengths.add(sum(count(cell, "number-columns-repeated") for cell in row.iterchildren(CELL)))
    return len(lengths) > 1


def with_covered(row: etree._Element, above: Mapping[int, tuple[int, int]]) -> Iterator[etree._Element]:
    """The cells of a row that leaves covered ones out, with these between them.

    `above` gives by column how many more rows a cell above covers, and how many columns.
    """
    covered = etree.Element(COVERED)
    column = 0
    for cell in row.iterchildren(CELL):
        while column in above:
            yield from repeat(covered, above[column][1])
            column += above[column][1]
        yield cell
        width = min(count(cell, "number-columns-spanned"), MOST_CELLS)
        yield from repeat(covered, width - 1)
        column += max(width, count(cell, "number-columns-repeated"))
    while column in above:
        yield from repeat(covered, above[column][1])
        column += above[column][1]
