"""Variants with figures, units or words in places where the form has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from etl.demo.web import table_html
from etl.form.layout import Box, PrintedTable
from etl.model.report import Address
from tests.robustness.variants.case import TABLES, Case, Part
from tests.robustness.variants.layouts import APPLICATIONS, REVIEW, figures_at, other
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, rows_html
from tests.robustness.variants.text import text

DISCLOSURE = "proactive_disclosure"
_YUAN = {"amount_10k_yuan": 10_000.0, "amount_yuan": 0.0001}
_TYPES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def another_year(case: Case, chance: Random) -> Case:
    """The same report for the previous year, with other figures."""
    return replace(case.each(lambda at, _: (str(chance.randint(1, 99)), None)), year=case.year - 1)


def before_table(case: Case, key: str, more: list[Part]) -> list[Part]:
    parts: list[Part] = []
    for part in case.parts():
        parts += [*more, part] if isinstance(part, PrintedTable) and part.key == key else [part]
    return parts


@variant
def html_year_before(case: Case, chance: Random) -> Made:
    """Last year's table three above this year's, each under its year."""
    last = another_year(case, chance)
    more: list[Part] = [f"{last.year}年度数据：", last.printed(APPLICATIONS), f"{case.year}年度数据："]
    return Made("html", page(before_table(case, APPLICATIONS, more)).encode(), case)


@variant
def html_blank_before_last_year(case: Case, chance: Random) -> Made:
    """A blank report, followed by the previous year's tables."""
    last, blank = another_year(case, chance), case.each(lambda at, _: ("", None))
    more: list[Part] = [f"附：{last.year}年度政府信息公开情况", *(last.printed(key) for key in TABLES)]
    return Made("html", page([*blank.parts(), *more]).encode(), blank)


@variant
def html_figures_in_the_narrative(case: Case, chance: Random) -> Made:
    """Tables of the narrative that print names of the form's rows and columns, for other things."""
    kinds = ("行政许可", "行政处罚", "行政强制", "行政事业性收费", "政府集中采购")
    names = [["信息内容", "公开数量"], *([kind, str(chance.randint(1, 99))] for kind in kinds)]
    units = [["单位", "新收", "结转", "予以公开", "不予公开", "总计"]]
    units += [[unit, *(str(chance.randint(1, 99)) for _ in range(5))] for unit in ("公安局", "合计")]

    def rows(table: PrintedTable) -> str:
        return (
            table_html(table) if table.key != DISCLOSURE else plain(names) + plain(units) + table_html(table)
        )

    return Made("html", page(case.parts(), rows).encode(), case)


def plain(rows: Iterable[Iterable[str]]) -> str:
    return rows_html([Box(text, 0, 0) for text in row] for row in rows)


