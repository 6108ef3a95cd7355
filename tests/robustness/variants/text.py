"""Variants in plain text and Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from random import Random

from etl.demo import text_files
from etl.demo.web import table_html
from etl.form.layout import PrintedTable
from tests.robustness.variants.case import Case
from tests.robustness.variants.cells import some
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.structure import draft_of


def text(case: Case, lines: Callable[[PrintedTable], Iterable[str]]) -> str:
    """The report as lines; `lines` writes a table."""
    printed: list[str] = []
    for part in case.parts():
        printed += [part] if isinstance(part, str) else list(lines(part))
    return "\n".join(printed) + "\n"


def width(label: str) -> int:
    """The number of terminal columns that a text fills."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in label)


@variant
def txt_cells(case: Case, chance: Random) -> Made:
    """One cell per line after a tab; covered cells are bare tabs, rows end in an empty line."""
    return Made("txt", text_files.text_by_cell(draft_of(case)), case)


@variant
def txt_bars(case: Case, chance: Random) -> Made:
    return Made("txt", text_files.text_by_row(draft_of(case)), case)


@variant
def txt_stream(case: Case, chance: Random) -> Made:
    """One cell per line and nothing else: no tabs, no empty cells, no row ends."""
    return Made("txt", text(case, stream).encode(), case)


def stream(table: PrintedTable) -> Iterator[str]:
    return (box.text for row in table.rows() for box in row if box.text)


@variant
def txt_stream_blanks(case: Case, chance: Random) -> Made:
    """The same with blank cells: nothing tells which cells of such a row are blank."""
    blank = some(case, "", chance)
    short = {
        (at.table, "" if at.table == "review_litigation" else at.row)
        for at, text in blank.cells.items()
        if not text
    }
    lost = [
        at for at in blank.truth if (at.table, "" if at.table == "review_litigation" else at.row) in short
    ]
    return Made("txt", text(blank, stream).encode(), blank.uncertain(lost))


@variant
def txt_tabs(case: Case, chance: Random) -> Made:
    """One row per line, every cell of the grid between tabs."""
    return Made("txt", text(case, lambda table: ("\t".join(row) for row in table.grid())).encode(), case)


@variant
def txt_tabs_gbk(case: Case, chance: Random) -> Made:
    content = text(case, lambda table: ("\t".join(row) for row in table.grid()))
    return Made("txt", content.replace("\n", "\r\n").encode("gb18030"), case)


@variant
def txt_aligned(case: Case, chance: Random) -> Made:
    """Columns aligned by spaces."""

    def lines(table: PrintedTable) -> Iterator[str]:
        grid = table.grid()
        narrow = [[0 if _spans(table, row, column) else width(cell) for column, cell in enumerate(cells)]
                  for row, cells in enumerate(grid)]  # fmt: skip
        widths = [max(column) + 2 for column in zip(*narrow, strict=True)]
        for cells in grid:
            line, target = "", 0
            for cell, room in zip(cells, widths, strict=True):
                line += " " * max(0 if not cell else 1, target - width(line)) + cell if cell else ""
                target += room
            yield line

    return Made("txt", text(case, lines).encode(), case)


def _spans(table: PrintedTable, row: int, column: int) -> bool:
    return any((box.row, box.column) == (row, column) and box.column_span > 1 for box in table.boxes)


@variant
def md_pipes(case: Case, chance: Random) -> Made:
    return Made("md", text_files.markdown(draft_of(case)), case)


@variant
def md_html(case: Case, chance: Random) -> Made:
    """Markdown with HTML tables, as converters leave those with spans."""
    return Made("md", text(case, lambda table: table_html(table).splitlines()).encode(), case)


@variant
def md_torn(case: Case, chance: Random) -> Made:
    """As a converter tears a PDF apart: rows as tables of their own, some apart from their labels.

    A torn row's figures stand alone and its label, in short lines, elsewhere: such cells are open.
    """
    rows = [row.key for row in case.table("applications").blocks[0].rows if row.group]
    torn = set(chance.sample(rows[2:], 6))
    made = case.uncertain(at for at in case.truth if at.table == "applications" and at.row in torn)

    def lines(table: PrintedTable) -> Iterator[str]:
        if table.key == "applications":
            return _torn_rows(table, torn, chance)
        return _torn_small(table)

    return Made("md", text(made, lines).encode(), made)


def _pipes(cells: list[str], first: bool) -> list[str]:
    line = "| " + " | ".join(cells) + " |"
    return [line, "|" + "---|" * len(cells)] if first else [line]


def _short(label: str, size: int) -> list[str]:
    return [label[at : at + size] for at in range(0, len(label), size)]


def _torn_rows(table: PrintedTable, torn: set[str], chance: Random) -> Iterator[str]:
    """Headings and column heads as broken lines, rows as small tables."""
    begun, waiting = False, list[str]()
    for row in table.rows():
        figures = [box.text for box in row if box.address]
        labels = [box.text for box in row if not box.address]
        if not figures:
            yield "".join(labels)
            continue
        key = next(box.address.row for box in row if box.address)
        for heading in labels[:-1]:
            yield from ["", *_short(heading, 5)]
            begun = False
        if key in torn:
            waiting += _short(labels[-1], 10)
            yield from ["", *_pipes(figures, True), ""]
            begun = False
            if chance.random() < 0.5:
                yield from waiting
                waiting = []
            continue
        if waiting:
            yield from ["", *waiting]
            waiting, begun = [], False
        if not begun:
            yield ""
        yield from _pipes([labels[-1], *figures], not begun)
        begun = True
    yield from waiting


def _torn_small(table: PrintedTable) -> Iterator[str]:
    """Lines of label and figure; a row of several figures as a small table."""
    head: list[str] = []
    for row in table.rows():
        if not any(box.address for box in row):
            head = [box.text for box in row]
            yield "".join(head)
        elif len(row) == 2:
            yield " ".join(box.text for box in row)
        else:
            yield from ["", *_pipes(head[: len(row)] if len(head) == len(row) else [""] * len(row), True)]
            yield from [*_pipes([box.text for box in row], False), ""]
