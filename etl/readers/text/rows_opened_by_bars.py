"""Tables of text copied by a program that opens each row with a bar on a line of its own and ends each cell with one.

    |
     行政许可 |
     12 | ||

Bars beyond the first after a cell fill the row up to the width of the table, or stand for blank cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from etl.readers.text.text_rows import BAR, FEWEST, MOST_AHEAD, Lines, TextRow, Torn, blanks, is_barred_rule
from etl.text.numbers import states_figure

_ENDED = re.compile(r"(?P<text>[^|｜│┃￨¦]*[^|｜│┃￨¦\s])\s*(?P<bars>[|｜│┃￨¦][|｜│┃￨¦\s]*)")
_MOST_LINES = 8  # of one cell
_FIRST = 10  # rows that tell whether they are a table's


def table_at(lines: Lines, start: int) -> Torn | None:
    """The table whose first row opens at line `start` (0-based); None unless its first rows have several cells."""
    if not _opens_row(lines[start][1]) or not _is_likely(lines, start):
        return None
    found = _rows(lines, start)
    first = list(islice(found, _FIRST))  # not all: the next line would be tried as long
    wide = [row for _, row in first if sum(bool(text) for _, text in row) > 1]
    if len(wide) < FEWEST or 2 * len(wide) < len(first):
        return None
    rows: list[TextRow] = []
    end = start
    for position, row in chain(first, found):
        end = position
        # figures go on behind figures: that bar was a blank cell's. Below headings they are the row of 表四
        if rows and states_figure(row[0][1]) and states_figure(rows[-1][-1][1]):
            rows[-1] += [*blanks(row[0][0], 1), *row]
        else:
            rows.append(row)
    return Torn(end - start, rows, [])


def _opens_row(line: str) -> bool:
    return line[:1].strip() != "" and BAR.fullmatch(line.strip()) is not None


def _is_likely(lines: Lines, start: int) -> bool:
    """Whether the first line below that says anything ends with a bar."""
    below = (lines[index][1].strip() for index in range(start + 1, min(start + MOST_AHEAD, len(lines))))
    return _ENDED.fullmatch(next(filter(None, below), "")) is not None


def _rows(lines: Lines, start: int) -> Iterator[tuple[int, TextRow]]:
    """Yield each row with the position after its last cell."""
    row: TextRow = []
    parts: list[str] = []
    end = start
    for index in range(start, len(lines)):
        number, line = lines[index]
        text = line.strip()
        if not text or is_barred_rule(text):
            continue
        if _opens_row(line):
            if row:
                yield end, row
            row, parts = [], []
        elif ended := _ENDED.fullmatch(text):
            row.append((number, "".join([*parts, ended["text"]])))
            row += blanks(number, len(BAR.findall(ended["bars"])) - 1)
            parts, end = [], index + 1
        elif not BAR.sub("", text).strip() and row:
            row += blanks(number, len(BAR.findall(text)))
            end = index + 1
        elif BAR.search(text) or len(parts) == _MOST_LINES:
            break
        else:
            parts.append(text)
    if row:
        yield end, row
