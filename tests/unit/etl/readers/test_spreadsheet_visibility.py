"""What a sheet shows is what is read: formats, colours, hidden zeros, formulas that nobody calculated."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from etl.model.document import Document, Note, Unreadable
from etl.readers import read
from etl.readers.spreadsheet import conditional_formats
from tests.support.made_sheets import sheet_of, written


def texts_of(document: Document) -> list[str]:
    return [piece.text for piece in document.grids[0].pieces][1:]


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 12, "1200%"), ("0.00%", 12, "1200%"), ('0"%"', 12, "12%"), (";;;", 12, ""), ("0;;", 0, ""),
        ('[=12]"无";0', 12, "无"), ('[=12]"无";0', 13, "13"), ('0"0"', 12, "120"), ('"1"0', 12, "112"),
        ("0/10", 12, "120/10"), ("# ?/?", 12, "12"), ('[>10]"多"', 12, "多"), ('[>10]"多";[<0]"少";0', 5, "5"),
        ("#", 0, ""), ("#,##0", 0, "0"), ('#,##0;-#,##0;"-"', 0, "-"), ("[White]0", 12, ""), ("0;0", -5, "5"),
        (";;;", "二十", ""), (";;;", "12", ""), ('0;0;0;"无"', "12", "无"), ('@"7"', "12", "127"), ('0"7"', "12", "12"),
        ("0E+00", 1234, "1E+03"), ("0.00E+00", 1234, "1.23E+03"), ('0"件"', 12, "12"), ("0_);[Red]\\(0\\)", -5, "-5"), ("[Red]0", 12, "12"),
        ("-0", 12, "-12"), ("000-0000", 12, "12-"), ("(0)", 12, "(12)"), ("0_-;-0", 12, "12"), ("0;-0", -12, "-12"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(code: str, value: object, text: str) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].number_format = code

    assert texts_of(sheet_of(value, "完", change=change)) == [text, "完"]


@pytest.mark.parametrize(
    ("color", "fill", "text"),
    [
        (Color(rgb="FFFFFFFF"), None, ""),
        (Color(rgb="FFFDFDFD"), None, ""),
        (Color(theme=0), None, ""),
        (Color(theme=0, tint=-0.01), None, ""),
        (Color(indexed=9), None, ""),
        (Color(theme=1), None, "0"),
        (Color(theme=0), "FF1F4E78", "0"),
        (Color(rgb="FF000000"), "FF000000", ""),
        (Color(theme=0, tint=-0.5), None, "0"),
    ],
)
def test_zeros_in_the_colour_of_the_paper_are_blank(color: Color, fill: str | None, text: str) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].font = Font(color=color)
        if fill:
            sheet["B1"].fill = PatternFill("solid", fgColor=fill)

    document = sheet_of(0, 7, change=change)
    assert texts_of(document) == [text, "7"]
    assert document.notes == (() if text else (Note("unseen", "1"),))


@pytest.mark.parametrize(
    ("font", "words"),
    [
        (InlineFont(color="FFFFFFFF"), "12"),
        (InlineFont(color="FFFF0000"), "912"),
        (InlineFont(sz=1), "12"),
        (InlineFont(rFont="Wingdings"), "□12"),
        (InlineFont(vertAlign="subscript"), "⁹12"),
        (InlineFont(vertAlign="superscript"), "⁹12"),
    ],
)
def test_parts_of_a_cell_that_are_white_or_set_off(font: InlineFont, words: str) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"] = CellRichText(TextBlock(font, "9"), "12")

    assert texts_of(sheet_of(None, change=change)) == [words]


@pytest.mark.parametrize(("size", "text"), [(1, ""), (1.5, ""), (5, "12")])
def test_a_figure_too_small_to_be_seen_is_not_read(size: float, text: str) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].font = Font(size=size)

    assert texts_of(sheet_of(12, 7, change=change)) == [text, "7"]


@pytest.mark.parametrize(("stops", "text"), [(("000000", "000000"), ""), (("000000", "FFFFFF"), "12")])
def test_a_gradient_of_one_colour_is_a_ground(stops: tuple[str, str], text: str) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].fill = GradientFill(stop=stops)

    assert texts_of(sheet_of(12, 7, change=change)) == [text, "7"]


@pytest.mark.parametrize("value", [12, "12"])
def test_a_cell_that_is_struck_out_is_blank(value: object) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].font = Font(strike=True)

    made = sheet_of(value, "9", change=change)
    assert (texts_of(made), made.notes) == (["", "9"], (Note("struck_out", "1"),))


def test_digits_in_a_font_of_pictures_are_no_number() -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].font = Font(name="Wingdings")

    assert texts_of(sheet_of(12, 7, change=change)) == ["□□", "7"]


@pytest.mark.parametrize(
    ("part", "cell", "fill", "text"),
    [
        ("FFFFFFFF", "FF000000", "FF000000", "12"),
        ("FF000000", "FFFFFFFF", None, "12"),
        ("FFFFFFFF", "FF000000", None, ""),
        ("FF000000", "FFFFFFFF", "FF000000", ""),
    ],
)
def test_a_part_with_a_colour_of_its_own_is_seen_on_the_ground_of_its_cell(
    part: str, cell: str, fill: str | None, text: str
) -> None:
    def change(sheet: Any) -> None:
        sheet["B1"] = CellRichText(TextBlock(InlineFont(color=part), "12"))
        sheet["B1"].font = Font(color=cell)
        if fill:
            sheet["B1"].fill = PatternFill("solid", fgColor=fill)

    assert texts_of(sheet_of(0, 7, change=change)) == [text, "7"]


def test_a_scale_of_colours_from_black_may_hide_a_figure() -> None:
    def change(sheet: Any) -> None:
        for color, cell in (("FF000000", "B1"), ("FFF8696B", "C1")):
            rule = ColorScaleRule(start_type="min", start_color=color, end_type="max", end_color="FFFFFFFF")
            sheet.conditional_formatting.add(cell, rule)

    assert texts_of(sheet_of(12, 7, change=change)) == ["[条件格式]", "7"]


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    def change(sheet: Any) -> None:
        sheet.sheet_view.showZeros = False

    assert texts_of(sheet_of(0, 10, 0.0, 5, change=change)) == ["", "10", "", "5"]


def test_rows_of_no_height_are_hidden() -> None:
    book = openpyxl.Workbook()
    for row in (["项目", 1], ["甲", 9], ["乙", 1]):
        book.active.append(row)
    book.active.row_dimensions[2].height = 0.5
    before, after = io.BytesIO(), io.BytesIO()
    book.save(before)
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ht="0.5"', b'ht="0"'))
    document = read(after.getvalue(), "a.xlsx")
    assert texts_of(document) == ["1", "", "", "乙", "1"]
    assert document.notes == (Note("hidden_lines"),)


def test_a_text_box_over_an_empty_cell_is_told() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 3])
        sheet.write_row(1, 0, ["乙", "", 5])
        sheet.insert_textbox(1, 1, "12")
        sheet.insert_textbox(0, 1, "9")

    document = written(fill)
    assert [[piece.text for piece in row] for row in document.grids[0].rows()] == [
        ["甲", "3", ""], ["乙", "[文本框]", "5"],
    ]  # fmt: skip
    assert document.notes == (Note("covered_cells", "2"),)


WHITE_INK = Font(color="FFFFFF")
NOTHING = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;"))
BLUE = PatternFill(bgColor="1F4E78")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (CellIsRule("equal", ["12"], font=WHITE_INK), ""),
        (CellIsRule("equal", ["13"], font=WHITE_INK), "12"),
        (CellIsRule("between", ["20", "2"], font=WHITE_INK), ""),
        (CellIsRule("notBetween", ["2", "20"], font=WHITE_INK), "12"),
        (CellIsRule("greaterThan", ["5"], font=WHITE_INK, fill=BLUE), "12"),
        (CellIsRule("greaterThan", ["5"], font=Font(color="1F4E78"), fill=BLUE), ""),
        (CellIsRule("greaterThan", ["5"], font=Font(bold=True)), "12"),
        (CellIsRule("lessThan", ["$D$9"], font=WHITE_INK), "[条件格式]"),
        (CellIsRule("lessThan", ["$D$9"], font=Font(color="FF0000")), "12"),
        (FormulaRule(["B1<13"], font=WHITE_INK), ""),
        (FormulaRule(["B1>=13"], font=WHITE_INK), "12"),
        (FormulaRule(["TRUE"], font=WHITE_INK), ""),
        (FormulaRule(["SUM(B1:C1)>3"], font=WHITE_INK), "[条件格式]"),
        (FormulaRule(["A1<13"], font=WHITE_INK), "[条件格式]"),
        (Rule(type="cellIs", operator="greaterThan", formula=["5"], dxf=NOTHING), ""),
        (DataBarRule("min", 0, "max", 0, color="FF638EC6", showValue=False), ""),
    ],
)
def test_a_conditional_format_hides_a_number(rule: Rule, text: str) -> None:
    document = sheet_of(12, "完", change=lambda sheet: sheet.conditional_formatting.add("B1:B9", rule))
    assert texts_of(document) == [text, "完"]
    assert ("conditional_format" in {note.kind for note in document.notes}) is (text == "[条件格式]")


def test_a_conditional_format_shows_white_numbers() -> None:
    def change(sheet: Any) -> None:
        sheet["B1"].font = sheet["C1"].font = Font(color="FFFFFF")
        sheet.conditional_formatting.add("B1:C1", CellIsRule("greaterThan", ["5"], font=Font(color="000000")))

    assert texts_of(sheet_of(12, 0, "完", change=change)) == ["12", "", "完"]


def test_the_first_of_several_conditional_formats_counts() -> None:
    def change(sheet: Any) -> None:
        sheet.conditional_formatting.add("B1", CellIsRule("equal", ["12"], font=Font(color="000000")))
        sheet.conditional_formatting.add("A1:C1", CellIsRule("greaterThan", ["5"], font=WHITE_INK))

    assert texts_of(sheet_of(12, 13, "完", change=change)) == ["12", "", "完"]


def test_very_many_conditional_formats_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional_formats, "MOST_STEPS", 3)

    def change(sheet: Any) -> None:
        for number in range(4):
            sheet.conditional_formatting.add("B1", CellIsRule("equal", [str(number)], font=WHITE_INK))

    with pytest.raises(Unreadable, match="条件格式"):
        sheet_of(12, change=change)


def test_hidden_rows_and_white_cells_of_a_file_that_quotes_with_single_marks() -> None:
    book = openpyxl.Workbook()
    for row in (["甲", 1], ["乙", 9], ["丙", 2]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active["B3"].font = Font(color="FFFFFF")
    usual, odd = io.BytesIO(), io.BytesIO()
    book.save(usual)
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"=\"([^\"']*)\"", rb"='\1'", old.read(name)))
    documents = [read(made.getvalue(), "a.xlsx") for made in (usual, odd)]
    assert documents[0] == documents[1]
    assert [piece.text for piece in documents[1].grids[0].pieces] == ["甲", "1", "", "", "丙", ""]
