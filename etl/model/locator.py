"""Locators: where a printed cell stands in its source, as one short text and as a record.

A locator is stored as text with every cell of the database, so its grammar must not change:

| text | record | stands for |
|---|---|---|
| `t2r5c3` | `TableCell(2, 5, 3)` | table, row, cell of a web page or Word file |
| `s1r5c3` | `SheetCell(1, 5, 3)` | sheet, row, column of a workbook |
| `l12`, `l12c3` | `Line(12)`, `Line(12, 3)` | line of a text file; third piece of that line |
| `n3`, `n3c2` | `Paragraph(3)`, `Paragraph(3, 2)` | paragraph of a web page or Word file; its second word |
| `p4@72,90,130,104` | `PageBox(4, 72, 90, 130, 104)` | page of a PDF or OFD; left, top, right, bottom in points from its top left corner |

All numbers are 1-based. A line of running text that holds several figures is cut into words; their locator is that
of the text followed by `cN`, also on a page (`p4@72,90,130,104c2`) and in a sheet (`s1r5c3c2`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of the n-th table of a document without pages."""

    table: int
    row: int
    cell: int

    def __str__(self) -> str:
        return table_cell(self.table, self.row, self.cell)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of a workbook; `word` is 0 for the whole cell."""

    sheet: int
    row: int
    cell: int
    word: int = 0

    def __str__(self) -> str:
        return sheet_cell(self.sheet, self.row, self.cell) + _suffix(self.word)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file; `word` is the piece of the line, 0 for all of it."""

    line: int
    word: int = 0

    def __str__(self) -> str:
        return text_line(self.line, self.word)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The n-th paragraph of a document without pages; `word` is 0 for all of it."""

    number: int
    word: int = 0

    def __str__(self) -> str:
        return paragraph(self.number) + _suffix(self.word)


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box on a page of a PDF or OFD, in points as a viewer shows the page; `word` is 0 for all text in it."""

    page: int
    left: int
    top: int
    right: int
    bottom: int
    word: int = 0

    def __str__(self) -> str:
        return page_box(self.page, self.left, self.top, self.right, self.bottom) + _suffix(self.word)


Locator = TableCell | SheetCell | Line | Paragraph | PageBox


# Readers write hundreds of locators per report; these functions spare them a record for each.
def table_cell(table: int, row: int, cell: int) -> str:
    return f"t{table}r{row}c{cell}"


def sheet_cell(sheet: int, row: int, cell: int) -> str:
    return f"s{sheet}r{row}c{cell}"


def text_line(number: int, word: int = 0) -> str:
    return f"l{number}c{word}" if word else f"l{number}"


def paragraph(number: int) -> str:
    return f"n{number}"


def page_box(page: int, left: float, top: float, right: float, bottom: float) -> str:
    """Rounds the edges to whole points."""
    return f"p{page}@{left:.0f},{top:.0f},{right:.0f},{bottom:.0f}"


def word_of(text_locator: str, word: int) -> str:
    """Locator of one word (1-based) of the text at `text_locator`."""
    return text_locator + _suffix(word)


def _suffix(word: int) -> str:
    return f"c{word}" if word else ""


_NUMBER = "([1-9][0-9]*)"
_WORD = f"(?:c{_NUMBER})?"
_EDGE = "(-?[0-9]+)"
_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[..., Locator]], ...] = (
    (re.compile(f"t{_NUMBER}r{_NUMBER}c{_NUMBER}"), TableCell),
    (re.compile(f"s{_NUMBER}r{_NUMBER}c{_NUMBER}{_WORD}"), SheetCell),
    (re.compile(f"l{_NUMBER}{_WORD}"), Line),
    (re.compile(f"n{_NUMBER}{_WORD}"), Paragraph),
    (re.compile(f"p{_NUMBER}@{_EDGE},{_EDGE},{_EDGE},{_EDGE}{_WORD}"), PageBox),
)
_LONGEST = 200  # characters; int() refuses endless digits with a message of its own


def parse(text: str) -> Locator:
    """The record that a locator stands for. Raises ValueError if the text is not a locator."""
    if len(text) <= _LONGEST:
        for pattern, kind in _GRAMMAR:
            if match := pattern.fullmatch(text):
                return kind(*(int(number or 0) for number in match.groups()))
    raise ValueError(f"not a locator: {text[:80]!r}")


def whole_text(locator: Locator) -> Locator:
    """The locator of the text that a word belongs to; any other locator unchanged."""
    return locator if isinstance(locator, TableCell) or not locator.word else replace(locator, word=0)


_IN_CHINESE = {
    TableCell: "第 {0.table} 个表第 {0.row} 行第 {0.cell} 格",
    SheetCell: "第 {0.sheet} 张工作表第 {0.row} 行第 {0.cell} 格",
    Line: "第 {0.line} 行",
    Paragraph: "第 {0.number} 段",
    PageBox: "第 {0.page} 页",
}
_IN_ENGLISH = {
    TableCell: "table {0.table}, row {0.row}, cell {0.cell}",
    SheetCell: "sheet {0.sheet}, row {0.row}, cell {0.cell}",
    Line: "line {0.line}",
    Paragraph: "paragraph {0.number}",
    PageBox: "page {0.page}",
}


def describe(locator: Locator, language: str) -> str:
    """The locator in words, in `zh` or `en`: 第 2 个表第 5 行第 3 格, or table 2, row 5, cell 3."""
    words = _IN_CHINESE if language == "zh" else _IN_ENGLISH
    return words[type(locator)].format(locator)