@variant
def html_columns_in_two_tables(case: Case, chance: Random) -> Made:
    """Table three split by columns: the first ones in one table, the others in another below it."""
    lines = [row for row in case.printed(APPLICATIONS).rows() if figures_at(row) < len(row)]

    def part(first: int, last: int) -> str:
        rows_of_table = [[Box("项目", 0, 0), *(Box(name, 0, 0) for name in _TYPES[first:last])]]
        for row in lines:
            at = figures_at(row)
            label = replace(row[at - 1], row_span=1, column_span=1)
            rows_of_table.append([label, *row[at + first : at + last]])
        return rows_html(rows_of_table)

    def rows(table: PrintedTable) -> str:
        return part(0, 3) + part(3, 7) if table.key == APPLICATIONS else table_html(table)

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def html_years_under_headings(case: Case, chance: Random) -> Made:
    """Table two with a column for last year and one for this year under each heading."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        for row in rows:
            if row[0].text != "信息内容":
                at = figures_at(row)
                label = [replace(box, column_span=2 * box.column_span) for box in row[:at]]
                old = (replace(box, text=str(chance.randint(1, 99)), address=None) for box in row[at:])
                yield label + [box for pair in zip(old, row[at:], strict=True) for box in pair]
                continue
            yield [replace(row[0], row_span=2, column_span=2)] + [
                replace(box, column_span=2 * box.column_span) for box in row[1:]
            ]
            yield [
                Box(f"{year}年", 0, 0, column_span=box.column_span)
                for box in row[1:]
                for year in (case.year - 1, case.year)
            ]

    return other(case, DISCLOSURE, change)


def in_other_unit(case: Case) -> Case:
    """Yuan in place of ten thousand yuan and the reverse, as plain figures."""

    def change(at: Address, _: str) -> tuple[str, float | None] | None:
        if at.column not in _YUAN:
            return None
        hundreds = (case.truth[at] or 0) // 100 * 100
        return f"{round(hundreds * _YUAN[at.column], 6):.2f}", hundreds

    return case.each(change)


@variant
def html_unit_in_label(case: Case, chance: Random) -> Made:
    """行政事业性收费（元）, 政府集中采购（万元): the unit stands in the row, not in the column."""
    case = in_other_unit(case)

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        units = {"amount_10k_yuan": "（元）", "amount_yuan": "（万元）"}
        for row in rows:
            unit = next((units[b.address.column] for b in row if b.address and b.address.column in units), "")
            yield [
                replace(box, text=box.text.partition("（单位")[0] + (unit if at == 0 else ""))
                for at, box in enumerate(row)
            ]

    return other(case, DISCLOSURE, change)


@variant
def html_unit_in_column(case: Case, chance: Random) -> Made:
    """计量单位 in a column of its own."""
    case = in_other_unit(case)

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        units = {"amount_10k_yuan": "元", "amount_yuan": "万元"}
        for row in rows:
            row = [replace(box, text=box.text.partition("（单位")[0]) for box in row]
            at = figures_at(row)
            if row[0].text == "信息内容":
                yield [row[0], Box("计量单位", 0, 0), *row[1:]]
            elif at == len(row):
                yield [replace(row[0], column_span=row[0].column_span + 1)]
            else:
                unit = next(
                    (units[b.address.column] for b in row if b.address and b.address.column in units), "件"
                )
                yield [*row[:at], Box(unit, 0, 0), *row[at:]]

    return other(case, DISCLOSURE, change)


@variant
def html_total_of_cases(case: Case, chance: Random) -> Made:
    """Table four with a column for all cases as the only one filled in."""
    blank = case.each(lambda at, _: ("", None) if at.table == REVIEW else None)

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        for number, row in enumerate(rows):
            total = [Box("合计", 0, 0, row_span=len(rows) - 1)] if number == 0 else []
            yield [*row, *total, *([Box("7", 0, 0)] if number == len(rows) - 1 else [])]

    return other(blank, REVIEW, change)


@variant
def html_items_on_their_side(case: Case, chance: Random) -> Made:
    """Table two with one transposed table per item."""

    def rows(table: PrintedTable) -> str:
        if table.key != DISCLOSURE:
            return table_html(table)
        tables = ""
        for block in case.table(DISCLOSURE).blocks:
            lines = [["信息内容", *(row.label_zh for row in block.rows)]]
            for column in block.columns:
                figures = (case.cells[Address(DISCLOSURE, row.key, column.key)] for row in block.rows)
                lines.append([column.label_zh, *figures])
            tables += f"<p>{block.label_zh}</p>" + plain(lines)
        return tables

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def html_words_for_figures(case: Case, chance: Random) -> Made:
    """见附件 in the first column of figures."""
    case = case.each(lambda at, _: ("见附件", None) if at.column == "natural_person" else None)
    return Made("html", page(case.parts()).encode(), case)


@variant
def txt_column_of_all_years(case: Case, chance: Random) -> Made:
    """One cell per line; a blank column 历年累计 after the columns of table two."""
    blank = case.each(lambda at, _: ("", None) if at.table == DISCLOSURE else None)

    def lines(table: PrintedTable) -> Iterable[str]:
        for row in table.rows():
            cells = [box.text for box in row]
            if table.key == DISCLOSURE and len(cells) > 1:
                cells.append("历年累计" if cells[0] == "信息内容" else str(chance.randint(1, 99)))
            yield from (*("\t" + cell for cell in cells), "")

    return Made("txt", text(blank, lines).encode(), blank)


@variant
def txt_columns_in_other_order(case: Case, chance: Random) -> Made:
    """One cell per line; the columns of table three in another order, under one line of headings."""
    order = chance.sample(range(len(_TYPES)), len(_TYPES))

    def lines(table: PrintedTable) -> Iterable[str]:
        rows = [[box.text for box in row] for row in table.rows()]
        if table.key == APPLICATIONS:
            rows = [["项目", *(_TYPES[place] for place in order)]]
            for row in table.rows():
                if (at := figures_at(row)) < len(row):
                    rows.append([*(b.text for b in row[:at]), *(row[at + place].text for place in order)])
        for row_of in rows:
            yield from (*("\t" + cell for cell in row_of), "")

    return Made("txt", text(case, lines).encode(), case)


@variant
def html_row_cut(case: Case, chance: Random) -> Made:
    """Rows of table two cut in two: the figures beside the beginning of the label, nothing beside the rest."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        for row in rows:
            at = figures_at(row)
            if at == len(row) or len(row[0].text) < 4:
                yield row
                continue
            yield [replace(row[0], text=row[0].text[:2]), *row[1:]]
            yield [
                replace(row[0], text=row[0].text[2:]),
                *(replace(box, text="", address=None) for box in row[1:]),
            ]

    return other(case, DISCLOSURE, change)
