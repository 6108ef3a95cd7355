"""The return list (退回单) with columns to reply in, and the register of what was put right (整改台账), as one workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.export.spreadsheet_guard import guard
from etl.rules.catalog import printed_place
from etl.season.follow_up.current import Finding
from etl.season.follow_up.store import OPEN_STATES, Followed, FollowState

RETURNED, REGISTER = "退回单", "整改台账"
CODE, REPLY, NOTE, DONE_ON, BY, RULING, RULING_NOTE = (
    "编号", "整改情况", "说明", "完成日期", "填报人", "主管部门意见", "意见说明",
)  # fmt: skip
CORRECTED, EXPLAINED = "已更正", "情况说明"
ACCEPTED, AGAIN = "认可说明", "退回再改"
STATES = {
    FollowState.TO_SEND: "待退回",
    FollowState.SENT: "已退回",
    FollowState.ANSWERED: "已答复",
    FollowState.CORRECTED: "已更正",
    FollowState.EXPLAINED: "说明成立",
    FollowState.GONE: "已消除",
}
_FOUND = ("机关", "年度", "程度", "问题", "表", "行", "列", "印出", "算得", "差")
_WIDTHS = {
    "机关": 24,
    "问题": 46,
    "行": 24,
    "列": 16,
    CODE: 14,
    NOTE: 36,
    RULING_NOTE: 24,
    "说明": 36,
    "关闭依据": 36,
}
_SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}
_NARROW = 11
_MESSAGE = "请在“整改情况”选择“已更正”或“情况说明”，在“说明”写明原因；不要改动“编号”一列；“主管部门意见”和“意见说明”由主管部门填写。更正后的报告载入后，相应各行自动关闭。"


def to_xlsx(findings: Sequence[Finding], followed: Mapping[str, Followed]) -> bytes:
    """Sheet 退回单: the open findings with columns to reply in; sheet 整改台账: all that were ever followed, with states."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        _returned(book, [one for one in findings if is_open(one, followed)], followed)
        _register(book, findings, followed)
    return out.getvalue()


def is_open(finding: Finding, followed: Mapping[str, Followed]) -> bool:
    """Whether the office still waits for something."""
    one = followed.get(finding.about.code)
    return one is None or one.state in OPEN_STATES


def _returned(
    book: xlsxwriter.Workbook, findings: Sequence[Finding], followed: Mapping[str, Followed]
) -> None:
    sheet = book.add_worksheet(RETURNED)
    heads = (CODE, *_FOUND, "状态", REPLY, NOTE, DONE_ON, BY, RULING, RULING_NOTE)
    _head(book, sheet, heads, _MESSAGE)
    entry = book.add_format({"locked": False, "bg_color": "#FFFBE6", "border": 1, "text_wrap": True})
    ours = book.add_format({"bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
    for row, finding in enumerate(findings, start=2):
        one = followed.get(finding.about.code)
        state = STATES[one.state if one else FollowState.TO_SEND]
        _line(sheet, row, (finding.about.code, *_shown(finding), state))
        for column in range(heads.index(REPLY), len(heads)):
            sheet.write_blank(row, column, None, ours if heads[column] in (RULING, RULING_NOTE) else entry)
    last = max(2, len(findings) + 1)
    for name, choices in ((REPLY, [CORRECTED, EXPLAINED]), (RULING, [ACCEPTED, AGAIN])):
        at = heads.index(name)
        sheet.data_validation(2, at, last, at, {"validate": "list", "source": choices})
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})


def _register(
    book: xlsxwriter.Workbook, findings: Sequence[Finding], followed: Mapping[str, Followed]
) -> None:
    sheet = book.add_worksheet(REGISTER)
    heads = (CODE, "机关", "年度", "问题", "状态", "何人", "何时（UTC）", "说明", "关闭依据")
    _head(book, sheet, heads, "")
    present = {finding.about.code: finding.about for finding in findings}
    abouts = present | {code: one.about for code, one in followed.items()}
    for row, about in enumerate(abouts.values(), start=2):
        one = followed.get(about.code)
        words = (STATES[one.state], one.who, one.changed_at, one.note, one.closed_by) if one else ("待退回",)
        _line(sheet, row, (about.code, about.agency, about.year, about.message, *words))


def _head(book: xlsxwriter.Workbook, sheet: Worksheet, heads: Sequence[str], message: str) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F5"})
    sheet.write_string(0, 0, message)
    sheet.write_row(1, 0, heads, bold)
    sheet.freeze_panes(2, 2)
    for column, head in enumerate(heads):
        sheet.set_column(column, column, _WIDTHS.get(head, _NARROW))


def _shown(finding: Finding) -> tuple[object, ...]:
    about = finding.about
    return (
        about.agency,
        about.year,
        _SEVERITIES[finding.severity],
        about.message,
        *printed_place(about.cell),
        finding.printed,
        finding.computed,
        finding.difference,
    )


def _line(sheet: Worksheet, row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, (int, float)):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, str(guard(value)))
