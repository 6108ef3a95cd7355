"""The fill-in form as a workbook: labels locked, totals and 勾稽 calculated by Excel, last year's figures beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from etl.export.spreadsheet_guard import guard
from etl.form import form_of_year, forms
from etl.form.layout import NOT_READ, PrintedTable, printed
from etl.model.report import Address
from etl.rules.catalog import form_cells
from etl.season.fill_in.last_year_block import print_beside, set_columns, set_heights, write_last_year
from etl.season.fill_in.template import Blank
from etl.season.fill_in.template_formulas import write_sums
from etl.season.fill_in.template_sheet import NIL, FormSheet, form_sheet

_WIDTH = 10
_CELLS_AT_ONCE = 100  # a longer list of cells in one rule is refused by some programs
_ONLY = {
    False: ("这里只能填不小于 0 的整数。", "Whole numbers of 0 or more only."),
    True: ("这里只能填不小于 0 的数（单位见表头）。", "Numbers of 0 or more only (unit as in the heading)."),
}
_CARRIED_IN, _CARRIED_OUT = "carried_in", "carried_out"


@dataclass(frozen=True, slots=True)
class Aside:
    """A second sheet for people alone: `load` reads nothing of it."""

    name: str
    rows: Sequence[Sequence[str]]


def to_xlsx(blank: Blank, aside: Aside | None = None, both: bool = False) -> bytes:
    """The form of the year, titled so that `load` knows body and year; blank totals stay blank until something is stated. With
    `both`, its words have an English line below the Chinese one.

    Raises KeyError for a year before the first form."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        on = form_sheet(book, "年度报告", both)
        tables = forms()[form_of_year(blank.year)].tables
        beside = max(printed(table, {}).width for table in tables) + 1
        _head(on, blank, beside)
        _section(on, "一、总体情况", "Overview")
        for table in tables:
            if blank.last_year:
                write_last_year(on, printed(table, {}), blank, beside)
            _line(on, f"{table.number}、{table.label_zh}", table.label_en, "heading")
            _table(on, printed(table, {}), blank)
        _section(on, "五、存在的主要问题及改进情况", "Problems and improvements")
        _section(on, "六、其他需要报告的事项", "Other matters")
        _validate(on)
        for table in tables:
            write_sums(on, table)
        on.sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
        if aside is not None:
            _aside(book, aside)
    return out.getvalue()


def _aside(book: xlsxwriter.Workbook, aside: Aside) -> None:
    sheet = book.add_worksheet(aside.name)
    sheet.set_column(0, 3, 20)
    sheet.write_string(0, 0, f"{aside.name}{NOT_READ}")
    for row, texts in enumerate(aside.rows, start=1):
        sheet.write_row(row, 0, [guard(text) for text in texts])


def _head(on: FormSheet, blank: Blank, beside: int) -> None:
    sheet = on.sheet
    set_columns(sheet, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    if blank.last_year:
        print_beside(sheet, beside)
    else:
        sheet.fit_to_pages(1, 0)
    _line(on, blank.title, "", "title")
    how_to = on.words(
        "白色的格填写，没有的填 0；蓝色的格自动计算，不用填。表下出现红字的，请先改正再报送。各表右侧如有灰色的数，是上年报告所载，供对照。",
        "Fill in the white cells, 0 where there is none; blue ones are calculated. Put right what red words below a table say. "
        "Grey figures to the right are last year's.",
    )
    sheet.merge_range(on.row, 0, on.row, _WIDTH - 1, how_to, on.formats["question"])
    nil = on.words(
        "零报告（本年度没有收到申请，也没有上年结转）：", "Nil return (nothing received or carried in):"
    )
    sheet.merge_range(NIL[0], 0, NIL[0], NIL[1] - 1, nil, on.formats["question"])
    for row in range(NIL[0] + 1):
        sheet.set_row(row, 48 if on.both else 32)
    sheet.write_blank(*NIL, None, on.formats["input"])
    sheet.data_validation(*NIL, *NIL, {"validate": "list", "source": ["是", "否"]})
    on.row = NIL[0] + 1
    _line(on, blank.warning, "", "red")


def _line(on: FormSheet, text: str, english: str, style: str) -> None:
    on.sheet.write_string(on.row, 0, on.words(text, english, " "), on.formats[style])
    on.row += 1


def _section(on: FormSheet, heading: str, english: str) -> None:
    _line(on, heading, english, "heading")
    on.sheet.merge_range(on.row, 0, on.row, _WIDTH - 1, "", on.formats["prose"])
    on.sheet.set_row(on.row, 60)
    on.row += 2


def _table(on: FormSheet, table: PrintedTable, blank: Blank) -> None:
    """The table, and after an empty row the row for what does not hold."""
    for box in table.boxes:
        top, left = on.row + box.row, box.column
        if box.address is None:
            on.box(box, top, left, on.words(box.text, box.english), "label")
            continue
        on.at[box.address] = (top, left)
        if box.row_span > 1 or box.column_span > 1:
            on.box(box, top, left, "", "input")
        _input(on, box.address, blank)
    set_heights(on, table)
    on.words_below[table.key] = on.row + table.height + 1
    on.row += table.height + 3


def _input(on: FormSheet, address: Address, blank: Blank) -> None:
    """A cell to fill in, and what it may hold."""
    row, column = on.at[address]
    cell = form_cells()[address]
    carried = blank.last_year.get(address._replace(row=_CARRIED_OUT)) if address.row == _CARRIED_IN else None
    figure = blank.figures.get(address, carried)
    if figure is not None:
        on.figures[address] = figure
        on.sheet.write_number(row, column, figure, on.formats["input"])
    else:
        on.sheet.write_blank(row, column, None, on.formats["input"])
    if carried is not None and address not in blank.figures:
        prefilled = on.words("按上年的结转下年度预填，请核对", "Filled in from last year; please check")
        on.sheet.write_comment(row, column, prefilled)
    on.inputs[bool(cell.column.money or cell.row.money)].append((row, column, row, column))


def _validate(on: FormSheet) -> None:
    """What the cells to fill in may hold: one validation for whole numbers and one for money, each over all its cells."""
    for money, given in on.inputs.items():
        cells = list(dict.fromkeys(given))
        for start in range(0, len(cells), _CELLS_AT_ONCE):
            some = cells[start : start + _CELLS_AT_ONCE]
            on.sheet.data_validation(
                *some[0],
                {
                    "validate": "decimal" if money else "integer",
                    "criteria": ">=",
                    "value": 0,
                    "error_title": "请填数字",
                    "error_message": on.words(*_ONLY[money]),
                    "other_cells": some[1:],
                },
            )
