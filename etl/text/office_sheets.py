"""The sheets of a list that an office keeps as a workbook or as CSV: rows of values, a merged cell's value in each of its
cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

import python_calamine as calamine

from etl.model.document import Unreadable
from etl.text.repeated_cells import CELLS_LIMIT, HUGE
from etl.text.separated_rows import separated_rows
from etl.text.workbook_extent import check_extent

SEPARATED = (".csv", ".tsv", ".txt")
_MOST_MERGED = 200_000


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """A worksheet; `shown` says whether it is not hidden, the first row is the first of the sheet. `position` is its place,
    0-based, among all sheets of the workbook. What is kept as CSV has no name."""

    name: str
    shown: bool
    rows: list[list[object]]
    position: int = 0


def office_sheets(data: bytes, name: str, refusal: str) -> Iterator[OfficeSheet]:
    """The worksheets of a workbook (.xlsx, .xls, .ods), in its order, or the rows of a list by the name of .csv, .tsv or .txt;
    ODS does not tell which cells are merged.

    Raises Unreadable with this refusal if it cannot be opened, or if a sheet reaches unreasonably far.
    """
    if name.lower().endswith(SEPARATED):
        try:
            yield OfficeSheet("", True, [list(row) for row in separated_rows(data)])
        except csv.Error as error:
            raise Unreadable(refusal) from error
        return
    check_extent(data, refusal)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for position, known in enumerate(book.sheets_metadata):
            if known.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(known.name)
                if sheet.total_height * sheet.total_width > CELLS_LIMIT:
                    raise Unreadable(HUGE)
                rows = _unmerged(sheet)
                is_shown = known.visible == calamine.SheetVisibleEnum.Visible
                yield OfficeSheet(known.name, is_shown, rows, position)
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(refusal) from error
    except BaseException as error:
        # a panic of the native reader is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(refusal) from error


def _unmerged(sheet: calamine.CalamineSheet) -> list[list[object]]:
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    places = (
        (top, left, row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row, column in product(range(top, bottom + 1), range(left, right + 1))
    )
    for top, left, row, column in islice(places, _MOST_MERGED):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = rows[top][left]
    return rows
