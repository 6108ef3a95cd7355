"""Variants whose tables three and four have their columns in another order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from etl.form.layout import Box, PrintedTable
from tests.robustness.variants.case import Case
from tests.robustness.variants.layouts import APPLICATIONS, REVIEW, figures_at
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, placed, plain_rows, rows_html
from tests.robustness.variants.text import text


def _another_order(table: PrintedTable) -> list[list[Box]]:
    """Table three with two of the organisations exchanged, table four with litigation before reviews."""
    rows = table.rows()
    if table.key == APPLICATIONS:
        rows[2][1], rows[2][2] = rows[2][2], rows[2][1]
        for row in rows[3:]:
            at = figures_at(row)
            row[at + 2], row[at + 3] = row[at + 3], row[at + 2]
    if table.key == REVIEW:
        review, suits = rows[0][0], rows[0][1]
        paths = [box for box in rows[1] if box.column_span > 1]
        results = [box for box in rows[1] if box.column_span == 1]
        figures = rows[-1]
        rows = [[suits, review], [*paths, *results], rows[2], [*figures[5:], *figures[:5]]]
    return rows


@variant
def html_another_order_without_spans(case: Case, chance: Random) -> Made:
    """Tables three and four with their columns in another order, no spans."""

    def rows(table: PrintedTable) -> str:
        changed = _another_order(table) if table.key == APPLICATIONS else table.rows()
        single = [[replace(box, row_span=1, column_span=1) for box in row] for row in changed]
        return rows_html(single if table.key == APPLICATIONS else changed)

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def txt_another_order(case: Case, chance: Random) -> Made:
    """One row per line between tabs, tables three and four with their columns in another order."""
    lines = text(case, lambda table: ["\t".join(row) for row in placed(_another_order(table))])
    return Made("txt", lines.encode(), case)


@variant
def txt_another_order_short(case: Case, chance: Random) -> Made:
    """The same without covered cells: nothing printed tells the columns."""
    lines = text(case, lambda table: ["\t".join(box.text for box in row) for row in _another_order(table)])
    return Made("txt", lines.encode(), case)


@variant
def html_another_order_repeated(case: Case, chance: Random) -> Made:
    """Tables three and four with their columns in another order, no spans, labels repeated in covered cells."""
    content = page(case.parts(), lambda table: plain_rows(placed(_another_order(table), repeated=True)))
    return Made("html", content.encode(), case)


def _results_exchanged(table: PrintedTable) -> list[list[str]]:
    """Table four transposed, with 结果纠正 before 结果维持; other tables unchanged."""
    rows = table.rows()
    if table.key != REVIEW:
        return placed(rows)
    rows[1][0], rows[1][1] = rows[1][1], rows[1][0]
    for at, row in ((0, rows[2]), (5, rows[2]), *((5 * path, rows[3]) for path in range(3))):
        row[at], row[at + 1] = row[at + 1], row[at]
    return [list(column) for column in zip(*placed(rows), strict=True)]


@variant
def md_results_exchanged(case: Case, chance: Random) -> Made:
    def lines(table: PrintedTable) -> Iterable[str]:
        rows = [f"| {' | '.join(row)} |" for row in _results_exchanged(table)]
        yield from ("", *rows, "")

    return Made("md", text(case, lines).encode(), case)
