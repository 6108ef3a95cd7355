"""Comma- and tab-separated files, as spreadsheet programs and scrapers write them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from etl.model.document import Document, Grid, Note, Paragraph, Piece
from etl.model.locator import text_line
from etl.text.encoding import decode

_DELIMITERS = ",\t;|"
_TEXT_FORMULA = re.compile(r'^="([^"]*)"$')  # keeps Excel from reading a text as a number
_FORMULA = re.compile(r"=[A-Za-z]{2,}\(|=[A-Z]{1,3}\d+[+\-*/]")


def read(data: bytes, name: str) -> Document:
    """Read one grid, or one for each table whose columns pandas numbered in a row above it.

    Texts that stand alone before the first row of several cells, such as a title, are paragraphs. Locators are line
    numbers and cells. Raises nothing: an open quote ends at the end of the file.
    """
    rows = list(_rows(decode(data).removeprefix("\ufeff")))
    start = next((index for index, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), len(rows))
    blocks: list[Paragraph | Grid] = [
        Paragraph(text, text_line(number)) for number, cells in rows[:start] for text in cells if text
    ]
    heads = [index for index, (row, below) in enumerate(pairwise(rows)) if _numbers_columns(row[1], below[1])]
    for first, last in zip([start, *(head + 1 for head in heads)], [*heads, len(rows)], strict=True):
        blocks += _grid(rows[first:last])
    notes = (
        (Note("not_calculated"),) if any(_FORMULA.match(cell) for _, cells in rows for cell in cells) else ()
    )
    return Document("csv", tuple(blocks), notes=notes)


def _numbers_columns(cells: list[str], below: list[str]) -> bool:
    """Whether a row is a blank cell and 0, 1, 2 …, and the rows below are numbered from 0, too."""
    numbers = cells[1:]
    return (
        (cells[:1], below[:1]) == ([""], ["0"])
        and len(numbers) > 1
        and numbers == [str(at) for at in range(len(numbers))]
    )


def _grid(rows: list[tuple[int, list[str]]]) -> Iterator[Grid]:
    pieces = [
        Piece(text, row, column, text_line(number, column + 1))
        for row, (number, cells) in enumerate(rows)
        for column, text in enumerate(cells)
    ]
    if pieces:
        yield Grid(tuple(pieces))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's first line number and its cells."""
    counts = Counter(character for character in text if character in _DELIMITERS)
    delimiter = max(_DELIMITERS, key=counts.__getitem__)
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(text.replace("\x00", "").splitlines(keepends=True), delimiter=delimiter)
    lines_before = 0
    for cells in rows:
        yield lines_before + 1, [_TEXT_FORMULA.sub(r"\1", cell.strip()) for cell in cells]
        lines_before = rows.line_num
