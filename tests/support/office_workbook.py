"""Workbooks as offices hand them in: several sheets, hidden ones, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl


def workbook(*sheets: Sequence[Sequence[object]], merged: str = "", hidden: int = 0) -> bytes:
    """An .xlsx whose sheets 表1, 表2 … have these rows; `merged` names ranges of the first, `hidden` the number of one."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets, start=1):
        sheet = book.active if number == 1 else book.create_sheet()
        assert sheet is not None
        sheet.title = f"表{number}"
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if number == hidden else "visible"
    for cells in merged.split():
        book.worksheets[0].merge_cells(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
