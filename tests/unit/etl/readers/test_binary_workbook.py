"""What an old binary workbook shows is what is read: fonts, fills, parts of strings, conditional formats."""

from __future__ import annotations

import io
import struct
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from etl.readers import read
from etl.readers.common import libreoffice
from etl.readers.spreadsheet.binary_strings import rich_strings

BLACK = PatternFill("solid", fgColor="FF000000", bgColor="FF000000")
SHOWN: list[tuple[object, Font | None, PatternFill | None, str]] = [
    (12, Font(color="FFFFFFFF"), None, ""),
    (12, Font(color="FFFFFFFF"), BLACK, "12"),
    (12, Font(color="FF000000"), BLACK, ""),
    (12, Font(color="FFFF0000"), PatternFill("solid", fgColor="FFFF0000"), ""),
    ("12", Font(color="FFFFFFFF"), None, ""),
    (12, Font(size=1), None, ""),
    (12, Font(name="Wingdings"), None, "□□"),
    (12, Font(strike=True), None, ""),
    ("12", Font(strike=True), None, ""),
    (CellRichText("9", TextBlock(InlineFont(color="FFFF0000"), "12")), Font(strike=True), None, "12"),
    (CellRichText("12", TextBlock(InlineFont(color="FFFFFFFF"), "9")), None, None, "12"),
    (CellRichText("12", TextBlock(InlineFont(sz=1), "9")), None, None, "12"),
    (CellRichText("12", TextBlock(InlineFont(strike=True), "9")), None, None, "12"),
    (CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "9")), None, None, "12⁹"),
    (CellRichText("12", TextBlock(InlineFont(color="FFFF0000"), "9")), None, None, "129"),
    (CellRichText(TextBlock(InlineFont(color="FFFFFFFF"), "12")), None, BLACK, "12"),
]
RULES = [
    (CellIsRule("greaterThan", ["5"], font=Font(color="FFFFFFFF")), "[条件格式]"),
    (CellIsRule("greaterThan", ["5"], fill=BLACK), "[条件格式]"),
    (CellIsRule("greaterThan", ["5"], font=Font(color="FFFFFFFF"), fill=BLACK), "12"),
    (CellIsRule("greaterThan", ["5"], font=Font(color="FFFF0000")), "12"),
    (CellIsRule("greaterThan", ["5"], fill=PatternFill("solid", bgColor="FFFFFF00")), "12"),
]


@pytest.fixture(scope="module")
def column() -> list[str]:
    """The texts of all cells of SHOWN, then of RULES, as an old workbook shows them."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row, (value, font, fill, _) in enumerate(SHOWN, 1):
        sheet.cell(row, 1, "项")
        cell = sheet.cell(row, 2)
        cell.value = value
        if font:
            cell.font = font
        if fill:
            cell.fill = fill
    for row, (rule, _) in enumerate(RULES, len(SHOWN) + 1):
        sheet.cell(row, 1, "项")
        sheet.cell(row, 2, 12)
        sheet.conditional_formatting.add(f"B{row}", rule)
    stream = io.BytesIO()
    book.save(stream)
    (old,) = libreoffice.convert([stream.getvalue()], "xls")
    assert isinstance(old, bytes)
    (grid,) = read(old, "a.xls").grids
    texts = {piece.row: piece.text for piece in grid.pieces if piece.column == 1}
    return [texts.get(row, "") for row in range(len(SHOWN) + len(RULES))]


@pytest.mark.parametrize("number", range(len(SHOWN)))
def test_words_are_read_as_their_fonts_and_fills_show_them(number: int, column: list[str]) -> None:
    assert column[number] == SHOWN[number][3]


@pytest.mark.parametrize("number", range(len(RULES)))
def test_a_conditional_format_that_may_hide_a_number_makes_it_doubtful(
    number: int, column: list[str]
) -> None:
    assert column[len(SHOWN) + number] == RULES[number][1]


def test_strings_go_on_in_the_next_record_in_another_width() -> None:
    head = struct.pack("<IIHBH", 2, 2, 4, 8, 1) + b"1234" + struct.pack("<HH", 3, 6)
    divided = struct.pack("<HBHI", 3, 8 | 4, 1, 2) + b"5"
    rest = b"\x01" + "67".encode("utf-16-le") + struct.pack("<HH", 1, 7) + b"zz"
    strings = rich_strings([head + divided, rest])
    assert [string.parts() for string in strings.values()] == [
        [("123", None), ("4", 6)],
        [("5", None), ("67", 7)],
    ]
    with pytest.raises(IndexError):
        rich_strings([head + divided])
