"""The fill-in form as a workbook: labels locked, totals and 勾稽 calculated by Excel, last year's figures as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from etl.export.spreadsheet_guard import guard
from etl.form import Table, form_of_year, forms
from etl.form.blank_inference import sum_instances
from etl.form.layout import NOT_READ, PrintedTable, printed
from etl.model.report import Address
from etl.rules.catalog import form_cells
from etl.season.template import Blank
from etl.text.numbers import plain_number

_WIDTH = 10
_NIL = (2, 3)
_CELLS_AT_ONCE = 100  # a longer list of cells in one rule is refused by some programs
_WIDTHS = (11, 12, 34, *[11] * 7)
_CARRIED_IN, _CARRIED_OUT = "carried_in", "carried_out"


@dataclass(slots=True)
class _Sheet:
    """The worksheet with its formats, where each cell of the form stands on it, and which are to be filled in,
    with money or with whole numbers."""

    sheet: Worksheet
    formats: dict[str, Format]
    row: int = 0
    at: dict[Address, tuple[int, int]] = field(default_factory=dict)
    calculated: set[Address] = field(default_factory=set)
    inputs: dict[bool, list[tuple[int, int, int, int]]] = field(default_factory=lambda: {False: [], True: []})
    words_below: dict[str, int] = field(default_factory=dict)  # the row of the red words, by table

    def name(self, address: Address) -> str:
        return str(xl_rowcol_to_cell(*self.at[address], row_abs=True, col_abs=True))


@dataclass(frozen=True, slots=True)
class Aside:
    """A second sheet for people alone: `load` reads nothing of it."""

    name: str
    rows: Sequence[Sequence[str]]


def to_xlsx(blank: Blank, aside: Aside | None = None) -> bytes:
    """The form of the year, titled so that `load` knows body and year; blank totals stay blank until something is stated.

    Raises KeyError for a year before the first form."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        on = _Sheet(book.add_worksheet("年度报告"), _formats(book))
        _head(on, blank)
        tables = forms()[form_of_year(blank.year)].tables
        _section(on, "一、总体情况")
        for table in tables:
            _line(on, f"{table.number}、{table.label_zh}", "heading")
            _table(on, printed(table, {}), blank)
        _section(on, "五、存在的主要问题及改进情况")
        _section(on, "六、其他需要报告的事项")
        _validate(on)
        for table in tables:
            _sums(on, table, blank)
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


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    frame: dict[str, Any] = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    declared: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16},
        "heading": {"bold": True, "font_size": 12},
        "text": {"text_wrap": True},
        "label": frame | {"bg_color": "#F2F2F2"},
        "input": frame | {"locked": False},
        "sum": frame | {"bg_color": "#E7EEF7"},
        "prose": {"text_wrap": True, "valign": "top", "locked": False, "border": 1},
        "red": {"bold": True, "font_color": "#C00000"},
    }
    return {name: book.add_format(settings) for name, settings in declared.items()}


def _head(on: _Sheet, blank: Blank) -> None:
    sheet = on.sheet
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    _line(on, blank.title, "title")
    _line(on, "白色的格填写，没有的填 0；蓝色的格自动计算。表下出现红字的，请先改正。", "text")
    sheet.write_string(_NIL[0], 0, "零报告（本年度没有收到申请，也没有上年结转）：", on.formats["text"])
    sheet.write_blank(*_NIL, None, on.formats["input"])
    sheet.data_validation(*_NIL, *_NIL, {"validate": "list", "source": ["是", "否"]})
    on.row = _NIL[0] + 1
    _line(on, blank.warning, "red")


def _line(on: _Sheet, text: str, style: str) -> None:
    on.sheet.write_string(on.row, 0, text, on.formats[style])
    on.row += 1


def _section(on: _Sheet, heading: str) -> None:
    _line(on, heading, "heading")
    on.sheet.merge_range(on.row, 0, on.row, _WIDTH - 1, "", on.formats["prose"])
    on.sheet.set_row(on.row, 60)
    on.row += 2


def _table(on: _Sheet, table: PrintedTable, blank: Blank) -> None:
    """The table, and after an empty row the row for what does not hold."""
    for box in table.boxes:
        top, left = on.row + box.row, box.column
        if box.address is not None:
            on.at[box.address] = (top, left)
            _input(on, box.address, blank)
        style = on.formats["label" if box.address is None else "input"]
        if box.row_span > 1 or box.column_span > 1:
            bottom, right = top + box.row_span - 1, left + box.column_span - 1
            on.sheet.merge_range(top, left, bottom, right, box.text, style)
            if box.address is not None:
                _input(on, box.address, blank)
        elif box.address is None:
            on.sheet.write_string(top, left, box.text, style)
    on.words_below[table.key] = on.row + table.height + 1
    on.row += table.height + 3


