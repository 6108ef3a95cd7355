"""Last year's figures beside the form: the same tables to its right, grey and locked, printed on pages of their own."""

from __future__ import annotations

from math import ceil

from xlsxwriter.worksheet import Worksheet

from etl.form.layout import NOT_READ, Box, PrintedTable
from etl.season.fill_in.template import Blank
from etl.season.fill_in.template_sheet import FormSheet
from etl.text.numbers import plain_number

_WIDTHS = (13, 12, 34, *[11] * 7)
_GAP, _NARROW = 2, 8
_LINE = 15  # points
# a form is 15 columns wide: so many percent of its size fit the width of A4
_SCALE = 58


def set_columns(sheet: Worksheet, first: int) -> None:
    """The widths of a form's columns, of which the first is this one."""
    for column, width in enumerate(_WIDTHS, start=first):
        sheet.set_column(column, column, width)


def set_heights(on: FormSheet, table: PrintedTable) -> None:
    """Rows as high as the words of their labels need, which no program finds out for merged cells."""
    for row, boxes in enumerate(table.rows()):
        lines = (_lines(on.words(box.text, box.english), box) for box in boxes if box.row_span == 1)
        on.sheet.set_row(on.row + row, _LINE * max(1, *lines))


def _lines(words: str, box: Box) -> int:
    widths = (*_WIDTHS, *[_NARROW] * box.column)
    width = sum(widths[box.column : box.column + box.column_span])
    return sum(ceil(sum(1 if char.isascii() else 2 for char in line) / width) for line in words.split("\n"))


def print_beside(sheet: Worksheet, beside: int) -> None:
    """Columns for a second form from this one on, printed on the pages after those of the first."""
    sheet.set_column(beside - 1, beside - 1, _GAP)
    set_columns(sheet, beside)
    sheet.set_print_scale(_SCALE)
    sheet.set_v_pagebreaks([beside])


def write_last_year(on: FormSheet, table: PrintedTable, blank: Blank, beside: int) -> None:
    """The table as last year's report fills it, beside the one that is written at the current row next; marked so that nothing
    of it is read."""
    heading = on.words(
        f"上年（{blank.year - 1}年）的数，仅供对照", f"Last year ({blank.year - 1}), to compare", " "
    )
    on.sheet.write_string(on.row, beside, f"{heading}{NOT_READ}", on.formats["heading"])
    for box in table.boxes:
        text = on.words(box.text, box.english)
        if box.address is not None:
            before = blank.last_year.get(box.address)
            text = "" if before is None else f"上年 {plain_number(before)}"
        on.box(box, on.row + 1 + box.row, beside + box.column, text, "before")
