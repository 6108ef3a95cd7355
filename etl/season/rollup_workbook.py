"""A roll-up as a workbook: the form's cells by part with sums that Excel calculates, and what is missing."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from etl.export.spreadsheet_guard import guard
from etl.rules.catalog import form_cells
from etl.season.rollup import Rollup

_HEAD = ("表", "行", "列", "汇总", "载明的机关数", "未载明的机关数", "已公布的汇总报告", "相差")
_FIRST_PART = len(_HEAD)
_TOTAL, _FILED, _DIFFERENCE = 3, 6, 7


def to_xlsx(rollup: Rollup) -> bytes:
    """Sheet 逐格汇总: a row per cell and a column per part, summed by formulas; sheet 说明: parts, gaps, doubts."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        _cells(book, rollup)
        _notes(book, rollup)
    return out.getvalue()


def _cells(book: xlsxwriter.Workbook, rollup: Rollup) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    doubtful = book.add_format({"bg_color": "#FFF2CC"})
    sheet = book.add_worksheet("逐格汇总")
    sheet.freeze_panes(1, _TOTAL + 1)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, _FIRST_PART + len(rollup.parts), 14)
    heads = (*_HEAD, *(str(guard(part.agency)) for part in rollup.parts))
    sheet.write_row(0, 0, heads, bold)
    for row, (address, cell) in enumerate(rollup.cells.items(), start=1):
        declared = form_cells()[address]
        sheet.write_string(row, 0, declared.table.number)
        sheet.write_string(row, 1, f"{declared.row.number}{declared.row.label_zh}")
        sheet.write_string(row, 2, declared.column.label_zh)
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


def _notes(book: xlsxwriter.Workbook, rollup: Rollup) -> None:
    sheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    lines = [
        ("地区", "".join(rollup.area)),
        ("年度", str(rollup.year)),
        ("汇总的报告", f"{len(rollup.parts)} 份本机关报告；垂直管理机关和事业单位不计入"),
        ("黄色的格", "有机关没有载明这一格，汇总数只是已载明者之和；空格不按零计"),
        *([("数据", "含合成数据（SYNTHETIC）")] if rollup.synthetic else []),
        *(("未见报告（以前报过）", agency) for agency in rollup.missing),
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
        sheet.write_string(row, 0, heading)
        sheet.write_string(row, 1, str(guard(words)))
