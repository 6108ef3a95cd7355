"""The score sheet as a workbook: what was counted and taken off for each body, with totals that Excel calculates."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from etl.export.spreadsheet_guard import guard
from etl.season.score import Rubric, Score

_FIRST = 2


def to_xlsx(scores: Sequence[Score], rubric: Rubric, year: int) -> bytes:
    """Sheet 评分表: body, total, and per deduction what was counted and the points off; sheet 评分细则: the rubric."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F5"})
        sheet = book.add_worksheet("评分表")
        sheet.write_string(0, 0, f"{year}年{rubric.title}")
        heads = ["机关", "得分"]
        for one in rubric.deductions:
            heads += [one.label, "扣分"]
        sheet.write_row(1, 0, [str(guard(head)) for head in heads], bold)
        sheet.freeze_panes(2, _FIRST)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, len(heads), 11)
        for row, score in enumerate(scores, start=2):
            _score(sheet, row, score, rubric)
        _rubric(book, rubric, bold)
    return out.getvalue()


def _score(sheet: xlsxwriter.worksheet.Worksheet, row: int, score: Score, rubric: Rubric) -> None:
    sheet.write_string(row, 0, str(guard(score.agency)))
    off_cells = []
    for at, (count, off) in enumerate(zip(score.counts, score.off, strict=True)):
        column = _FIRST + 2 * at
        if count is None:
            sheet.write_string(row, column, "不详")
        else:
            sheet.write_number(row, column, count)
        sheet.write_number(row, column + 1, off)
        off_cells.append(xl_rowcol_to_cell(row, column + 1))
    taken = "-".join((f"{rubric.full:g}", *off_cells))
    sheet.write_formula(row, 1, f"=MAX(0,{taken})", None, score.total)


def _rubric(book: xlsxwriter.Workbook, rubric: Rubric, bold: xlsxwriter.format.Format) -> None:
    sheet = book.add_worksheet("评分细则")
    sheet.set_column(0, 0, 30)
    sheet.write_row(0, 0, ("项目", "每项扣分", "最多扣", "只扣一次"), bold)
    for row, one in enumerate(rubric.deductions, start=1):
        sheet.write_string(row, 0, str(guard(one.label)))
        sheet.write_number(row, 1, one.points)
        sheet.write(row, 2, "不限" if one.most is None else one.most)
        sheet.write_string(row, 3, "是" if one.once else "否")
    sheet.write_string(len(rubric.deductions) + 2, 0, f"满分 {rubric.full:g}；“不详”的不扣分，须人工核实。")
