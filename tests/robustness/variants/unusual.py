"""Less common variants: figures in other notations, text hidden by style sheets, tables told in lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from io import BytesIO
from random import Random

import openpyxl

from etl.form.layout import Box, PrintedTable
from etl.model.report import Address
from tests.robustness.variants.case import Case
from tests.robustness.variants.cells import html
from tests.robustness.variants.layouts import APPLICATIONS, figures_at, other
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page, placed, plain_rows, rows_html, spans
from tests.robustness.variants.text import text

DISCLOSURE = "proactive_disclosure"
_TENS = "十二三四五六七八九"
_DIGITS = "零一二三四五六七八九"
_OTHERWISE = {
    "4.无正当理由大量反复申请": "4.无正当理由大量重复申请", "5.属于三类内部事务信息": "5.属于三类内部事物信息",
    "1.本机关不掌握相关政府信息": "1.本机关不掌握相关信息", "3.要求提供公开出版物": "3.要求提供公共出版物",
    "自然人": "自然人（公民）", "科研机构": "科研单位", "法律服务机构": "法律服务组织", "总计": "合计",
}  # fmt: skip


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


@variant
def html_chinese_numbers(case: Case, chance: Random) -> Made:
    """Figures of two digits in Chinese, some followed by 例."""

    def change(address: Address, printed: str) -> tuple[str, float | None] | None:
        text = _chinese(int(printed)) if printed.isdecimal() and len(printed) == 2 else printed + "例"
        return (text, case.truth[address]) if printed.isdecimal() else None

    return html(case.each(change))


@variant
def html_ten_thousands(case: Case, chance: Random) -> Made:
    """Amounts such as 12.5万, whatever the unit of the column."""
    factors = {"amount_10k_yuan": 1.0, "amount_yuan": 0.0001}

    def change(address: Address, printed: str) -> tuple[str, float | None] | None:
        factor = factors.get(address.column)
        return (f"{float(printed) * factor:.6f}万", case.truth[address]) if factor else None

    return html(case.each(change))


@variant
def html_hidden_by_styles(case: Case, chance: Random) -> Made:
    """Former text in words, cells and rows that the page's style sheet hides."""

    def cell(box: Box) -> str:
        old = (
            f"<b class='was old'>{chance.randint(1, 9)}</b>" if box.address and chance.random() < 0.2 else ""
        )
        gone = "<td class='gone'>8</td>" if old and chance.random() < 0.5 else ""
        return f"<td{spans(box)}>{old}{escape(box.text)}</td>{gone}"

    def rows(table: PrintedTable) -> str:
        lines = []
        for row in table.rows():
            if row[0].address is None and figures_at(row) < len(row) and chance.random() < 0.1:
                sample = "".join(
                    f"<td{spans(box)}>{'9' if box.address else escape(box.text)}</td>" for box in row
                )
                lines.append(f"<tr class='gone'>{sample}</tr>" if all(b.row_span == 1 for b in row) else "")
            lines.append(f"<tr>{''.join(map(cell, row))}</tr>")
        return f"<table>{''.join(lines)}</table>"

    style = "<style>td .was.old{display:none} @media screen { .gone { display : none } }</style>"
    return Made("html", page(case.parts(), rows, before=style).encode(), case)


@variant
def html_shown_by_script(case: Case, chance: Random) -> Made:
    """The article of a WeChat page: invisible until a script has run."""
    content = page(case.parts()).replace(
        "<div class='content'>", "<div id='js_content' style='visibility: hidden; opacity: 0;'>"
    )
    return Made("html", content.encode(), case)


def _fees_in_yuan(case: Case) -> Case:
    address = Address(DISCLOSURE, "fees", "amount_10k_yuan")
    if address not in case.truth:
        return case
    return case.changed({address: (f"{(case.truth[address] or 0) * 10_000:.0f}", case.truth[address])})


@variant
def html_row_of_units(case: Case, chance: Random) -> Made:
    """A row of units below each header of table two: yuan where the form has ten thousand yuan."""
    case = _fees_in_yuan(case)

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        for row in rows:
            money = ["金额" in box.text for box in row]
            yield [replace(box, text=box.text.partition("（单位")[0]) for box in row]
            if row[0].text == "信息内容":
                units = [
                    replace(box, text="元" if one else "件") for box, one in zip(row, money, strict=True)
                ]
                yield [replace(row[0], text="单位"), *units[1:]]

    return other(case, DISCLOSURE, change)


