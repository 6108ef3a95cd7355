"""Whether an old binary workbook (XLS, ET) would take more memory than its size explains.

The library that reads it lays out the rectangle from a sheet's first to its last value, and makes room for as many cells
as the file says that it has: a false number ends the process. Source: [MS-XLS], 2.4.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from etl.model.document import Unreadable
from etl.readers.spreadsheet.workbook_xml import CELLS_LIMIT, HUGE

_END, _SHEET, _SIZE, _MANY = 0x0A, 0x85, 0x200, 0xBD
_VALUES = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_MOST_OF_SIZE = 65_536 * 256  # what Excel writes for a sheet that is formatted throughout
_STREAMS = ("Workbook", "Book")


def check_extent(data: bytes) -> None:
    """Raises Unreadable if a sheet is larger than any report's."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            name = next(filter(file.exists, _STREAMS))
            stream = file.openstream(name).read(len(data))
    except (OSError, ValueError, IndexError, TypeError, AttributeError, StopIteration, struct.error):
        return  # the library refuses it, too
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
