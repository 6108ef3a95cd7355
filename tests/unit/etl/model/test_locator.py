"""Every kind of locator, as text, as a record and in words."""

import pytest

from etl.model.locator import (
    Line,
    Locator,
    PageBox,
    Paragraph,
    SheetCell,
    TableCell,
    describe,
    parse,
    whole_text,
)

CASES = [
    ("t2r5c3", TableCell(2, 5, 3), "第 2 个表第 5 行第 3 格", "table 2, row 5, cell 3"),
    ("s1r50c13", SheetCell(1, 50, 13), "第 1 张工作表第 50 行第 13 格", "sheet 1, row 50, cell 13"),
    ("s1r5c3c2", SheetCell(1, 5, 3, 2), "第 1 张工作表第 5 行第 3 格", "sheet 1, row 5, cell 3"),
    ("l12", Line(12), "第 12 行", "line 12"),
    ("l12c3", Line(12, 3), "第 12 行", "line 12"),
    ("n3", Paragraph(3), "第 3 段", "paragraph 3"),
    ("n3c2", Paragraph(3, 2), "第 3 段", "paragraph 3"),
    ("p4@72,90,130,104", PageBox(4, 72, 90, 130, 104), "第 4 页", "page 4"),
    ("p4@-2,90,130,104c2", PageBox(4, -2, 90, 130, 104, 2), "第 4 页", "page 4"),
]


@pytest.mark.parametrize(("text", "record", "chinese", "english"), CASES)
def test_each_kind_of_locator(text: str, record: Locator, chinese: str, english: str) -> None:
    assert parse(text) == record
    assert str(record) == text
    assert describe(record, "zh") == chinese
    assert describe(record, "en") == english


@pytest.mark.parametrize(
    "text",
    ["", "t1r2", "t0r1c1", "t1r2c3c4", "T1r2c3", "t1r2c3 ", "t１r2c3", "x3", "n", "l12c", "p4", "p4@1,2,3", "<b>",
     "p4@1.5,2,3,4", "n" + "9" * 5000],
)  # fmt: skip
def test_other_text_is_no_locator(text: str) -> None:
    with pytest.raises(ValueError, match="not a locator"):
        parse(text)


def test_a_word_belongs_to_a_whole_text() -> None:
    assert str(whole_text(parse("n3c2"))) == "n3"
    assert str(whole_text(parse("l12c3"))) == "l12"
    assert str(whole_text(parse("t1r2c3"))) == "t1r2c3"
