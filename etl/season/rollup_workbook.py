"""A roll-up as a workbook: the form's cells by part with sums that Excel calculates, and what is missing."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from etl.export.spreadsheet_guard import guard
from etl.rules.catalog import form_cells
from etl.season.rollup import Rollup

_HEAD = {
    "表": "Table",
    "行": "Row",
    "列": "Column",
    "汇总": "Sum",
    "载明的机关数": "Bodies that state it",
    "未载明的机关数": "Bodies that do not",
    "已公布的汇总报告": "Published roll-up",
    "相差": "Difference",
}
_NOTES = {
    "地区": "Area",
    "年度": "Year",
    "汇总的报告": "Reports added up",
    "黄色的格": "Yellow cells",
    "数据": "Data",
    "应报而未见报告": "Must file and is not loaded",
    "报告里没有读出数字": "No figure could be read in its report",
    "报告里有错误，数字请先核实": "Errors in its report: check the figures first",
    "不属本级政府，没有计入": "No part of this government, left out",
    "草稿中不成立的勾稽": "Sums that the draft breaks",
    "上年结转与去年结转下年不一致": "Carried in is not what was carried out",
}
_FIRST_PART = len(_HEAD)
_TOTAL, _FILED, _DIFFERENCE = 3, 6, 7


def to_xlsx(rollup: Rollup, both: bool = False) -> bytes:
    """Sheet 逐格汇总: a row per cell and a column per part, summed by formulas; sheet 说明: parts, gaps, doubts. With `both`, the
    labels have an English line below the Chinese one."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        _cells(book, rollup, both)
        _notes(book, rollup, both)
    return out.getvalue()


def _cells(book: xlsxwriter.Workbook, rollup: Rollup, both: bool) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    doubtful = book.add_format({"bg_color": "#FFF2CC"})
    sheet = book.add_worksheet("逐格汇总")
    sheet.freeze_panes(1, _TOTAL + 1)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, _FIRST_PART + len(rollup.parts), 14)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    names = (_words(chinese, english, both) for chinese, english in _HEAD.items())
    heads = (*names, *(str(guard(part.agency)) for part in rollup.parts))
    sheet.write_row(0, 0, heads, bold)
    for row, (address, cell) in enumerate(rollup.cells.items(), start=1):
        declared = form_cells()[address]
        sheet.write_string(row, 0, declared.table.number)
        named = _words(f"{declared.row.number}{declared.row.label_zh}", declared.row.label_en, both)
        sheet.write_string(row, 1, named, wrapped)
        sheet.write_string(row, 2, _words(declared.column.label_zh, declared.column.label_en, both), wrapped)
        first = xl_rowcol_to_cell(row, _FIRST_PART)
        last = xl_rowcol_to_cell(row, _FIRST_PART + len(rollup.parts) - 1)
        total = xl_rowcol_to_cell(row, _TOTAL)
        style = doubtful if cell.unknown else None
        if cell.value is not None:
            sheet.write_formula(row, _TOTAL, f"=SUM({first}:{last})", style, cell.value)
        else:
            sheet.write_blank(row, _TOTAL, None, style)
        sheet.write_number(row, _TOTAL + 1, cell.parts)
        sheet.write_number(row, _TOTAL + 2, cell.unknown, style)
        if cell.filed is not None:
            sheet.write_number(row, _FILED, cell.filed)
        if cell.difference is not None:
            filed = xl_rowcol_to_cell(row, _FILED)
            sheet.write_formula(row, _DIFFERENCE, f"={total}-{filed}", None, cell.difference)
        for column, part in enumerate(rollup.parts, start=_FIRST_PART):
            value = rollup.values.get(part.report_id, {}).get(address)
            if value is not None:
                sheet.write_number(row, column, value)


def _words(chinese: str, english: str, both: bool) -> str:
    return f"{chinese}\n{english}" if both else chinese


def _notes(book: xlsxwriter.Workbook, rollup: Rollup, both: bool) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    lines = [
        ("地区", "".join(rollup.area)),
        ("年度", str(rollup.year)),
        (
            "汇总的报告",
            _words(
                f"{len(rollup.parts)} 份本机关报告；垂直管理机关和事业单位不计入",
                f"{len(rollup.parts)} own reports; vertical bodies and public institutions are left out",
                both,
            ),
        ),
        (
            "黄色的格",
            _words(
                "有机关没有载明这一格，汇总数只是已载明者之和；空格不按零计",
                "some bodies do not state the cell: the sum is of those that do; a blank is no zero",
                both,
            ),
        ),
        *([("数据", "含合成数据（SYNTHETIC）")] if rollup.synthetic else []),
        *(("应报而未见报告", agency) for agency in rollup.missing),
        *(("报告里没有读出数字", agency) for agency in rollup.unread),
        *(("报告里有错误，数字请先核实", agency) for agency in rollup.doubtful),
        *(("不属本级政府，没有计入", agency) for agency in rollup.left_out),
        *(("草稿中不成立的勾稽", finding.message) for finding in rollup.findings),
        *(
            (
                "上年结转与去年结转下年不一致",
                f"{carried.applicant}：{carried.carried_out:g} → {carried.carried_in:g}",
            )
            for carried in rollup.carried
        ),
    ]
    for row, (heading, words) in enumerate(lines):
        sheet.write_string(row, 0, _words(heading, _NOTES[heading], both), wrapped)
        sheet.write_string(row, 1, str(guard(words)), wrapped)
