"""Spreadsheets (XLSX, XLS, ODS, ET) to paragraphs and grids, sheet by sheet."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import python_calamine as calamine

from etl.form.layout import NOT_READ
from etl.model.document import Block, Document, Grid, Note, Paragraph, PartName, Unreadable, around
from etl.model.locator import sheet_cell
from etl.readers.common.blocks import squeeze
from etl.readers.common.libreoffice import convert
from etl.readers.common.ooxml_package import member, open_package
from etl.readers.spreadsheet.binary_workbook import read_binary_workbook
from etl.readers.spreadsheet.displayed_cells import displayed
from etl.readers.spreadsheet.sheet_blocks import Sheet, blocks_of
from etl.readers.spreadsheet.workbook_xml import SheetXml, read_workbook_xml
from etl.text.repeated_cells import CELLS_LIMIT, HUGE
from etl.text.workbook_extent import COMPOUND, check_extent

_DAMAGED = "电子表格无法打开（可能已损坏或设有密码）；请用 Excel/WPS 打开后重新另存为 .xlsx 再提交。"
_OPEN = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_EXACT = 1e15  # beyond, a double holds no longer every whole number


def read(data: bytes, name: str) -> Document:
    """Read every visible sheet, under its name if there are several; numbers as the file holds them, whole ones
    without a decimal point.

    Raises Unreadable if the file is damaged, protected, or of an unreasonable size.
    """
    data, notes = _as_workbook(data)
    sheets: dict[int, SheetXml] = {}
    if data.startswith(b"PK"):
        sheets, xml_notes = read_workbook_xml(data)
        notes += xml_notes
    else:
        check_extent(data, _DAMAGED)
        sheets = read_binary_workbook(data) if data.startswith(COMPOUND) else {}
    blocks: list[Block] = []
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = list(_visible_sheets(workbook, notes))
        for index in visible:
            if len(visible) > 1:
                blocks.append(PartName(workbook.sheet_names[index], sheet_cell(index + 1, 1, 1)))
            blocks += _sheet_blocks(workbook, index, sheets.get(index, SheetXml()))
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    except BaseException as error:
        # a panic of the native reader is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(_DAMAGED) from error
    lines = [sheets.get(index, SheetXml()).header for index in visible]
    if len(visible) == 1:
        lines.append(workbook.sheet_names[visible[0]])
    return Document("xlsx", tuple(blocks), around(lines), tuple(notes))


def _as_workbook(data: bytes) -> tuple[bytes, list[Note]]:
    """The file, or its conversion: XML workbooks cannot be read otherwise, ODS would lose its merged cells."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        converted = convert([data], "xlsx")[0]
        if isinstance(converted, Unreadable):
            raise converted
        return converted, []
    if data.startswith(b"PK") and (member(open_package(data), "mimetype") or b"").strip().startswith(_OPEN):
        check_extent(data, _DAMAGED)
        converted = convert([data], "xlsx")[0]
        if isinstance(converted, Unreadable):
            return data, [Note("merged_cells_unknown")]
        return converted, []
    return data, []


def _visible_sheets(workbook: calamine.CalamineWorkbook, notes: list[Note]) -> Iterator[int]:
    """Yield the indices of the visible worksheets; hidden ones are noted."""
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible == calamine.SheetVisibleEnum.Visible:
            yield index
        else:
            notes.append(Note("hidden_sheet", sheet.name))


def _sheet_blocks(
    workbook: calamine.CalamineWorkbook, index: int, xml: SheetXml
) -> Iterator[Paragraph | Grid]:
    sheet = workbook.get_sheet_by_index(index)
    if sheet.total_height * sheet.total_width > CELLS_LIMIT:
        raise Unreadable(HUGE)
    values = sheet.to_python(skip_empty_area=False)
    rows = _read_part(displayed([[_printed(value) for value in row] for row in values], xml))
    return blocks_of(Sheet(index + 1, rows, sheet.merged_cell_ranges or [], xml.hidden_rows))


def _read_part(rows: list[list[str]]) -> list[list[str]]:
    """The columns before the first one that is marked as not to be read."""
    marked = (at for row in rows for at, text in enumerate(row) if text.endswith(NOT_READ))
    end = min(marked, default=None)
    return rows if end is None else [row[:end] for row in rows]


def _printed(value: object) -> str:
    """A cell's value as text, with 15 significant digits as spreadsheets show them."""
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _MOST_EXACT else f"{value:.15g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
