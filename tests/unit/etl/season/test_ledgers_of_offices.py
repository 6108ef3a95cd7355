"""Ledgers as offices keep them: headings in two rows, merged cells, several sheets, columns that only look alike."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from etl.model.document import Unreadable
from etl.model.report import Address
from etl.pipeline import read_reports
from etl.season.fill_in.template import Blank
from etl.season.fill_in.template_workbook import to_xlsx
from etl.season.ledger.counting import tables
from etl.season.ledger.holidays import calendar_of, published
from etl.season.ledger.ledger_file import Entry, Ledger, ledger_in
from etl.season.season_papers import LedgerPapers, papers_of_ledger
from tests.support.office_ledgers import HEAD, ROW, YEAR, count, counted, of_days, said_of
from tests.support.office_workbook import workbook


def test_the_day_an_answer_is_due_is_not_the_day_of_the_answer() -> None:
    head = ("申请日期", "申请人类别", "应答复日期", "答复日期", "办理结果", "办结期限")
    found = count([head, ("2024-01-08", "公民", "2024-02-05", "2024-06-20", "予以公开", "2024-02-05")])
    (late,) = found.late
    assert late.concluded == date(2024, 6, 20)


@pytest.mark.parametrize(
    ("said", "is_late"), [("未延期", True), ("不延期", True), ("0", True), (0, True), ("×", True), ("N", True), ("是□否☑", True), ("□", True),
     ("是", False), ("√", False), ("是☑否□", False), ("2024-02-05", False), (20, False), ("延期至2月底", False), ("Y", False)],
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
    assert any("复议后起诉" in remark.zh for remark in found.remarks)


def test_every_sheet_counts_and_a_row_that_is_on_two_counts_once() -> None:
    first = [HEAD, ROW]
    second = [HEAD, ROW, ("2024-04-01", "企业", "予以公开", "2024-04-20")]
    found = count(first, second, [("说明", "无")], [HEAD, ("2024-07-01", *ROW[1:3], "2024-07-02")], hidden=4)
    assert counted(found, "applications")["received_new/natural_person"] == 1
    assert counted(found, "applications")["received_new/company"] == 1
    said = said_of(found)
    assert "“表2”有 1 行" in said and "“表4”" in said and "2 张工作表" in said


def test_rows_that_may_be_the_same_application_are_told() -> None:
    head, row = ("序号", *HEAD, "申请内容"), (*ROW, "预算")
    (said,) = (
        one.zh for one in count([head, (1, *row), (2, *ROW, "规划"), (3, *row)]).remarks if "相同" in one.zh
    )
    assert "第 4 行" in said
    months, year = [HEAD, *of_days(2, 3, 4)], [(*HEAD, "备注"), *((*row, "一月") for row in of_days(4, 3, 2))]
    found = count(months, year)
    assert found.entries == 6 and any("“表2”的 3 行" in remark.zh for remark in found.remarks)
    other = [(*HEAD, "备注"), *((*row, "") for row in of_days(2, 3, 5))]
    assert not any("可能是同一批" in remark.zh for remark in count(months, other).remarks)


def test_the_columns_that_the_dates_are_taken_from_are_named() -> None:
    head = ("申请时间", "收到时间", "申请人类别", "办理结果", "答复日期", "办结日期")
    found = count([head, ("2023-12-29", "2024-01-08", *ROW[1:3], "2024-01-19", "2024-01-20")])
    assert "工作表“表1”收到日期取自 B（收到时间） 列，办结日期取自 F（办结日期） 列。" in said_of(found)


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    rows = [HEAD, ROW, ("2024-01-09", None, None, None)]
    found = count(rows, merged="B2:B3 C2:C3 D2:D3")
    assert counted(found, "applications")["granted/natural_person"] == 2


def test_rows_of_other_years_and_their_suits_are_named() -> None:
    past = ("2022-05-01", "公民", "予以公开", "2022-05-20", "维持")
    found = count([(*HEAD, "行政复议"), past, (*ROW, "")])
    said = said_of(found)
    assert found.entries == 1 and "1 行不属于 2024 年" in said and "第 2 行" in said


def test_a_hidden_sheet_alone_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="隐藏的工作表“表2”"):
        count([("说明", "无")], [HEAD, ROW], hidden=2)


def papers_of(rows: Sequence[Sequence[object]], folder: Path, year: int = YEAR) -> LedgerPapers:
    return papers_of_ledger(workbook(rows), "台账.xlsx", "甲局", year, folder)


def test_a_year_without_applications_is_no_paper_of_zeros(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="没有 2025 年可计的申请"):
        papers_of([HEAD, ROW], tmp_path, 2025)
    papers = papers_of([HEAD, ROW, ("某日", *ROW[1:])], tmp_path)
    assert (papers.counted, papers.left_out, len(papers.problems)) == (1, 1, 1)
    assert any("表四" in remark.zh for remark in papers.remarks)


def test_the_form_of_a_ledger_says_what_was_not_counted_and_which_replies_were_late(tmp_path: Path) -> None:
    late = ("2024-01-08", "公民", "予以公开", "2024-06-20")
    papers = papers_of([HEAD, ROW, ("某日", *ROW[1:]), late], tmp_path)
    book = openpyxl.load_workbook(BytesIO(papers.files["xlsx"]))
    form, notes = book.worksheets
    assert "1 行看不懂" in str(form["A4"].value)
    said = [tuple(filter(None, row)) for row in notes.values]
    # 118 days from Monday to Friday, of which 11 are off; 5 weekend days are worked
    assert said[-1] == ("表1 4", "2024-01-08", "2024-06-20", "112")
    assert any("超过法定期限的申请 1 件" in row[0] for row in said if row)
    (report,) = read_reports(papers.files["xlsx"], "甲局.xlsx")
    assert report.cells[Address("applications", "granted", "total")].value == 2
    figures = count([HEAD, ROW, late]).figures
    (same,) = read_reports(to_xlsx(Blank("甲局", YEAR, figures=figures)), "甲局.xlsx")
    assert (same.cells, same.findings) == (report.cells, report.findings)
    # nobody has opened the file, and the results of its formulas are there
    assert all(cell.value is not None for at, cell in report.cells.items() if at.table == "applications")
    assert not {finding.rule for finding in report.findings} & {"not_calculated", "unreadable_cell"}


@pytest.mark.parametrize(
    ("received", "concluded", "days"),
    [
        # 20 working days with the holidays of the spring of 2024 in between, and one more
        ("2024-01-22", "2024-02-22", None),
        ("2024-01-22", "2024-02-23", "21"),
        # the day of receipt is not counted, a weekend day that is worked is
        ("2024-04-26", "2024-05-28", "21"),
        ("2024-04-26", "2024-05-27", None),
        # 15 days before the regulation was revised
        ("2019-03-01", "2019-03-25", "16"),
    ],
)
def test_working_days_are_those_of_the_state_council(received: str, concluded: str, days: str | None) -> None:
    ledger = ledger_in(workbook([HEAD, (received, *ROW[1:3], concluded)]), "台账.xlsx", int(received[:4]))
    late = tables(ledger, int(received[:4])).late
    assert [one.stated for one in late] == ([days] if days else [])


def test_days_of_a_year_without_known_holidays_are_at_most_so_many_until_the_office_states_them(
    tmp_path: Path,
) -> None:
    entry = Entry(5, date(2026, 12, 31), "company", "granted", date(2027, 2, 1))
    ledger = Ledger((entry,), ())
    found = tables(ledger, 2027, published())
    assert [one.stated for one in found.late] == ["至多 22"] and "至多" in found.late_basis.zh
    (tmp_path / "holidays.csv").write_text("起,止,类别\n2027/1/1,2027-01-03,休\n", encoding="gb18030")
    (known,) = tables(ledger, 2027, calendar_of(tmp_path)).late
    assert known.stated == "21"
    for line in ("2027-13-01,,休", "2027-01-01,2026-12-31,休", "2027-01-01,,假"):
        (tmp_path / "holidays.csv").write_text(f"起,止,类别\n\n{line}\n", encoding="utf-8")
        with pytest.raises(Unreadable, match=r"holidays\.csv 第 3 行"):
            calendar_of(tmp_path)


@pytest.mark.parametrize(
    ("said", "row"),
    [("公开", "granted"), ("予以部分公开", "partly_granted"), ("执法案卷", "refused_enforcement_files"),
     ("不予公开-属于三类内部事务信息", "refused_internal_affairs"), ("（三）不予公开（国家秘密）", "refused_state_secret"),
     ("不予公开：3. 危及“三安全一稳定”", "refused_security_stability"), ("无法提供：信息不存在", "unavailable_not_held"),
     ("不予处理/重复申请", "rejected_repeat_request"), ("其他处理—3.其他", "other_remaining"), ("逾期未补正", "other_not_corrected_in_time")],
)  # fmt: skip
def test_outcomes_are_known_in_short_and_behind_their_group(said: str, row: str) -> None:
    found = count([HEAD, ("2024-01-08", "律所", said, "2024-01-20")])
    assert counted(found, "applications")[f"{row}/legal_service_organisation"] == 1


@pytest.mark.parametrize(
    "said", ["不予公开", "不予公开-重复申请", "无法提供（国家秘密）", "其他处理", "不予公开-"]
)
def test_an_outcome_that_is_a_group_or_not_of_its_group_is_not_guessed(said: str) -> None:
    found = count([HEAD, ROW, ("2024-01-08", "公民", said, "2024-01-20")])
    assert (found.entries, found.left_out) == (1, 1)


def test_what_is_not_understood_is_told_once_with_all_of_its_rows(tmp_path: Path) -> None:
    odd = ("2024-01-08", "公民", "撤回", "2024-01-20")
    papers = papers_of([HEAD, ROW, ("某日", *ROW[1:]), odd, odd, (*odd[:3], "2024-02-20")], tmp_path)
    assert papers.left_out == 4
    assert [problem.zh.partition("：")[0] for problem in papers.problems] == ["第 4–6 行", "第 3 行"]
    notes = openpyxl.load_workbook(BytesIO(papers.files["xlsx"])).worksheets[1]
    assert [str(row[0]) for row in notes.values][1:3] == [problem.zh for problem in papers.problems]
