"""Spreadsheets: numbers as in the file, merged cells, titles apart from tables, guards."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from etl.model.document import Grid, Note, Unreadable
from etl.readers import read
from etl.readers.common import libreoffice
from tests.support.grids import all_texts, texts
from tests.support.merged_workbook import check, saved, with_sheet, workbook


def test_a_sheet_with_title_headings_and_two_tables() -> None:
    document = read(saved(workbook()), "表.xlsx")
    assert document.format == "xlsx" and document.notes == ()
    check(document)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods", "fods"])
def test_old_and_open_spreadsheets(kind: str) -> None:
    made = libreoffice.convert([saved(workbook())], kind)[0]
    assert isinstance(made, bytes)
    check(read(made, f"表.{kind}"))


@pytest.mark.office
def test_an_open_spreadsheet_that_was_packed_again_keeps_its_merged_cells() -> None:
    made = libreoffice.convert([saved(workbook())], "ods")[0]
    assert isinstance(made, bytes)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in reversed(old.namelist()):
            packed.writestr(name, old.read(name))
    check(read(stream.getvalue(), "表.ods"))


@pytest.mark.office
def test_an_old_workbook_shows_what_the_new_one_shows() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    formats = ("General", "0;-0;;@", "#,##0,", ";;;", '0"%"', '_(* #,##0_);_(* "-"_)', "0.00")
    for number, code in enumerate(formats, 1):
        sheet.append(["项", 0, 12000, number, 0])
        for cell in sheet[number][1:4]:
            cell.number_format = code
    sheet["B1"].font = sheet["C1"].font = Font(color="FFFFFFFF")
    sheet["C1"].fill = PatternFill("solid", start_color="FF203050")
    sheet.append(["藏行", 7, 7, 7])
    sheet.row_dimensions[sheet.max_row].hidden = True
    sheet["F1"] = 9
    sheet.column_dimensions["F"].hidden = True
    white = CellIsRule(operator="equal", formula=["0"], font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add("E1:E20", white)
    without_zeros = openpyxl.Workbook()
    without_zeros.active.append(["项", 0, 5])
    without_zeros.active.sheet_view.showZeros = False
    new = [saved(one) for one in (book, without_zeros)]
    converted = libreoffice.convert(new, "xls")
    old = converted[0]
    assert isinstance(old, bytes) and isinstance(converted[1], bytes)
    assert all_texts(read(old, "a.xls")) == all_texts(read(new[0], "a.xlsx"))
    assert all_texts(read(converted[1], "a.xls")) == [[["项", "", "5"]]]
    for end in range(len(old) // 9, len(old), len(old) // 9):
        with contextlib.suppress(Unreadable):
            read(old[:end], "a.xls")


def test_a_label_whose_figures_are_all_blank_stays_in_its_table() -> None:
    book = openpyxl.Workbook()
    for row in (["项目", "数"], ["一、本年新收"], ["二、上年结转", 1], ["四、结转下年度"]):
        book.active.append(row)
    (grid,) = read(saved(book), "a.xlsx").grids
    assert texts(grid) == [
        ["项目", "数"], ["一、本年新收", ""], ["二、上年结转", "1"], ["四、结转下年度", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (12.0, "12"), (0.1 + 0.2, "0.3"), (1181155.5, "1181155.5"), (-2, "-2"), (True, "TRUE"), ("007", "007"),
        (datetime.datetime(2020, 1, 31), "2020-01-31"), ("甲\n乙", "甲乙"), ("1\n2", "1\n2"), ("/", "/"),
    ],
)  # fmt: skip
def test_values_as_text(value: object, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项", value])
    assert read(saved(book), "a.xlsx").grids[0].pieces[1].text == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("#,##0.00", "545000"), ("0!.0,", "54.5"), ('0"."0000"万元"', "54.5万元"), ("#,##0.0,", "545"), ("0\\.0,", "54.5"),
        ('0.00"元"', "545000元"), ('0"件"', "545000"), ("0.0,,", "0.545"), ("General", "545000"),
    ],
)  # fmt: skip
def test_a_format_that_shows_another_number_is_followed(code: str, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项", 545000, "无"])
    for cell in book.active[1]:
        cell.number_format = code
    assert [piece.text for piece in read(saved(book), "a.xlsx").grids[0].pieces] == ["项", text, "无"]


@pytest.mark.parametrize(
    ("font", "words", "notes"),
    [
        (InlineFont(strike=True), "12", (Note("struck_out", "1"),)),
        (InlineFont(vertAlign="superscript"), "⁷12", ()),
        (InlineFont(b=True), "712", ()),
    ],
)
def test_words_struck_out_or_raised_in_a_cell(font: InlineFont, words: str, notes: tuple[Note, ...]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项", CellRichText(TextBlock(font, "7"), "12")])
    document = read(saved(book), "a.xlsx")
    assert document.grids[0].pieces[1].text == words
    assert document.notes == notes


def test_hidden_sheets_unsaved_formulas_and_errors_are_noted() -> None:
    book = workbook()
    book.active["C7"] = "=1+1"
    book.active["D7"] = "#REF!"
    hidden = book.create_sheet("旧表")
    hidden.append(["甲", 9])
    hidden.sheet_state = "hidden"
    book.create_sheet("空")
    notes = read(saved(book), "a.xlsx").notes
    assert {note.kind for note in notes} == {"hidden_sheet", "not_calculated", "formula_errors"}
    assert "旧表" in {note.detail for note in notes}


def test_locators_name_the_sheet() -> None:
    book = workbook()
    book.create_sheet("二").append(["甲", 9])
    assert read(saved(book), "a.xlsx").grids[-1].pieces[1].locator == "s2r1c2"


def test_a_huge_merged_range_costs_nothing() -> None:
    check(
        read(
            with_sheet('<mergeCell ref="A1:D1"', '<mergeCell ref="A1:XFD1"/><mergeCell ref="F2:XFD1048576"'),
            "a.xlsx",
        )
    )


def test_a_formula_without_a_result_and_an_error_are_not_blank() -> None:
    book = openpyxl.Workbook()
    for row in (["项目", "数量", "合计"], ["甲", 5, "=B2"], ["乙", "#REF!", 7]):
        book.active.append(row)
    (grid,) = read(saved(book), "a.xlsx").grids
    assert texts(grid)[1:] == [
        ["甲", "5", "[未计算的公式]"],
        ["乙", "#REF!", "7"],
    ]


def test_hidden_rows_and_columns_are_not_read() -> None:
    book = openpyxl.Workbook()
    for row in (["项目", 1, "数量"], ["甲", 2, 5], ["乙", 3, 6], ["丙", 4, 7]):
        book.active.append(row)
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    (grid,) = read(saved(book), "a.xlsx").grids
    assert texts(grid) == [
        ["项目", "", "数量"],
        ["甲", "", "5"],
        ["", "", ""],
        ["丙", "", "7"],
    ]


def test_tables_beside_each_other_are_apart_only_where_an_empty_column_parts_wide_ones() -> None:
    left: list[list[object]] = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", 1, 2, 3],
    ]
    right: list[list[object]] = [
        ["行政复议", None, None, None, None],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        [4, 5, 6, 7, 22],
    ]
    blank: list[object] = [None] * 4
    beside: list[list[object]] = [[*a, None, *b] for a, b in zip([*left, blank], right, strict=True)]
    assert [texts(grid)[1][0] for grid in _grids(beside)] == ["规章", "结果维持"]
    remark: list[list[object]] = [[*row, None, "备注"] for row in left]
    assert len(_grids(remark)) == 1


def test_reports_beside_each_other_are_apart_by_their_titles() -> None:
    titles = [f"{name}2023年政府信息公开工作年度报告" for name in ("甲局", "乙局", "丙局")]
    rows: list[list[object]] = [
        [text for title in titles for text in (title, *[None] * 3)],
        [text for _ in titles for text in ("信息内容", "制发", "废止", "现行有效")],
        [text for number in range(3) for text in ("规章", number, number, number)],
    ]
    assert [texts(grid)[2][1] for grid in _grids(rows)] == ["0", "1", "2"]
    narrow: list[list[object]] = [[*titles], [1, 2, 3]]  # a list of links
    assert len(_grids(narrow)) == 1


def _grids(rows: list[list[object]]) -> tuple[Grid, ...]:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return read(saved(book), "a.xlsx").grids
