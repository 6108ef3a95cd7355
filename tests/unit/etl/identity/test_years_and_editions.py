"""For which year a report is, and what is no annual report of an agency."""

from __future__ import annotations

import pytest

from etl.identity.identify import identify
from etl.model.document import Document, Grid, Paragraph, Piece
from tests.support.titled_pages import FOLDER, page, rules

PERIOD = "本报告中所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。"


def test_year_from_the_period_or_the_issue() -> None:
    title = "如皋市审计局政府信息公开年度报告"
    assert page(title, PERIOD.format(2020)).year == 2020
    issued = page(title, "一、总体情况", "二〇二一年一月十九日")
    assert (issued.year, issued.published_on, rules(issued)) == (2020, "2021-01-19", {"year_weak": "warning"})
    other_period = page(title, "2019年1月1日至2019年12月31日，全局召开会议。")
    assert other_period.year is None


@pytest.mark.parametrize("month", ["2022年1月", "二〇二二年一月", "2022年03月", "如皋市审计局2022年1月"])
def test_a_month_on_a_cover_is_that_of_the_signature(month: str) -> None:
    found = page("政府信息公开工作年度报告", "如皋市审计局", month, "一、总体情况")
    assert (found.agency, found.year, found.published_on) == ("如皋市审计局", 2021, "")
    assert rules(found)["year_weak"] == "warning"


@pytest.mark.parametrize("line", ["2022年11月", "截至2022年1月", "2022年1月，全局召开会议"])
def test_another_month_tells_no_year(line: str) -> None:
    assert page("如皋市审计局政府信息公开工作年度报告", line).year is None


def test_a_month_does_not_outweigh_a_stated_period() -> None:
    assert page("如皋市审计局政府信息公开年度报告", "2022年1月", PERIOD.format(2020)).year == 2020


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        ((PERIOD.format(2019),), "warning"),
        (("发布日期：2021-01-20", PERIOD.format(2020)), None),
        (("发布日期：2022-05-11", PERIOD.format(2020)), "notice"),
        (("发布日期：2022-05-11",), "warning"),
        (("2020年12月28日",), "warning"),
        (("发布日期：2021-01-20",), None),
    ],
)
def test_years_that_disagree(lines: tuple[str, ...], severity: str | None) -> None:
    found = page("如皋市审计局2020年政府信息公开年度报告", *lines)
    assert found.year == 2020
    assert rules(found).get("year_disagrees") == severity


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        ("图解｜如皋市审计局2020年政府信息公开工作年度报告", "error"),
        ("【文字解读】如皋市审计局2020年政府信息公开年度报告", "error"),
        ("一图读懂：如皋市审计局2020年政府信息公开年度报告", "error"),
        ("关于如皋市审计局2020年政府信息公开年度报告的更正说明", "error"),
        ("【内部审核稿】如皋市审计局2020年政府信息公开年度报告", "error"),
        ("如皋市审计局2020年政府信息公开年度报告（试填）", "error"),
        ("如皋市审计局2020年政府信息公开年度报告（拟稿）", "error"),
        ("如皋市审计局政府信息公开指南", "error"),
        ("如皋市2020年度政府网站工作年度报表", "error"),
        ("关于做好2020年政府信息公开工作年度报告编制工作的通知", "error"),
        ("如皋市绩效考核办公室2020年政府信息公开年度报告", None),
    ],
)
def test_decoys(title: str, severity: str | None) -> None:
    assert rules(page(title, at=FOLDER)).get("not_an_annual_report") == severity


@pytest.mark.parametrize("word", ["【文字解读】{}", "一图读懂：{}", "关于{}的更正公告"])
def test_a_page_with_the_tables_is_doubted_only(word: str) -> None:
    title = word.format("如皋市审计局2020年政府信息公开年度报告")
    pieces = tuple(Piece("0", row, 0, "t1") for row in range(60))
    document = Document("html", (Paragraph(title, "n1"), Grid(pieces)))
    assert rules(identify(document, FOLDER, None)).get("not_an_annual_report") == "warning"


def test_a_news_item_about_a_report_is_none() -> None:
    title = "如皋市发布2020年政府信息公开工作年度报告"
    news = page(title, "本报讯（记者 王小明）如皋市去年收到申请310件，同比增长3%。")
    (found,) = (one for one in news.findings if one.rule == "not_an_annual_report")
    assert found.severity.value == "error" and "新闻" in found.message
