"""Rows and columns of a ledger that are hidden, by hand or by a filter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import groupby

from etl.model.document import Unreadable
from etl.readers.common.libreoffice import convert
from etl.readers.spreadsheet.binary_workbook import COMPOUND, read_binary_workbook
from etl.readers.spreadsheet.workbook_xml import SheetXml, read_workbook_xml
from etl.text.office_sheets import SEPARATED

_MOST_NAMED = 20
_UNKNOWN = "这种格式看不出有没有隐藏或筛选掉的行、列，全部计入；拿不准的请另存为 .xlsx 再统计。"


@dataclass(frozen=True, slots=True)
class ShownWorkbook:
    """A ledger as it can be read: its bytes under a name, what is hidden by the position of the sheet, and a remark where
    that cannot be known."""

    data: bytes
    name: str
    hidden: dict[int, SheetXml] = field(default_factory=dict)
    remark: str = ""


def as_workbook(data: bytes, name: str) -> ShownWorkbook:
    """The ledger with what is hidden in .xlsx and .xls; CSV hides nothing. ODS is converted, where LibreOffice is there.
    Raises Unreadable if the file is damaged."""
    if data.startswith(COMPOUND):
        sheets = read_binary_workbook(data)
        return ShownWorkbook(data, name, sheets, "" if sheets else _UNKNOWN)
    if name.lower().endswith(SEPARATED) or not data.startswith(b"PK"):
        return ShownWorkbook(data, name)
    if _is_xlsx(data):
        return ShownWorkbook(data, name, read_workbook_xml(data)[0])
    converted = convert([data], "xlsx")[0]
    if isinstance(converted, Unreadable):
        return ShownWorkbook(data, name, remark=_UNKNOWN)
    return ShownWorkbook(converted, name, read_workbook_xml(converted)[0])


def _is_xlsx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "xl/workbook.xml" in package.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def ranges(numbers: Collection[int]) -> str:
    """Row numbers as a person writes them: 3、7–9; the first twenty of many."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [number for _, number in run]
        runs.append(f"{first}–{rest[-1]}" if rest else str(first))
    return "、".join(runs[:_MOST_NAMED]) + ("……" if len(runs) > _MOST_NAMED else "")
