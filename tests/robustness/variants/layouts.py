"""Variants of tables with other columns, spans or direction than the form's."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from etl.form.layout import Box, PrintedTable
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, rows_html
from tests.robustness.variants.text import text

APPLICATIONS, REVIEW = "applications", "review_litigation"
_ENGLISH = {
    "自然人": "Individuals",
    "商业企业": "Businesses",
    "总计": "Total",
    "结果维持": "Upheld",
    "尚未审结": "Pending",
}


def other(case: Case, key: str, change: Callable[[list[list[Box]]], Iterable[Iterable[Box]]]) -> Made:
    """The report with the rows of one table changed."""

    def rows(table: PrintedTable) -> str:
        return rows_html(change(table.rows()) if table.key == key else table.rows())

    return Made("html", page(case.parts(), rows).encode(), case)


def figures_at(row: list[Box]) -> int:
    return next((at for at, box in enumerate(row) if box.address), len(row))


@variant
def html_column_of_serials(case: Case, chance: Random) -> Made:
    """A column 行次 between labels and figures."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        head = next(at for at, row in enumerate(rows) if figures_at(row) < len(row))
        for number, row in enumerate(rows):
            at = 1 if number == 0 else figures_at(row)
            serial = [Box("行次", 0, 0, row_span=head)] if number == 0 else [Box(str(number), 0, 0)]
            yield [*row[:at], *(serial if number == 0 or number >= head else []), *row[at:]]

    return other(case, APPLICATIONS, change)


@variant
def html_column_of_shares(case: Case, chance: Random) -> Made:
    """A column 占比 after the totals."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        head = next(at for at, row in enumerate(rows) if figures_at(row) < len(row))
        for number, row in enumerate(rows):
            share = Box("占比", 0, 0, row_span=head) if number == 0 else Box(f"{number}.5%", 0, 0)
            yield [*row, *([share] if number == 0 or number >= head else [])]

    return other(case, APPLICATIONS, change)


@variant
def html_span_too_small(case: Case, chance: Random) -> Made:
    """The organisations' heading spans four of their five columns, so that 总计 seems to stand before 其他."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        for row in rows:
            yield [replace(box, column_span=4) if box.text == "法人或其他组织" else box for box in row]

    return other(case, APPLICATIONS, change)


@variant
def html_two_languages(case: Case, chance: Random) -> Made:
    def rows(table: PrintedTable) -> str:
        return rows_html(
            [replace(box, text=f"{box.text} {_ENGLISH.get(box.text, '')}") for box in row]
            for row in table.rows()
        )

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def html_on_its_side(case: Case, chance: Random) -> Made:
    """Table four transposed: results as rows, paths as columns."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        figures = [box for row in rows for box in row if box.address]
        paths = list(dict.fromkeys(box.address.row for box in figures if box.address))
        names = ("行政复议", "未经复议直接起诉", "复议后起诉")
        yield [Box("结果", 0, 0), *(Box(name, 0, 0) for name in names)]
        for at, name in enumerate(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")):
            yield [Box(name, 0, 0), *(figures[5 * path + at] for path in range(len(paths)))]

    return other(case, REVIEW, change)


@variant
def html_two_halves(case: Case, chance: Random) -> Made:
    """Table 三 in two halves side by side."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        types = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
        head = [Box("项目", 0, 0), *(Box(name, 0, 0) for name in types)]
        lines = [
            [replace(row[at - 1], row_span=1, column_span=1), *row[at:]]
            for row in rows
            if (at := figures_at(row)) < len(row)
        ]
        half = (len(lines) + 1) // 2
        yield [*head, *head]
        for at in range(half):
            right = lines[half + at] if half + at < len(lines) else [Box("", 0, 0)] * len(head)
            yield [*lines[at], *right]

    return other(case, APPLICATIONS, change)


@variant
def html_form_fields(case: Case, chance: Random) -> Made:
    """Figures in the input fields of a web form."""

    def rows(table: PrintedTable) -> str:
        return re.sub(
            r">(-?[\d.]+)</td>", r'><input type="text" readonly value="\1"></td>', rows_html(table.rows())
        )

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def html_raised_marks(case: Case, chance: Random) -> Made:
    """A footnote mark after every figure."""

    def rows(table: PrintedTable) -> str:
        return re.sub(r">(-?[\d.]+)</td>", r">\1<sup>1</sup></td>", rows_html(table.rows()))

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def csv_rows(case: Case, chance: Random) -> Made:
    target = io.StringIO()
    writer = csv.writer(target)
    for part in case.parts():
        writer.writerows([[part]] if isinstance(part, str) else part.grid())
    return Made("csv", target.getvalue().encode("gb18030"), case)


@variant
def txt_label_then_figures(case: Case, chance: Random) -> Made:
    """Labels broken into lines of ten characters, the figures after the last line."""

    def lines(table: PrintedTable) -> Iterable[str]:
        for row in table.rows():
            at = figures_at(row)
            label = (
                " ".join(box.text for box in row[:at])
                if at == len(row)
                else "".join(b.text for b in row[:at][-1:])
            )
            broken = (
                [label[start : start + 10] for start in range(0, len(label), 10)]
                if at < len(row)
                else [label]
            )
            yield from broken[:-1]
            yield " ".join([*broken[-1:], *(box.text for box in row[at:])])

    return Made("txt", text(case, lines).encode(), case)
