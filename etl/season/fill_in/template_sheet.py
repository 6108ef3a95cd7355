"""The worksheet of a fill-in form while it is written: its formats, and where each cell of the form stands on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from etl.form.layout import Box
from etl.model.report import Address

NIL = (2, 3)
_FRAME: dict[str, Any] = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12},
    "question": {"text_wrap": True, "valign": "vcenter"},
    "label": _FRAME | {"bg_color": "#F2F2F2"},
    "input": _FRAME | {"locked": False},
    "sum": _FRAME | {"bg_color": "#E7EEF7"},
    "before": _FRAME | {"bg_color": "#F2F2F2", "font_color": "#595959", "border_color": "#A6A6A6"},
    "prose": {"text_wrap": True, "valign": "top", "locked": False, "border": 1},
    "red": {"bold": True, "font_color": "#C00000"},
}


@dataclass(slots=True)
class FormSheet:
    """The worksheet with its formats, where each cell of the form stands on it and what it holds, and which are to be filled in,
    with money or with whole numbers. `both`: its words are in Chinese with an English line below."""

    sheet: Worksheet
    formats: dict[str, Format]
    both: bool
    row: int = 0
    at: dict[Address, tuple[int, int]] = field(default_factory=dict)
    figures: dict[Address, float] = field(default_factory=dict)
    calculated: set[Address] = field(default_factory=set)
    inputs: dict[bool, list[tuple[int, int, int, int]]] = field(default_factory=lambda: {False: [], True: []})
    words_below: dict[str, int] = field(default_factory=dict)  # the row of the red words, by table

    def name(self, address: Address) -> str:
        """The reference of a cell."""
        return str(xl_rowcol_to_cell(*self.at[address], row_abs=True, col_abs=True))

    def words(self, chinese: str, english: str, between: str = "\n") -> str:
        """Words in Chinese, with the English ones behind where the form is in both languages."""
        return f"{chinese}{between}{english}" if self.both and english else chinese

    def box(self, box: Box, top: int, left: int, text: str, style: str) -> None:
        """Write a box of the form with its corner at a place."""
        if box.row_span > 1 or box.column_span > 1:
            bottom, right = top + box.row_span - 1, left + box.column_span - 1
            self.sheet.merge_range(top, left, bottom, right, text, self.formats[style])
        else:
            self.sheet.write_string(top, left, text, self.formats[style])


def form_sheet(book: xlsxwriter.Workbook, name: str, both: bool) -> FormSheet:
    """A new worksheet for a form."""
    formats = {key: book.add_format(settings) for key, settings in _FORMATS.items()}
    return FormSheet(book.add_worksheet(name), formats, both)
