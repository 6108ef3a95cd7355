"""Tables of another year, drafts, copies that were corrected and blank forms do not count in a report."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest

from etl.form.layout import PrintedTable
from etl.pipeline import read_reports
from tests.robustness.variants.case import Part
from tests.robustness.variants.pages import page
from tests.support.compiled_files import (
    CITY,
    LAST_YEAR,
    assert_holds,
    book,
)


@pytest.mark.parametrize(
    "caption",
    [
        "四、2022年行政复议、行政诉讼情况", "2022年度数据", "附：2022年政府信息公开情况表", "数据年度：2022年 单位：件",
        "二〇二二年度情况统计表", "统计期间：2022年1月1日至2022年12月31日", "2022年1—12月", "（数据截至2022年底）",
        "下表是2022年的数据，2023年的数据尚在核对。",
        "四、政府信息公开行政复议、行政诉讼情况以下为上一年度（2022年）的数据：", "注：本表为上年度数据",
        "四、上一年度行政复议、行政诉讼情况", "附：去年同期数据", "为便于比较，附2022年数据：",
    ],
)  # fmt: skip
def test_a_table_of_another_year_is_not_this_years(caption: str) -> None:
    parts = [caption if part == "四、政府信息公开行政复议、行政诉讼情况" else part for part in CITY.parts()]
    assert caption in parts
    (report,) = read_reports(page(parts).encode(), "a.html")
    others = [address for address in CITY.truth if address.table != "review_litigation"]
    assert all(report.cells[address].value == CITY.truth[address] for address in others)
    assert all(report.cells[address].value is None for address in CITY.truth.keys() - set(others))
    assert "table_of_other_year" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("year", [2022, CITY.year])
def test_a_year_alone_under_a_title_is_no_figure(year: int) -> None:
    title = "四、政府信息公开行政复议、行政诉讼情况"
    parts: list[Part] = []
    for part in CITY.parts():
        parts += [part, str(year)] if part == title else [part]
    (report,) = read_reports(page(parts).encode(), "a.html")
    is_read = [report.cells[a].value is not None for a in CITY.truth if a.table == "review_litigation"]
    assert set(is_read) == {year == CITY.year}
    assert "extra_row" not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("order", [1, -1])
def test_tables_of_last_year_beside_those_of_this_year_do_not_count(order: int) -> None:
    own: list[Part] = ["本年度数据：", *(part for part in CITY.parts() if isinstance(part, PrintedTable))]
    last: list[Part] = [
        "上年度数据：",
        *(part for part in LAST_YEAR.parts() if isinstance(part, PrintedTable)),
    ]
    first, second = [last, own][::order]
    (report,) = read_reports(page([CITY.title, *first, *second]).encode(), "a.html")
    assert_holds([report], [CITY])


def test_a_table_below_a_void_one_is_not_void() -> None:
    wrong = CITY.each(lambda _, text: (str(int(float(text)) + 1), None))
    parts: list[Part] = []
    for part in CITY.parts():
        if isinstance(part, PrintedTable) and part.key == "proactive_disclosure":
            parts += ["（作废）", wrong.printed(part.key)]
        parts.append(part)
    (report,) = read_reports(page(parts).encode(), "a.html")
    assert_holds([report], [CITY])


def test_a_caption_in_a_sheet_holds_up_to_the_next_title() -> None:
    title = "二、主动公开政府信息情况"
    parts = list(
        chain.from_iterable((part, "2022年度") if part == title else (part,) for part in CITY.parts())
    )
    assert "2022年度" in parts
    (report,) = read_reports(book([("年报", parts)]), "a.xlsx")
    assert [entry.table for entry in report.findings if entry.rule == "table_of_other_year"] == [
        "proactive_disclosure"
    ]
    others = {at: value for at, value in CITY.truth.items() if at.table != "proactive_disclosure"}
    assert {at: report.cells[at].value for at in others} == others


def test_where_every_table_is_of_another_year_each_says_so() -> None:
    parts = [part for part in CITY.parts() if isinstance(part, PrintedTable)]
    lines: list[Part] = [CITY.title]
    for part in parts:
        lines += ["2022年度数据", part]
    (report,) = read_reports(page(lines).encode(), "a.html")
    assert sum(entry.rule == "table_of_other_year" for entry in report.findings) == 3
    assert all(cell.value is None for cell in report.cells.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [("初稿", "终稿"), ("更正前", "更正后"), ("样表", "Sheet2"), ("旧", "新"), ("备份", "年报")],
)
def test_a_draft_sheet_does_not_count(old: str, new: str) -> None:
    draft = replace(CITY.each(lambda _, text: (str(int(float(text)) + 1), None)))
    (report,) = read_reports(book([(old, draft.parts()), (new, CITY.parts())]), "a.xlsx")
    assert_holds([report], [CITY])
    assert any(old in finding.message for finding in report.findings)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("old", "new"), [
        ("更正前：", "更正后："), ("原表", "修订后"), ("样例", "正式版"), ("勘误前", "勘误后"), ("原表：", "现更正如下："),
        ("本表作废", "新表"), ("原表（作废）", "现表"), ("填表示例：", "正式填报："),
        ("错误数据：", "正确数据："),
    ],
)  # fmt: skip
def test_the_corrected_copy_of_a_table_counts(old: str, new: str, order: int) -> None:
    wrong = CITY.each(lambda _, text: (str(int(float(text)) + 1), None))
    parts: list[Part] = []
    for part in CITY.parts():
        if isinstance(part, PrintedTable) and part.key == "proactive_disclosure":
            copies: list[list[Part]] = [[old, wrong.printed(part.key)], [new, part]]
            parts += chain.from_iterable(copies[::order])
        else:
            parts.append(part)
    (report,) = read_reports(page(parts).encode(), "a.html")
    assert_holds([report], [CITY])
    assert "copy_superseded" in {finding.rule for finding in report.findings}


def test_a_blank_template_before_the_filled_table_does_not_count() -> None:
    blank = CITY.each(lambda *_: ("", None))
    parts = [CITY.title, *(part for part in blank.parts() if isinstance(part, PrintedTable)), *CITY.parts()]
    (report,) = read_reports(page(parts).encode(), "a.html")
    assert_holds([report], [CITY])
