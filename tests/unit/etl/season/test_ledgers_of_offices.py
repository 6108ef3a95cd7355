"""Ledgers as offices keep them: headings in two rows, merged cells, several sheets, columns that only look alike."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from etl.model.document import Unreadable
from etl.season.ledger.counting import LedgerTables, tables
from etl.season.ledger.ledger_file import ledger_in
from etl.season.season_papers import ledger_paper
from tests.support.office_workbook import workbook

YEAR = 2024
HEAD = ("收到日期", "申请人类别", "办理结果", "办结日期")
ROW = ("2024-01-08", "公民", "予以公开", "2024-01-20")


def count(*sheets: Sequence[Sequence[object]], merged: str = "", hidden: int = 0) -> LedgerTables:
    return tables(ledger_in(workbook(*sheets, merged=merged, hidden=hidden), "台账.xlsx", YEAR), YEAR)


def counted(found: LedgerTables, table: str) -> dict[str, float]:
    return {f"{at.row}/{at.column}": value for at, value in found.figures.items()
            if at.table == table and value and at.column != "total"}  # fmt: skip


def test_the_day_an_answer_is_due_is_not_the_day_of_the_answer() -> None:
    head = ("申请日期", "申请人类别", "应答复日期", "答复日期", "办理结果", "办结期限")
    found = count([head, ("2024-01-08", "公民", "2024-02-05", "2024-06-20", "予以公开", "2024-02-05")])
    (late,) = found.late
    assert late.concluded == date(2024, 6, 20)


@pytest.mark.parametrize(
    ("said", "is_late"), [("未延期", True), ("不延期", True), ("0", True), (0, True), ("是", False), ("√", False)]
)  # fmt: skip
def test_only_a_prolonged_application_has_more_time(said: object, is_late: bool) -> None:
    found = count([(*HEAD, "是否延期"), ("2024-01-08", "公民", "予以公开", "2024-02-20", said)])
    assert bool(found.late) is is_late


def test_headings_of_suits_in_a_second_row_keep_reviews_and_suits_apart() -> None:
    upper = ("序号", *HEAD, "行政复议、行政诉讼情况", None, None)
    lower = (None, None, None, None, None, "行政复议", "未经复议直接起诉", "复议后起诉")
    rows = [upper, lower, (1, *ROW, "维持", None, None), (2, *ROW, None, "纠正", None)]
    for merged in ("", "A1:A2 B1:B2 C1:C2 D1:D2 E1:E2 F1:H1"):
        found = count(rows, merged=merged)
        assert counted(found, "review_litigation") == {"review/upheld": 1, "litigation_direct/corrected": 1}
        assert (found.entries, found.left_out) == (2, 0)


def test_a_group_above_says_what_a_result_is_of() -> None:
    upper = ("申请", None, "办理", None, "行政复议", None, "行政诉讼", None)
    lower = (*HEAD, "申请日期", "结果", "起诉日期", "结果")
    found = count([("某局台账",), upper, lower, (*ROW, "2024-03-01", "维持", "2024-05-01", "其他")])
    assert counted(found, "review_litigation") == {"review/upheld": 1, "litigation_after_review/other": 1}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("复议维持", {"review/upheld": 1}),
        ("行政复议：结果纠正；复议后起诉：尚未审结", {"review/corrected": 1, "litigation_after_review/pending": 1}),
        ("未经复议直接起诉，维持", {"litigation_direct/upheld": 1}),
        ("诉讼维持", {"litigation_direct/upheld": 1}),
    ],
)  # fmt: skip
def test_one_column_of_reviews_and_suits_is_told_by_its_words(said: str, expected: dict[str, float]) -> None:
    found = count([(*HEAD, "复议/诉讼情况"), (*ROW, said)])
    assert counted(found, "review_litigation") == expected


def test_one_column_of_reviews_and_suits_with_a_result_alone_is_not_guessed() -> None:
    found = count([(*HEAD, "复议/诉讼情况"), ROW, (*ROW, "维持")])
    assert (found.entries, found.left_out) == (1, 1)


def test_a_column_of_direct_suits_alone_is_not_one_of_suits_after_a_review() -> None:
    found = count([(*HEAD, "未经复议直接起诉"), (*ROW, "维持")])
    assert counted(found, "review_litigation") == {"litigation_direct/upheld": 1}


def test_rows_of_table_four_without_a_column_stay_empty_and_are_named() -> None:
    found = count([(*HEAD, "行政复议"), ROW])
    assert {at.row for at in found.figures if at.table == "review_litigation"} == {"review"}
    assert any("复议后起诉" in remark for remark in found.remarks)


def test_every_sheet_counts_and_a_row_that_is_on_two_counts_once() -> None:
    first = [HEAD, ROW]
    second = [HEAD, ROW, ("2024-04-01", "企业", "予以公开", "2024-04-20")]
    found = count(first, second, [("说明", "无")], [HEAD, ("2024-07-01", *ROW[1:3], "2024-07-02")], hidden=4)
    assert counted(found, "applications")["received_new/natural_person"] == 1
    assert counted(found, "applications")["received_new/company"] == 1
    said = "".join(found.remarks)
    assert "“表2”有 1 行" in said and "“表4”" in said and "2 张工作表" in said


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    rows = [HEAD, ROW, ("2024-01-09", None, None, None)]
    found = count(rows, merged="B2:B3 C2:C3 D2:D3")
    assert counted(found, "applications")["granted/natural_person"] == 2


def test_rows_of_other_years_and_their_suits_are_named() -> None:
    past = ("2022-05-01", "公民", "予以公开", "2022-05-20", "维持")
    found = count([(*HEAD, "行政复议"), past, (*ROW, "")])
    said = "".join(found.remarks)
    assert found.entries == 1 and "1 行不属于 2024 年" in said and "第 2 行" in said


def test_a_hidden_sheet_alone_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="隐藏的工作表“表2”"):
        count([("说明", "无")], [HEAD, ROW], hidden=2)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_year_without_applications_is_no_paper_of_zeros(ending: str) -> None:
    with pytest.raises(Unreadable, match="没有 2025 年可计的申请"):
        ledger_paper(workbook([HEAD, ROW]), "台账.xlsx", "甲局", 2025, ending)
    paper = ledger_paper(workbook([HEAD, ROW, ("某日", *ROW[1:])]), "台账.xlsx", "甲局", 2024, ending)
    assert (paper.counted, len(paper.problems)) == (1, 1) and any(
        "表四" in remark for remark in paper.remarks
    )


def test_the_form_of_a_ledger_says_above_its_tables_what_was_not_counted() -> None:
    paper = ledger_paper(workbook([HEAD, ROW, ("某日", *ROW[1:])]), "台账.xlsx", "甲局", 2024, "xlsx")
    sheet = openpyxl.load_workbook(BytesIO(paper.content)).worksheets[0]
    assert "1 行看不懂" in str(sheet["A4"].value)
