"""Tables in plain text: bars between cells, one cell per line, or columns aligned by tabs or spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from etl.readers.text.text_rows import BAR, RULE, Lines, TextRow, is_barred_rule
from etl.text.numbers import states_figure

_GAP = re.compile(r"\t| {2,}|(?<=\S)\u3000+(?=\S)")
_BARS = ("|", "｜", "│", "┃", "￨", "¦")
_MOST_BARS = 2000  # of a line; no form has so many cells
_NUMBERS = re.compile(r"(?:(?:^|(?<=[^\s\d.,:：]) )-?\d[\d,]*(?:\.\d+)?(?: -?\d[\d,]*(?:\.\d+)?)*)$")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_LABEL_AFTER_LABEL = re.compile(r" (?=[（(]?[一二三四五六七八九\d]{1,2}[）).、．]\D)")
_FIGURE = re.compile(r"[\s\d,.０-９]+")
_MOST_RULES = 50
_LONGEST_CELL = 5000
_FEWEST_SPACED, _FEWEST_TABBED = 3, 2  # cells of a row

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([|.()\[\]*_#+\-!`~>])")
# tags that do not change what a cell says, and marks around the whole of it
_TAG = re.compile(r"</?(?:span|font|b|strong|i|em|u|p|div|center|small|nobr)\b[^<>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`{1,2})([^*_`]+)\1")


class TextTable(NamedTuple):
    """The rows of a table, and how many lines it takes."""

    lines: int
    rows: list[TextRow]


def table_at(lines: Lines, start: int) -> TextTable | None:
    """The table that begins at line `start` (0-based); None if none does."""
    return _barred(lines, start) or _cell_per_line(lines, start) or _aligned(lines, start)


def _from(lines: Lines, start: int) -> Iterator[tuple[int, str]]:
    # islice would count its way from the first line each time
    return (lines[index] for index in range(start, len(lines)))


def _barred(lines: Lines, start: int) -> TextTable | None:
    """Consecutive lines of the form `| a | b |` or `a | b`; the rules between them are left out.

    The outer bars are a frame only if every line begins with a bar, and bars end cells if every line ends with one;
    otherwise they separate blank cells.
    """
    printed: list[tuple[int, str]] = []
    taken = 0
    for number, line in _from(lines, start):
        if not printed and taken > _MOST_RULES:
            break
        if is_barred_rule(line) or (printed and RULE.match(line)):
            taken += 1
            continue
        if not _is_barred_row(lines, start + taken):
            break
        taken += 1
        printed.append((number, line))
    is_framed = all(_starts_with_bar(line) for _, line in printed)
    ends_cells = not is_framed and all(line.rstrip().endswith(_BARS) for _, line in printed)
    rows = [
        [
            (number, _plain_cell(cell))
            for cell in _cells(line.rstrip()[:-1] if ends_cells else line, is_framed)
        ]
        for number, line in printed
    ]
    return TextTable(taken, rows) if rows else None


def _is_barred_row(lines: Lines, index: int) -> bool:
    """Whether a line has bars between cells; one bar alone is enough before a figure, or above such a line."""
    line = lines[index][1]
    bars = len(BAR.findall(line))
    if bars > _MOST_BARS:
        return False
    if bars != 1 or _starts_with_bar(line):
        return bars > 0
    below = next((line for _, line in _from(lines, index + 1) if line.strip()), "")
    return _ends_with_figure(line) or len(BAR.findall(below)) > 1 or _ends_with_figure(below)


def _ends_with_figure(line: str) -> bool:
    return BAR.search(line) is not None and states_figure(BAR.split(line)[-1])


def _starts_with_bar(line: str) -> bool:
    return line.lstrip().startswith(_BARS)


def _cells(line: str, is_framed: bool) -> list[str]:
    """Split a line at its bars, without those of the frame; the last bar may be missing."""
    if not is_framed:
        return BAR.split(line)
    cells = BAR.split(line.strip())
    return cells[1:-1] if not cells[-1].strip() and len(cells) > 2 else cells[1:]


def _plain_cell(cell: str) -> str:
    """A cell's words without the marks of Markdown and HTML."""
    cell = _BREAK.sub("", cell)
    if "<" in cell:
        cell = _TAG.sub("", cell)
    if "&" in cell:
        cell = unescape(cell)
    if emphasis := _EMPHASIS.fullmatch(cell.strip()):
        cell = emphasis[2]
    return unescaped(cell).replace("**", "").strip(" \t\xa0")


def unescaped(words: str) -> str:
    """Words of Markdown without the backslash before marks that are meant as such."""
    return _ESCAPED.sub(r"\1", words)


def _cell_per_line(lines: Lines, start: int) -> TextTable | None:
    """Cells each on a line that begins with a tab; a blank line ends the row.

    A line without a tab continues the cell before it, unless that is a number.
    """
    if not lines[start][1].startswith("\t"):
        return None
    rows: list[TextRow] = [[]]
    taken = 0
    for index, (number, line) in enumerate(_from(lines, start)):
        if line.startswith("\t") and "\t" not in line[1:].strip():
            rows[-1].append((number, line[1:]))
            taken = index + 1
        elif not line.strip():
            if rows[-1]:
                rows.append([])
        elif rows[-1] and _continues_cell(rows[-1][-1][1], lines[start + index - 1][1]):
            first, text = rows[-1][-1]
            rows[-1][-1] = (first, text + line)
            taken = index + 1
        else:
            break
    rows = [row for row in rows if row]
    return TextTable(taken, rows) if len(rows) > 1 or (rows and len(rows[0]) > 1) else None


def _continues_cell(cell: str, line_before: str) -> bool:
    """Whether a line belongs to the cell before it."""
    return bool(line_before.strip()) and not _FIGURE.fullmatch(cell) and len(cell) <= _LONGEST_CELL


def _aligned(lines: Lines, start: int) -> TextTable | None:
    """Consecutive lines of several parts separated by tabs, or of at least three separated by wide gaps."""
    rows: list[TextRow] = []
    taken = 0
    for index, (number, line) in enumerate(_from(lines, start)):
        is_tabbed = "\t" in line.strip("\n ")
        cells = line.rstrip("\n").split("\t") if is_tabbed else _GAP.split(line.strip())
        if len(cells) < (_FEWEST_TABBED if is_tabbed else _FEWEST_SPACED):
            if not line.strip() and rows:
                continue
            break
        rows.append([(number, part) for cell in cells for part in _numbers_apart(cell.strip(" "))])
        taken = index + 1
    return TextTable(taken, rows) if rows else None


def _numbers_apart(cell: str) -> list[str]:
    """Separate labels, and numbers that only one space separates from them and from each other.

    What may be one number with its thousands separated stays whole: the number of cells will tell.
    """
    numbers = _NUMBERS.search(cell)
    label = cell[: numbers.start()] if numbers else cell
    parts = _LABEL_AFTER_LABEL.split(label.rstrip()) if label else []
    if numbers:
        spaced = numbers[0].strip()
        parts += [spaced] if _THOUSANDS.fullmatch(spaced) else spaced.split()
    return parts or [cell]
