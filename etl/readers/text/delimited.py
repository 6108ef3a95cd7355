"""Comma- and tab-separated files, as spreadsheet programs and scrapers write them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.model.locator import text_line
from etl.text.encoding import decode

_DELIMITERS = ",\t;|"


def read(data: bytes, name: str) -> Document:
    """One grid; what stands alone before its first row of several cells is text, such as the title.

    Places are line numbers and cells. Raises nothing: a broken quote ends at the end of the file.
    """
    rows = list(_rows(decode(data).removeprefix("\ufeff")))
    start = next((at for at, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1), len(rows))
    paragraphs = [
        Paragraph(text, text_line(number)) for number, cells in rows[:start] for text in cells if text
    ]
    pieces = [
        Piece(text, row, column, text_line(number, column + 1))
        for row, (number, cells) in enumerate(rows[start:])
        for column, text in enumerate(cells)
    ]
    return Document("csv", (*paragraphs, Grid(tuple(pieces))) if pieces else tuple(paragraphs))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    counts = Counter(character for character in text if character in _DELIMITERS)
    delimiter = max(_DELIMITERS, key=lambda one: counts[one])
    lines = csv.reader(text.replace("\x00", "").splitlines(keepends=True), delimiter=delimiter)
    csv.field_size_limit(2**31 - 1)
    before = 0
    for cells in lines:
        yield before + 1, [cell.strip() for cell in cells]
        before = lines.line_num
