"""Variants in plain text whose tables a program tore into lines when it copied them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from etl.form.layout import PrintedTable
from tests.robustness.variants.case import Case
from tests.robustness.variants.cells import some
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.text import text

Rows = list[list[str]]


def torn(case: Case, lines: Callable[[Rows], str]) -> Made:
    """The report as text; `lines` writes the rows of a table, without the cells that a merged one covers."""

    def table_lines(table: PrintedTable) -> Iterable[str]:
        yield lines([[box.text for box in row] for row in table.rows()])

    return Made("txt", text(case, table_lines).encode(), case)


def inner_text(rows: Rows) -> str:
    """A page's text where every cell is a paragraph: two line breaks around each, a tab between two cells."""
    written, breaks = "", 0
    for row in rows:
        for at, cell in enumerate(row):
            if at:
                written, breaks = written + "\n" * breaks + "\t", 0
            if cell:
                written, breaks = written + "\n" * max(breaks, 2) + cell, 2
        written, breaks = written + "\n" * breaks + "\n", 0
    return written


@variant
def txt_inner_text(case: Case, chance: Random) -> Made:
    return torn(case, inner_text)


@variant
def txt_inner_text_blanks(case: Case, chance: Random) -> Made:
    """The tabs keep the blank cells."""
    return torn(some(case, "", chance), inner_text)


@variant
def txt_inner_text_packed(case: Case, chance: Random) -> Made:
    """Without its blank lines, and with the line ends of Windows."""
    made = torn(case, lambda rows: "\n".join(line for line in inner_text(rows).split("\n") if line))
    return Made("txt", made.content.replace(b"\n", b"\r\n"), case)


@variant
def txt_tab_ends_cell(case: Case, chance: Random) -> Made:
    return torn(case, lambda rows: "\n".join("\t\n".join(row) for row in rows))


@variant
def txt_tab_begins_cell(case: Case, chance: Random) -> Made:
    return torn(case, lambda rows: "\n".join("\n\t".join(row) for row in rows))


@variant
def txt_bar_lines(case: Case, chance: Random) -> Made:
    """Each cell and each bar on a line of its own, also between rows."""
    return torn(case, lambda rows: "\n|\n".join(cell for row in rows for cell in row) + "\n|")


@variant
def txt_bar_lines_blanks(case: Case, chance: Random) -> Made:
    """Two bars without a cell between them tell of a blank one."""
    blank = some(case, "", chance)
    return torn(blank, lambda rows: "\n".join(f"{cell}\n|" if cell else "|" for row in rows for cell in row))


@variant
def txt_bar_ends_cell(case: Case, chance: Random) -> Made:
    """A bar begins each row on a line of its own and ends each cell."""
    return torn(case, lambda rows: "\n".join("|\n" + "\n".join(f"{cell} |" for cell in row) for row in rows))


@variant
def txt_bar_begins_cell(case: Case, chance: Random) -> Made:
    """With the wide bar of a Chinese keyboard."""
    return torn(case, lambda rows: "\n".join(f"｜{cell}" for row in rows for cell in row))


@variant
def txt_bars_behind(case: Case, chance: Random) -> Made:
    """A row a line; a bar behind each cell, blank ones included, and none before the first."""
    return torn(some(case, "", chance), lambda rows: "\n".join(" | ".join((*row, "")) for row in rows))


@variant
def txt_one_space(case: Case, chance: Random) -> Made:
    """Every tab became one space; no cell is blank."""
    return torn(case, lambda rows: "\n".join(" ".join(row) for row in rows))
