"""Workbooks whose sheets reach further, or say that they are larger, than any report: refused before anything is laid out."""

import io
import struct
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from etl.model.document import Unreadable
from etl.readers.spreadsheet import read
from etl.text.office_sheets import office_sheets
from tests.support.outlook_file import compound_file

_END = struct.pack("<HH", 0x0A, 0)


def _record(kind: int, layout: str, *values: float | bytes) -> bytes:
    body = struct.pack(layout, *values)
    return struct.pack("<HH", kind, len(body)) + body


def _xls(
    cells: Sequence[tuple[int, int]], size: tuple[int, int, int, int] = (0, 1, 0, 1), name: str = "Workbook"
) -> bytes:
    """A workbook of one sheet with the number 7 in these cells, which says that it is of this size (rows, columns)."""

    def begin(kind: int) -> bytes:
        return _record(0x809, "<4H2I", 0x600, kind, 0, 0, 0, 0)

    def head(place: int) -> bytes:
        return begin(5) + _record(0x85, "<I4Bc", place, 0, 0, 1, 0, b"S") + _END

    sheet = begin(0x10) + _record(0x200, "<2I3H", *size, 0)
    sheet += b"".join(_record(0x203, "<3Hd", row, column, 0, 7) for row, column in cells) + _END
    return compound_file({name: (head(len(head(0))) + sheet).ljust(4096, b"\0")})


def test_a_workbook_of_usual_size_is_read() -> None:
    (grid,) = read(_xls([(0, 0), (0, 2), (3, 0)], (0, 65536, 0, 256)), "a.xls").grids
    assert [piece.text for piece in grid.pieces][:3] == ["7", "", "7"]


@pytest.mark.parametrize("name", ["Workbook", "Book"])
@pytest.mark.parametrize(
    ("cells", "size"),
    [
        ([(0, 0), (23106, 63232)], (0, 70, 0, 15)),
        ([(65535, 0), (0, 65535), (1, 1)], (0, 70, 0, 15)),
        ([(0, 0)], (0, 65535, 0, 65535)),
        ([(0, 0)], (0, 4294967295, 0, 65535)),
    ],
)
def test_a_false_place_or_size_is_refused_in_words(
    cells: Sequence[tuple[int, int]], size: tuple[int, int, int, int], name: str
) -> None:
    book = _xls(cells, size, name)
    with pytest.raises(Unreadable, match="异常巨大"):
        read(book, "a.xls")
    with pytest.raises(Unreadable, match="异常巨大"):
        list(office_sheets(book, "退回单.xls", "无法打开"))


@pytest.mark.parametrize("before", [b"", b"junk", _xls([(0, 0)], name="Other")], ids=["", "junk", "compound"])
def test_an_office_s_list_that_reaches_unreasonably_far_is_refused_in_words(before: bytes) -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Unreadable, match="异常巨大"):
        list(office_sheets(before + stream.getvalue(), "退回单.xlsx", "无法打开"))
    with pytest.raises(Unreadable, match="异常巨大"):
        read(before + stream.getvalue(), "a.xlsx")


def test_a_list_in_binary_parts_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/Workbook.bin", b"")
    with pytest.raises(Unreadable, match="无法打开"):
        list(office_sheets(stream.getvalue(), "退回单.xlsx", "无法打开"))