def _input(on: _Sheet, address: Address, blank: Blank) -> None:
    """A cell to fill in, what it may hold, and what last year's report says there."""
    row, column = on.at[address]
    cell, before = form_cells()[address], blank.last_year.get(address)
    carried = blank.last_year.get(address._replace(row=_CARRIED_OUT)) if address.row == _CARRIED_IN else None
    if address in blank.figures:
        on.sheet.write_number(row, column, blank.figures[address], on.formats["input"])
    elif carried is not None:
        on.sheet.write_number(row, column, carried, on.formats["input"])
        on.sheet.write_comment(row, column, "按上年的结转下年度预填，请核对")
    else:
        on.sheet.write_blank(row, column, None, on.formats["input"])
        if before is not None:
            on.sheet.write_comment(row, column, f"上年：{plain_number(before)}")
    on.inputs[bool(cell.column.money or cell.row.money)].append((row, column, row, column))


def _validate(on: _Sheet) -> None:
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
                    "error_message": "这里只能填不小于 0 的" + ("数（单位见表头）。" if money else "整数。"),
                    "other_cells": some[1:],
                },
            )


def _sums(on: _Sheet, table: Table, blank: Blank) -> None:
    """Totals that Excel calculates; a sum whose total is calculated already, or is no single cell, is compared in red."""
    comparisons: list[str] = []
    for block in table.blocks:
        for declared in block.sums:
            for total, parts in sum_instances(table.key, block, declared):
                if len(total) == 1 and total[0] not in on.calculated:
                    _calculate(on, total[0], parts, blank)
                else:
                    _mark_broken(on, total, parts)
                    line = form_cells()[total[0]]
                    label = line.column.label_zh if declared.over == "rows" else line.row.label_zh
                    comparisons.append(_comparison(on, total, parts, label))
    words = "&".join([*_doubts(on, table), *_unbalanced(comparisons)])
    on.sheet.write_formula(on.words_below[table.key], 0, f"={words}", on.formats["red"], "")


def _unbalanced(comparisons: Sequence[str]) -> list[str]:
    words = "&".join(comparisons)
    return [f'IF({words}="","","勾稽不平："&{words})'] if comparisons else []


def _doubts(on: _Sheet, table: Table) -> list[str]:
    """Formulas for the words about text where a number belongs, which no sum counts, and about figures beside 零报告."""
    given = tuple(address for address in on.at if address.table == table.key and address not in on.calculated)
    ranges = list(_ranges(on, given))
    texts = "+".join(f"SUMPRODUCT(--ISTEXT({some}))" for some in ranges)
    doubts = [f'IF({texts}=0,"",({texts})&"格填的不是数字，没有计入合计；")']
    if table.key == "applications":
        nil = f'AND({xl_rowcol_to_cell(*_NIL)}="是",SUM({",".join(ranges)})<>0)'
        doubts.append(f'IF({nil},"选了零报告，表中却有数；","")')
    return doubts


def _mark_broken(on: _Sheet, total: tuple[Address, ...], parts: tuple[Address, ...]) -> None:
    """The cells of a sum turn red where it does not hold."""
    broken = {
        "type": "formula",
        "criteria": f"={_difference(on, total, parts)}<>0",
        "format": on.formats["red"],
    }
    places = [on.at[address] for address in (*total, *parts)]
    broken["multi_range"] = " ".join(xl_rowcol_to_cell(*place) for place in places)
    on.sheet.conditional_format(*places[0], *places[0], broken)


def _calculate(on: _Sheet, total: Address, parts: tuple[Address, ...], blank: Blank) -> None:
    on.calculated.add(total)
    ranges = ",".join(_ranges(on, parts))
    nothing = f'IF({xl_rowcol_to_cell(*_NIL)}="是",0,"")' if total.table == "applications" else '""'
    formula = f"=IF(COUNT({ranges})=0,{nothing},SUM({ranges}))"
    on.sheet.write_formula(*on.at[total], formula, on.formats["sum"], blank.figures.get(total, ""))


def _ranges(on: _Sheet, addresses: tuple[Address, ...]) -> Iterator[str]:
    """The cells as ranges where they stand side by side."""
    places = sorted(on.at[address] for address in addresses)
    start = previous = places[0]
    for place in [*places[1:], (-1, -1)]:
        beside = place == (previous[0], previous[1] + 1) and start[0] == place[0]
        below = place == (previous[0] + 1, previous[1]) and start[1] == place[1]
        if not ((beside and start[0] == previous[0]) or (below and start[1] == previous[1])):
            first, last = xl_rowcol_to_cell(*start), xl_rowcol_to_cell(*previous)
            yield first if first == last else f"{first}:{last}"
            start = place
        previous = place


def _comparison(on: _Sheet, total: tuple[Address, ...], parts: tuple[Address, ...], label: str) -> str:
    """A formula for the words that say by how much the two sides differ; nothing if they are equal."""
    left, right = _side(on, total), _side(on, parts)
    return f'IF({_difference(on, total, parts)}=0,"","{label} "&({left})&"≠"&({right})&"；")'


def _difference(on: _Sheet, total: tuple[Address, ...], parts: tuple[Address, ...]) -> str:
    return f"ROUND({_side(on, total)}-({_side(on, parts)}),6)"


def _side(on: _Sheet, addresses: tuple[Address, ...]) -> str:
    # N(): a total that is still empty text adds nothing
    return "+".join(f"N({on.name(address)})" for address in addresses)
