"""The results of a batch check: one workbook per body, and a summary for the office, in one zip."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence

import xlsxwriter

from etl.export.spreadsheet_guard import guard
from etl.rules.catalog import printed_place
from etl.season.batch_check import Batch, Checked, Problem
from etl.text.comparable import safe_name

_SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}
_PROBLEM_HEADS = ("程度", "问题", "说明", "表", "行", "列", "印出", "算得", "差", "原文位置")
_WIDTHS = {
    "说明": 60,
    "行": 26,
    "列": 18,
    "文件": 50,
    "计入的另一份": 50,
    "机关": 30,
    "原因": 60,
    "结果表": 44,
    "问题": 18,
}


def to_zip(batch: Batch) -> bytes:
    """汇总.xlsx, and a workbook per draft in the folder 结果."""
    names = _names(batch.checked)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("汇总.xlsx", summary_to_xlsx(batch, names))
        for name, one in zip(names, batch.checked, strict=True):
            archive.writestr(f"结果/{name}", checked_to_xlsx(one))
    return out.getvalue()


def checked_to_xlsx(one: Checked) -> bytes:
    """What is wrong in one draft, where, and the numbers compared."""
    heading = f"{one.agency or '机关不明'} {one.year or '年度不明'}（{one.source_name}）"
    notes = [
        "与去年的报告核对过。" if one.has_last_year else "没有载入去年的报告，跨年的勾稽没有核对。",
        *(
            [f"这个机关这一年另有一份“{one.counts_instead}”，计入的是那一份，跨年的核对也是就那一份做的。"]
            if one.counts_instead
            else []
        ),
        *([] if one.problems else ["没有发现问题。"]),
    ]
    return _workbook(
        {"核对结果": (_PROBLEM_HEADS, [_line(problem) for problem in one.problems])}, [heading, *notes]
    )


def summary_to_xlsx(batch: Batch, names: Sequence[str]) -> bytes:
    """A row per draft with its counts, the files that could not be read, and who has handed in nothing."""
    rows = [
        (
            one.agency,
            one.year,
            one.count("error"),
            one.count("warning"),
            one.count("notice"),
            "是" if one.has_last_year else "否",
            one.counts_instead,
            one.source_name,
            name,
        )
        for one, name in zip(batch.checked, names, strict=True)
    ]
    heads = ("机关", "年度", "错误", "警告", "提示", "与去年核对", "计入的另一份", "文件", "结果表")
    return _workbook(
        {
            "各份": (heads, rows),
            "未能读取": (("文件", "原因"), list(batch.unreadable)),
            "应报未交": (("机关",), [(agency,) for agency in batch.missing]),
        },
        [f"{len(batch.checked)} 份已核对，{len(batch.unreadable)} 个文件未能读取；没有保存任何内容。"],
    )


def _names(checked: Sequence[Checked]) -> list[str]:
    """A file name of its own for each draft."""
    taken: Counter[str] = Counter()
    names = []
    for one in checked:
        base = safe_name(f"{one.agency or '机关不明'}{one.year or ''}").replace("/", "／")[:80]
        taken[base] += 1
        names.append(f"{base}（{taken[base]}）.xlsx" if taken[base] > 1 else f"{base}.xlsx")
    return names


def _line(problem: Problem) -> tuple[object, ...]:
    numbers = (problem.printed, problem.computed, problem.difference)
    return (
        _SEVERITIES[problem.severity],
        problem.rule,
        problem.message,
        *printed_place(problem.cell),
        *numbers,
        problem.locator,
    )


def _workbook(sheets: dict[str, tuple[Sequence[str], list]], lines: Sequence[str]) -> bytes:
    """Sheets of heads and rows; the lines stand above the first."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#EEF1F5", "text_wrap": True, "valign": "top"})
        for name, (heads, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            above = lines if name == next(iter(sheets)) else ()
            for row, line in enumerate(above):
                sheet.write_string(row, 0, str(guard(line)))
            sheet.write_row(len(above), 0, heads, bold)
            for column, head in enumerate(heads):
                sheet.set_column(column, column, _WIDTHS.get(head, 11))
            for row, values in enumerate(rows, start=len(above) + 1):
                for column, value in enumerate(values):
                    if isinstance(value, (int, float)):
                        sheet.write_number(row, column, value)
                    elif value:
                        sheet.write_string(row, column, str(guard(value)))
    return out.getvalue()
