"""Formulas of a workbook: what they gave when it was saved, and what nobody calculated."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from openpyxl.styles import Font

from etl.model.document import Note
from etl.readers import read
from tests.support.made_sheets import sheet_of, written


def test_a_formula_that_nobody_calculated_is_not_zero() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 3, 4, None])
        sheet.write_formula("D1", "=SUM(B1:C1)")
        sheet.write_row(1, 0, ["乙", 0, 0, None])
        sheet.write_formula("D2", "=B2+C2")
        sheet.write_row(2, 0, ["丙", 5, 0, None])
        sheet.write_formula("D3", "=B3-C3", None, 5)
        sheet.write_row(3, 0, ["丁", 0, 0, None])
        sheet.write_formula("D4", "=SUM(D1:D2)")

    document = written(fill)
    by_row = [[piece.text for piece in row] for row in document.grids[0].rows()]
    assert [row[3] for row in by_row] == ["[未计算的公式]", "0", "5", "[未计算的公式]"]
    assert document.notes == (Note("not_calculated"),)


def test_an_empty_cell_with_borders_is_not_taken_for_the_formula_behind_it() -> None:
    def fill(sheet: Any) -> None:
        border = Font(bold=True)
        for row, formula in (("1", "=A1"), ("2", None), ("3", "=A3")):
            for column in "BC":
                sheet[f"{column}{row}"].font = border
            sheet[f"D{row}"] = formula or 7

    document = sheet_of(change=fill)
    by_place = {(piece.row, piece.column): piece.text for grid in document.grids for piece in grid.pieces}
    doubtful = "[未计算的公式]"
    assert {place for place, text in by_place.items() if text == doubtful} == {(0, 3), (2, 3)}
    assert by_place[1, 3] == "7"


@pytest.mark.parametrize(("stored", "is_told"), [("<v></v>", False), ("<v/>", False), ("", True)])
def test_a_formula_that_gives_an_empty_text_has_a_result(stored: str, is_told: bool) -> None:
    before = io.BytesIO()
    book = xlsxwriter.Workbook(before)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["甲", 3])
    sheet.write_formula("C1", '=IF(B1=3,"","错")', None, "空")
    sheet.write_row(1, 0, ["乙", 3, 4])
    book.close()
    after = io.BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("<v>空</v>".encode(), stored.encode()))
    document = read(after.getvalue(), "a.xlsx")
    assert (Note("not_calculated") in document.notes) is is_told


def test_a_stored_zero_of_sums_of_zeros_is_one_however_deep_they_are() -> None:
    unless_empty = '=IF(COUNT({0})=0,IF($A$1="是",0,""),SUM({0}))'

    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 0, 0])
        sheet.write_formula("D1", unless_empty.format("B1:C1"))
        sheet.write_row(1, 0, ["乙", 0, None])
        sheet.write_formula("D2", unless_empty.format("B2:C2"))
        sheet.write_row(2, 0, ["丙", "无", None])
        sheet.write_formula("D3", unless_empty.format("B3:C3"))
        sheet.write_row(3, 0, ["丁", None, 2])
        sheet.write_formula("D4", unless_empty.format("B4:C4"))
        sheet.write_row(4, 0, ["戊", 0, 0])
        sheet.write_formula("D5", "=SUM(D1:D2)")
        sheet.write_row(5, 0, ["己", 0, 0])
        sheet.write_formula("D6", "=D5+D4")

    by_row = [[piece.text for piece in row] for row in written(fill).grids[0].rows()]
    doubtful = "[未计算的公式]"
    assert [row[-1] for row in by_row] == ["0", "0", doubtful, doubtful, "0", doubtful]
