"""Lays out the official form as printed: boxes with rows, columns and spans, with the labels of `etl.form`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from etl.form import Block, Line, Table
from etl.model.report import Address

# the mark of what stands on a sheet for people alone: from its column on, nothing of the sheet is read
NOT_READ = "（不读入）"
# printed headings that name neither a row nor a column
CONTENT = "信息内容"
APPLICANTS = "申请人情况"
INDICATOR_HEADINGS = {
    "disclosed": "一、主动公开情况",
    "responses": "二、回应解读情况",
    "applications": "三、依申请公开情况",
}


_IN_ENGLISH = {
    CONTENT: "Content",
    APPLICANTS: "Applicants",
    "法人或其他组织": "Legal persons and other organisations",
    "三、本年度办理结果": "3. Outcomes this year",
    "（三）不予公开": "(3) Refused",
    "（四）无法提供": "(4) Cannot be provided",
    "（五）不予处理": "(5) Not processed",
    "（六）其他处理": "(6) Otherwise handled",
    "行政诉讼": "Administrative litigation",
}


@dataclass(frozen=True, slots=True)
class Box:
    """One printed box of a table, 0-based; boxes for figures have an `address`, labels the `english` of their text where the
    form declares one."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    address: Address | None = None
    english: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of the form as printed."""

    key: str
    boxes: tuple[Box, ...]

    @property
    def width(self) -> int:
        return max(box.column + box.column_span for box in self.boxes)

    @property
    def height(self) -> int:
        return max(box.row + box.row_span for box in self.boxes)

    def rows(self) -> list[list[Box]]:
        """The boxes that begin in each row, in column order."""
        rows: list[list[Box]] = [[] for _ in range(self.height)]
        for box in sorted(self.boxes, key=lambda box: box.column):
            rows[box.row].append(box)
        return rows

    def grid(self) -> list[list[str]]:
        """The texts by row and column; that of a spanning box is in its first position only."""
        grid = [[""] * self.width for _ in range(self.height)]
        for box in self.boxes:
            grid[box.row][box.column] = box.text
        return grid


def printed(table: Table, cells: Mapping[Address, str]) -> PrintedTable:
    """The table with the printed text of `cells`; cells that are not given are blank."""
    if table.key == "statistics":
        return PrintedTable(table.key, tuple(_indicators(table, cells)))
    if any(block.across for block in table.blocks):
        return PrintedTable(table.key, tuple(_across(table, cells)))
    if len(table.blocks) > 1:
        return PrintedTable(table.key, tuple(_stacked(table, cells)))
    return PrintedTable(table.key, tuple(_by_applicant(table, cells)))


def label(line: Line) -> str:
    """A row's label with its number before it."""
    return line.number + line.label_zh


def _label(line: Line, row: int, column: int, row_span: int = 1, column_span: int = 1) -> Box:
    return Box(label(line), row, column, row_span, column_span, english=line.label_en)


def _heading(text: str, row: int, column: int, row_span: int = 1, column_span: int = 1) -> Box:
    return Box(text, row, column, row_span, column_span, english=_IN_ENGLISH.get(text, ""))


def _stacked(table: Table, cells: Mapping[Address, str]) -> Iterable[Box]:
    """Table 二: blocks below each other, the last column of each extended to the right edge."""
    width = 1 + max(len(block.columns) for block in table.blocks)
    row = 0
    for block in table.blocks:
        reach = [1] * (len(block.columns) - 1) + [width - len(block.columns)]
        yield Box(block.label_zh, row, 0, 1, width, english=block.label_en)
        yield _heading(CONTENT, row + 1, 0)
        for at, column in enumerate(block.columns, 1):
            yield _label(column, row + 1, at, 1, reach[at - 1])
        for down, line in enumerate(block.rows, row + 2):
            yield _label(line, down, 0)
            for at, column in enumerate(block.columns, 1):
                address = Address(table.key, line.key, column.key)
                yield Box(cells.get(address, ""), down, at, 1, reach[at - 1], address)
        row += 2 + len(block.rows)


def _by_applicant(table: Table, cells: Mapping[Address, str]) -> Iterable[Box]:
    """Table 三: three columns of labels, then one column per type of applicant."""
    block = table.blocks[0]
    yield Box(block.label_zh, 0, 0, 3, 3, english=block.label_en)
    yield _heading(APPLICANTS, 0, 3, 1, len(block.columns))
    at = 3
    for under, group in groupby(block.columns, key=lambda column: column.under):
        columns = list(group)
        if under:
            yield _heading(under, 1, at, 1, len(columns))
        for offset, column in enumerate(columns):
            yield _label(column, 2 if under else 1, at + offset, 1 if under else 2)
        at += len(columns)
    yield from _outcome_labels(block)
    for row, line in enumerate(block.rows, 3):
        for at, column in enumerate(block.columns, 3):
            address = Address(table.key, line.key, column.key)
            yield Box(cells.get(address, ""), row, at, 1, 1, address)


def _outcome_labels(block: Block) -> Iterable[Box]:
    rows = list(enumerate(block.rows, 3))
    for under, inside in groupby(rows, key=lambda entry: bool(entry[1].under)):
        lines = list(inside)
        if not under:
            for row, line in lines:
                yield _label(line, row, 0, 1, 3)
            continue
        outer = lines[0][1].under
        yield _heading(outer, lines[0][0], 0, len(lines), 1)
        for heading, members in groupby(lines, key=lambda entry: entry[1].under):
            group = list(members)
            if heading != outer:
                yield _heading(heading, group[0][0], 1, len(group), 1)
            for row, line in group:
                yield _label(line, row, 1 if heading == outer else 2, 1, 2 if heading == outer else 1)


def _across(table: Table, cells: Mapping[Address, str]) -> Iterable[Box]:
    """Table 四: its rows are groups of columns, and all figures stand in one line."""
    block = table.blocks[0]
    size, at = len(block.columns), 0
    for under, group in groupby(block.rows, key=lambda line: line.under):
        lines = list(group)
        if under:
            yield _heading(under, 0, at, 1, size * len(lines))
        for line in lines:
            yield _label(line, 1 if under else 0, at, 1, size)
            for offset, column in enumerate(block.columns):
                address = Address(table.key, line.key, column.key)
                yield _label(column, 2 if under else 1, at + offset, 1 if under else 2)
                yield Box(cells.get(address, ""), 3, at + offset, 1, 1, address)
            at += size


def _indicators(table: Table, cells: Mapping[Address, str]) -> Iterable[Box]:
    """The statistics table of 2014: indicator, unit, value."""
    block = table.blocks[0]
    for column, text in enumerate((block.label_zh, "单位", block.columns[0].label_zh)):
        yield Box(text, 0, column)
    row = 1
    for line in block.rows:
        if line.key in INDICATOR_HEADINGS:
            yield Box(INDICATOR_HEADINGS[line.key], row, 0, 1, 3)
            row += 1
        address = Address(table.key, line.key, block.columns[0].key)
        yield _label(line, row, 0)
        yield Box(line.unit or block.unit, row, 1)
        yield Box(cells.get(address, ""), row, 2, 1, 1, address)
        row += 1
