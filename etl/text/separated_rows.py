"""Rows of a list kept as CSV, with the encodings, separators and marks that Excel and WPS write."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice

from etl.text.encoding import decode

_SEPARATORS = ",;\t|"
_LOOKED_AT = 20
# Excel's own first line, which names the separator
_NAMED = re.compile(r"sep=(.)\r?\n")


def separated_rows(data: bytes) -> list[list[str]]:
    """The rows, a blank line being an empty one. The separator is the one that divides most of the first rows alike.

    Raises csv.Error if a cell is longer than a list's can be.
    """
    text = decode(data).removeprefix("\ufeff").replace("\x00", "")
    named = _NAMED.match(text)
    if named:
        return [[], *_rows(text[named.end() :], named[1])]
    return _rows(text, max(_SEPARATORS, key=lambda sign: _divided_alike(text, sign)))


def _rows(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(keepends=True), delimiter=separator))


def _divided_alike(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells, and that number; a row of one cell is not divided."""
    lines = islice(csv.reader(text.splitlines(keepends=True), delimiter=separator), _LOOKED_AT)
    widths = Counter(len(row) for row in lines if len(row) > 1)
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