@variant
def html_last_year_beside(case: Case, chance: Random) -> Made:
    """A column for the previous year before the columns of the first item of table two."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        last = {"本年制发件数": "上年制发件数", "本年新制作数量": "上年新制作数量"}
        for number, row in enumerate(rows):
            if 1 <= number <= 3:
                more = last[row[1].text] if number == 1 else str(chance.randint(11, 99))
                yield [row[0], Box(more, 0, 0), *row[1:]]
            else:
                yield [*row[:-1], replace(row[-1], column_span=row[-1].column_span + 1)]

    return other(case, DISCLOSURE, change)


@variant
def html_named_otherwise(case: Case, chance: Random) -> Made:
    """Labels of table three reworded and misspelt."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        return [[replace(box, text=_OTHERWISE.get(box.text, box.text)) for box in row] for row in rows]

    return other(case, APPLICATIONS, change)


@variant
def html_groups_in_labels(case: Case, chance: Random) -> Made:
    """Table three under one header row, each label preceded by its group's."""

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        group = ""
        yield [
            Box("项目", 0, 0),
            *(Box(b.text, 0, 0) for b in rows[1][:1]),
            *(Box(f"法人或其他组织-{b.text}", 0, 0) for b in rows[2]),
            *(Box(b.text, 0, 0) for b in rows[1][-1:]),
        ]
        for row in rows[3:]:
            labels, figures = row[: figures_at(row)], row[figures_at(row) :]
            group = next((box.text for box in labels if box.row_span > 1 and box.column == 1), group)
            own = labels[-1].text
            yield [Box(own if own[0] in "一二四（" else group + own, 0, 0), *figures]

    return other(case, APPLICATIONS, change)


def _rows_as_text(case: Case, key: str) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Each row of a table as text: its columns' names and figures."""
    for block in case.table(key).blocks:
        for row in block.rows:
            named = ((column.label_zh, Address(key, row.key, column.key)) for column in block.columns)
            yield row.label_zh, [(label, case.cells[address]) for label, address in named]


@variant
def txt_told_in_lines(case: Case, chance: Random) -> Made:
    """One line per row: its name, then each column's name with its figure."""

    def lines(table: PrintedTable) -> Iterable[str]:
        for row, figures in _rows_as_text(case, table.key):
            yield f"{row}：{'，'.join(f'{column}{figure}' for column, figure in figures)}。"

    return Made("txt", text(case, lines).encode(), case)


@variant
def html_a_row_a_figure(case: Case, chance: Random) -> Made:
    """Tables two and four with one row per figure."""

    def rows(table: PrintedTable) -> str:
        if table.key == APPLICATIONS:
            return rows_html(table.rows())
        rows = _rows_as_text(case, table.key)
        return plain_rows([row, column, figure] for row, figures in rows for column, figure in figures)

    return Made("html", page(case.parts(), rows).encode(), case)


@variant
def html_totals_alone(case: Case, chance: Random) -> Made:
    """Table three with the column of totals only."""
    case = case.each(lambda at, _: ("", None) if at.table == APPLICATIONS and at.column != "total" else None)

    def change(rows: list[list[Box]]) -> Iterable[list[Box]]:
        yield [Box("指标", 0, 0), Box("总计", 0, 0)]
        for row in rows[3:]:
            yield [Box(row[figures_at(row) - 1].text, 0, 0), row[-1]]

    return other(case, APPLICATIONS, change)


@variant
def md_marked_cells(case: Case, chance: Random) -> Made:
    """Pipes without a rule below the header, cells with emphasis, tags and entities."""

    def marked(cell: str) -> str:
        if not cell:
            return "&nbsp;"
        made = (
            f"**{cell}**",
            f"<span style='color:red'>{cell}</span>",
            f"{cell}&nbsp;",
            f"`{cell}`",
            f"_{cell}_",
        )
        return chance.choice(made)

    def lines(table: PrintedTable) -> Iterable[str]:
        yield from ("", *(f"| {' | '.join(map(marked, row))} |" for row in placed(table.rows())), "")

    return Made("md", text(case, lines).encode(), case)


@variant
def xlsx_formats(case: Case, chance: Random) -> Made:
    """Yuan amounts that their format shows in ten thousand, counts that it shows with 件."""
    case = _fees_in_yuan(case)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for part in case.parts():
        if isinstance(part, str):
            sheet.append([part])
            continue
        top = sheet.max_row
        for box in part.boxes:
            cell = sheet.cell(top + 1 + box.row, 1 + box.column)
            cell.value = float(box.text) if box.address else box.text
            if box.address and box.address.column == "amount_10k_yuan":
                cell.number_format = '0!.0000"万元"'
            elif box.address:
                cell.number_format = '#,##0"件"'
    out = BytesIO()
    book.save(out)
    return Made("xlsx", out.getvalue(), case)
