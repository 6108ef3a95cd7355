"""Workbooks as offices hand them in: several sheets, hidden ones, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl


def workbook(
    *sheets: Sequence[Sequence[object]],
    merged: str = "",
    hidden: int = 0,
    hidden_rows: Sequence[int] = (),
    hidden_columns: str = "",
) -> bytes:
    """An .xlsx whose sheets 表1, 表2 … have these rows; `merged` names ranges of the first, `hidden` the number of one.
    `hidden_rows` and `hidden_columns` (letters) are those of the first."""
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
    for number in hidden_rows:
        book.worksheets[0].row_dimensions[number].hidden = True
    for letter in hidden_columns:
        book.worksheets[0].column_dimensions[letter].hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()
