"""Rows and columns of a list that are hidden, by hand or by a filter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.model.document import Unreadable
from etl.readers.common.libreoffice import convert
from etl.readers.spreadsheet.binary_workbook import read_binary_workbook
from etl.readers.spreadsheet.workbook_xml import SheetXml, read_workbook_xml
from etl.text.office_sheets import SEPARATED
from etl.text.workbook_extent import COMPOUND, DAMAGED, check_extent


@dataclass(frozen=True, slots=True)
class ShownWorkbook:
    """A list as it can be read: its bytes, what is hidden by the position of the sheet, and whether that is known."""

    data: bytes
    hidden: Mapping[int, SheetXml] = field(default_factory=dict)
    is_known: bool = True


def as_workbook(data: bytes, name: str) -> ShownWorkbook:
    """The list with what is hidden in .xlsx and .xls; CSV hides nothing. ODS is converted, where LibreOffice is there.
    Raises Unreadable if the file is damaged."""
    if data.startswith(COMPOUND):
        sheets = read_binary_workbook(data)
        return ShownWorkbook(data, sheets, bool(sheets))
    if name.lower().endswith(SEPARATED) or not data.startswith(b"PK"):
        return ShownWorkbook(data)
    if _is_xlsx(data):
        return ShownWorkbook(data, read_workbook_xml(data)[0])
    check_extent(data, DAMAGED)
    converted = convert([data], "xlsx")[0]
    if isinstance(converted, Unreadable):
        return ShownWorkbook(data, is_known=False)
    return ShownWorkbook(converted, read_workbook_xml(converted)[0])


def _is_xlsx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(name.lower().startswith("xl/") for name in package.namelist())
    except (zipfile.BadZipFile, OSError):
        return False
