"""Periods that are no year, drafts, and papers about reports: what a title says beside its agency."""

import pytest

from tests.support.titled_pages import page, rules

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "title",
    [
        "湘潭市民政局2024年上半年政府信息公开工作报告",
        "湘潭市民政局2024年1-6月政府信息公开工作报告",
        "湘潭市民政局2024年第三季度政府信息公开工作报告",
        "湘潭市民政局2023-2024年度政府信息公开工作年度报告",
        "湘潭市民政局“十四五”期间政府信息公开工作报告",
        "湘潭市民政局“十四五”以来政府信息公开工作报告",
    ],
)
def test_a_period_that_is_no_year_counts_for_none(title: str) -> None:
    identity = page(title)
    assert (identity.agency, identity.year) == ("湘潭市民政局", None)
    assert rules(identity) == {"not_an_annual_report": "error"}


def test_january_to_december_is_a_year() -> None:
    identity = page("湘潭市民政局2024年1-12月政府信息公开工作年度报告")
    assert (identity.agency, identity.year, rules(identity)) == ("湘潭市民政局", 2024, {})


@pytest.mark.parametrize("mark", ["征求意见稿", "第二次征求意见", "草稿", "样表", "模板"])
def test_a_draft_is_told(mark: str) -> None:
    identity = page(f"湘潭市水利局2024年{REPORT}（{mark}）")
    assert (identity.agency, identity.year) == ("湘潭市水利局", 2024)
    assert rules(identity) == {"not_an_annual_report": "error"}


@pytest.mark.parametrize(
    "title",
    [
        "附件：政府信息公开工作年度报告格式",
        "2023年度政府信息公开年度报告报送情况统计表",
        "云上县民政局政府信息公开年度报告三年数据变化情况",
        "云上县民政局政府信息公开工作年度报告同比分析（2024年较2023年）",
        "云上县人民政府办公室关于2023年度政府信息公开工作年度报告编制发布情况的通报",
    ],
)
def test_papers_about_reports_are_none(title: str) -> None:
    assert rules(page(title)).get("not_an_annual_report") == "error"


def test_other_documents_are_told() -> None:
    letter = page("标题: 关于2023年政府信息公开工作要点落实情况的函", "栏目: 政府信息公开年报")
    school = page("云上大学2013年信息公开工作报告", "本报告说明2012-2013学年的信息公开情况。")
    assert "not_an_annual_report" in rules(letter) and "not_an_annual_report" in rules(school)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2023年1月1日至2023年12月31日", {}),
        ("2023年1月1日起至6月30日", {"not_an_annual_report": "warning"}),
        ("2022年7月1日至2023年12月31日", {"not_an_annual_report": "warning"}),
    ],
)
def test_a_stated_period_that_is_no_whole_year_is_told(period: str, found: dict[str, str]) -> None:
    title = f"湘潭县财政局{2022 if '2022' in period else 2023}年{REPORT}"
    assert rules(page(title, f"本报告数据的统计期限为{period}。")) == found


@pytest.mark.parametrize(
    "title",
    [
        "湘潭县水利局历年政府信息公开年度报告2023年",
        "湘潭县水利局2023年法治政府建设暨政府信息公开工作年度报告",
        "湘潭县水利局2023年政务公开和政府信息公开工作年度报告",
        "湘潭县水利局文件 潭水发〔2024〕5号 关于2023年政府信息公开工作年度报告",
        "湘潭县水利局2O23年政府信息公开工作年度报告",
        "湘潭县水利局贰零贰叁年政府信息公开工作年度报告",
        "湘潭县水利局23年度政府信息公开工作年度报告",
    ],
)
def test_other_words_and_odd_years_are_no_part_of_a_name(title: str) -> None:
    found = page(title)
    assert (found.agency, found.year) == ("湘潭县水利局", 2023)
