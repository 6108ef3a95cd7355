"""Whether a workbook would take more memory than its size explains.

The library that reads workbooks lays out the rectangle from a sheet's first to its last value, each cell with a text of its
own, and makes room for as many cells as an old workbook says that it has: one false number ends the process. Sources:
[MS-XLS], 2.4; ECMA-376, 18.3.1.
"""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence

import olefile
from lxml import etree

from etl.model.document import Unreadable
from etl.runtime.zip_guard import DAMAGE_ERRORS, PACKAGE_LIMITS, exceeds
from etl.text.repeated_cells import CELLS_LIMIT, CHARACTERS_LIMIT, HUGE, check_repeats, elements

DAMAGED = "文件已损坏，无法打开；请用 Word/WPS/Excel 打开后重新保存，再提交。"
COMPOUND = b"\xd0\xcf\x11\xe0"
_END, _SHEET, _SIZE, _MANY = 0x0A, 0x85, 0x200, 0xBD
_VALUES = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_MOST_OF_SIZE = 65_536 * 256  # what Excel writes for a sheet that is formatted throughout
_STREAMS = ("Workbook", "Book")
_OPEN_SHEETS = "content.xml"  # of ODS
_SHARED_TEXTS = "sharedstrings.xml"
_BINARY_SHEETS = "workbook.bin"  # XLSB, whose corners are not looked at
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


def check_extent(data: bytes, refusal: str) -> None:
    """Raises Unreadable if a sheet of a workbook (.xls, .xlsx, .ods) is larger than any report's or list's; with this refusal if
    the workbook is damaged."""
    if data.startswith(COMPOUND):
        _check_binary(data, refusal)
    if zipfile.is_zipfile(io.BytesIO(data)):  # whatever stands before it
        _check_package(data, refusal)


def check_corners(rows: Iterable[etree._Element], lengths: Sequence[int] = ()) -> None:
    """Refuse a sheet of an XLSX file whose corners lie far apart, as the reader of its values would understand them, or that
    shows texts of these lengths so often that they would fill the memory."""
    height = width = characters = 0
    for row in rows:
        number = row.get("r", "")
        height = max(height + 1, int(number[:9]) if number.isdecimal() else 0)
        width = max(width, len(row))
        for reference in filter(None, (cell.get("r") for cell in row)):
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise Unreadable(DAMAGED)
            width = max(width, column_number(match[1].upper().encode()))
            height = max(height, int(match[2]))
        if lengths:
            characters += sum(lengths[at] for at in map(_shared, row) if at < len(lengths))
    if height * width > CELLS_LIMIT or characters > CHARACTERS_LIMIT:
        raise Unreadable(HUGE)


def column_number(letters: bytes) -> int:
    """The 1-based number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _shared(cell: etree._Element) -> int:
    """The number of the shared text that a cell shows; one that no text has, if it shows none."""
    number = (cell.findtext("{*}v") or "").strip() if cell.get("t") == "s" else ""
    return int(number[:9]) if number.isdecimal() else sys.maxsize


def _check_package(data: bytes, refusal: str) -> None:
    """Every part that holds rows is looked at, whatever its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if exceeds(package.infolist(), PACKAGE_LIMITS):
                raise Unreadable(HUGE)
            lengths = [length for entry in package.infolist() for length in _lengths(package, entry)]
            for entry in package.infolist():
                if entry.filename.lower().endswith(_BINARY_SHEETS):
                    raise Unreadable(refusal)
                content = package.read(entry)
                if b"sheetData" in content:
                    check_corners(elements(content, "{*}row"), lengths)
                if entry.filename == _OPEN_SHEETS:
                    check_repeats(elements(content, "{*}table-row", "{*}table"))
    except (*DAMAGE_ERRORS, OSError, etree.XMLSyntaxError) as error:
        raise Unreadable(refusal) from error


def _lengths(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> list[int]:
    """How long the texts are that the cells of an XLSX file share, if they are in this part."""
    if not entry.filename.lower().endswith(_SHARED_TEXTS):
        return []
    return [sum(map(len, text.itertext())) for text in elements(package.read(entry), "{*}si")]


def _check_binary(data: bytes, refusal: str) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            name = next(filter(file.exists, _STREAMS), None)
            stream = file.openstream(name).read(len(data)) if name else b""
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error) as error:
        raise Unreadable(refusal) from error
    places = {int.from_bytes(body[:4], "little") for kind, body in _records(stream, 0) if kind == _SHEET}
    if any(_cells_of(stream, place) > CELLS_LIMIT for place in places):
        raise Unreadable(HUGE)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a position to the first end mark."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _cells_of(stream: bytes, place: int) -> int:
    """The cells of the rectangle that holds all values of a sheet."""
    rows, columns = set[int](), set[int]()
    for kind, body in _records(stream, place):
        if kind == _SIZE and _stated(body) > _MOST_OF_SIZE:
            raise Unreadable(HUGE)
        if kind in _VALUES and len(body) >= 4:
            row, column = struct.unpack_from("<2H", body)
            rows.add(row)
            columns |= {column, int.from_bytes(body[-2:], "little") if kind == _MANY else column}
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0


def _stated(size: bytes) -> int:
    if len(size) < 12:
        return 0
    first, last, left, right = struct.unpack_from("<IIHH", size)
    return max(last - first, 0) * max(right - left, 0)
