"""Packages of workbooks: damaged, boundless, with parts under other names or in other cases."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from etl.model.document import Unreadable
from etl.readers import read, spreadsheet
from tests.support.grids import texts
from tests.support.merged_workbook import saved, with_sheet, workbook


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook\0".encode("utf-16-le") + b"\0" * 4000,
        saved(workbook())[:3000],
        with_sheet('<c r="A16"', '<c r="XFD1048576"'),
        with_sheet("<sheetData>", "<sheetData"),
    ],
    ids=["empty container", "cut", "far corner", "broken"],
)
def test_damaged_and_boundless_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="。"):
        spreadsheet.read(data, "a.xlsx")


def _with_another(name: str, moved: str) -> bytes:
    """A workbook of which what begins with `name` is under another name, beside one without format and hidden row."""
    book = openpyxl.Workbook()
    for row in (["项", 12000], ["藏", 7], ["末", 5]):
        book.active.append(row)
    plain = saved(book)
    book.active["B1"].number_format = "#,##0,"
    book.active.row_dimensions[2].hidden = True
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book))) as true,
        zipfile.ZipFile(io.BytesIO(plain)) as other,
        zipfile.ZipFile(stream, "w") as packed,
    ):
        for part in true.namelist():
            packed.writestr(part.replace(name, moved), true.read(part).replace(name.encode(), moved.encode()))
            if part.startswith(name):
                packed.writestr(part, other.read(part))
    return stream.getvalue()


def test_a_workbook_is_the_part_that_the_package_names() -> None:
    (grid,) = read(_with_another("xl/", "x2/"), "a.xlsx").grids
    assert texts(grid) == [["项", "12"], ["", ""], ["末", "5"]]


def test_a_workbook_of_another_name_beside_one_of_the_usual_name_is_refused() -> None:
    with pytest.raises(Unreadable, match="无法打开"):
        read(_with_another("xl/workbook.xml", "xl/book.xml"), "a.xlsx")


@pytest.mark.parametrize(
    "rename", [str.upper, lambda name: name.replace("/", "\\")], ids=["capitals", "backslashes"]
)
def test_parts_are_found_whatever_the_case_of_their_names(rename: Callable[[str], str]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项目", "数量"])
    book.active.append(["甲", 5])
    book.active.row_dimensions[2].hidden = True
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            is_content = "worksheets/" in name or "styles" in name or "sharedStrings" in name
            new.writestr(rename(name) if is_content else name, old.read(name))
    (grid,) = read(stream.getvalue(), "a.xlsx").grids
    assert texts(grid) == [["项目", "数量"], ["", ""]]
