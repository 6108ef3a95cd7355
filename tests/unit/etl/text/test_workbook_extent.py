"""Workbooks whose sheets reach further, or say that they are larger, than any report: refused before anything is laid out."""

import io
import struct
import zipfile
from collections.abc import Sequence
from contextlib import nullcontext

import pytest
from openpyxl import Workbook

from etl.model.document import Unreadable
from etl.readers.spreadsheet import read
from etl.readers.spreadsheet.hidden_lines import as_workbook
from etl.text.office_sheets import office_sheets
from etl.text.workbook_extent import check_extent
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


def test_a_part_that_begins_with_a_row_is_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.xml", "<!-- sheetData --><row/>")
    check_extent(stream.getvalue(), "无法打开")


def test_a_list_in_binary_parts_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/Workbook.bin", b"")
    with pytest.raises(Unreadable, match="无法打开"):
        list(office_sheets(stream.getvalue(), "退回单.xlsx", "无法打开"))


def _ods(table: str) -> bytes:
    """A workbook of one sheet with these rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", _SHEET.format(table))
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SHEET = (
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
    f'xmlns:text="{_OASIS}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{{}}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_CELL = '<table:table-cell table:number-columns-repeated="{}" office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_ROW = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
_BLANK_BELOW = _ROW.format(1_048_000, '<table:table-cell table:number-columns-repeated="16384"/>')


@pytest.mark.parametrize(
    "rows",
    [
        _ROW.format(1_048_576, _CELL.format(60, "7")),
        _ROW.format(1, _CELL.format(1, "7")) + _BLANK_BELOW + _ROW.format(1, _CELL.format(60, "7")),
        _ROW.format(1, _CELL.format(16384, 'a<text:s text:c="100000"/>b')),
        _ROW.format(100, _CELL.format(100, "甲" * 100_000)),
    ],
    ids=["repeated", "apart", "spaces", "texts"],
)
def test_an_open_sheet_that_repeats_too_much_is_refused_in_words(rows: str) -> None:
    with pytest.raises(Unreadable, match="异常巨大"):
        check_extent(_ods(rows), "无法打开")
    with pytest.raises(Unreadable, match="异常巨大"):
        as_workbook(_ods(rows), "名册.ods")
    with pytest.raises(Unreadable, match="异常巨大"):
        read(_ods(rows), "a.ods")


def test_an_open_sheet_that_is_formatted_to_its_end_is_read() -> None:
    rows = _ROW.format(2, _CELL.format(3, "7")) + _BLANK_BELOW
    assert [sheet.rows for sheet in office_sheets(_ods(rows), "退回单.ods", "无法打开")] == [[["7"] * 3] * 2]


def test_a_number_of_repetitions_that_is_none_is_refused() -> None:
    with pytest.raises(Unreadable, match="无法打开"):
        check_extent(_ods(_ROW.format("x", _CELL.format(1, "7"))), "无法打开")


@pytest.mark.parametrize(("cells", "refused"), [(100, False), (16_000, True)])
def test_a_long_text_that_many_cells_share_is_refused_in_words(cells: int, refused: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "xl/sharedStrings.xml", f"<sst><si><t>短</t></si><si><t>{'长' * 30_000}</t></si></sst>"
        )
        shown = '<c r="A1" t="s"><v>1</v></c>' * cells
        package.writestr(
            "xl/worksheets/sheet1.xml", f'<s><sheetData><row r="1">{shown}</row></sheetData></s>'
        )
    with pytest.raises(Unreadable, match="异常巨大") if refused else nullcontext():
        check_extent(stream.getvalue(), "无法打开")
