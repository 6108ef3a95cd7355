"""Dates, periods and names of sites in a title belong neither to the year nor to the agency's name."""

import pytest

from tests.support.titled_pages import page, rules

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "title",
    [
        f"湘潭县审计局2023年{REPORT}（2024年1月20日）",
        f"湘潭县审计局2023年{REPORT}（2024年1月）",
        f"湘潭县审计局2023年{REPORT} 2024.1.20",
        f"湘潭县审计局2023年{REPORT}(2024年1月31日更正)",
        f"湘潭县审计局2023年1月1日至2023年12月31日{REPORT}",
        f"湘潭县审计局2023年1月1日至12月31日{REPORT}",
        f"湘潭县审计局2023.1-12{REPORT}",
        f"湘潭县审计局2023.01-2023.12{REPORT}",
        f"湘潭县审计局公元2023年{REPORT}",
        f"湘潭县审计局二千零二十三年{REPORT}",
        f"湘潭县人民政府门户网站 湘潭县审计局2023年{REPORT}",
        f"湘潭县人民政府门户网站 审计局2023年{REPORT}",
    ],
)
def test_year_and_agency_of_a_title_with_other_words(title: str) -> None:
    found = page(title, "一、总体情况")
    assert (found.agency, found.year, found.county) == ("湘潭县审计局", 2023, "湘潭县")
    assert not rules(found).keys() & {"agency_weak", "agency_unknown", "not_an_annual_report"}


@pytest.mark.parametrize(
    "period", ["2023年1月1日至6月30日", "2022年1月1日至2023年12月31日", "2023年7月1日至2024年6月30日"]
)
def test_other_periods_are_named_as_such(period: str) -> None:
    found = page(f"湘潭县审计局{period}{REPORT}", "一、总体情况")
    assert found.agency == "湘潭县审计局"
    assert rules(found)["not_an_annual_report"]


def test_a_date_of_issue_is_no_year_of_the_report() -> None:
    found = page(f"湘潭县审计局{REPORT}（2024年1月31日）", "一、总体情况")
    assert (found.year, rules(found)["year_weak"]) == (2023, "warning")


def test_a_period_in_chinese_numerals() -> None:
    period = "本报告统计期限自二〇二二年一月一日起至二〇二二年十二月三十一日止。"
    assert page(f"湘潭县审计局{REPORT}", period).year == 2022


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("湘潭县审计局近三年", "结尾"),
        ("湘潭县审计局、财政局", "几个机关"),
        ("湘潭县民政局 湘潭县残疾人联合会", "几个机关"),
        ("湘潭县各部门", "几个机关"),
        ("信阳市湘潭县审计局", "湘潭县”不属于"),
    ],
)
def test_a_name_that_cannot_be_one_agency_is_doubted(name: str, words: str) -> None:
    found = page(f"{name}2023年{REPORT}", "一、总体情况")
    assert any(words in finding.message for finding in found.findings if finding.rule == "agency_weak")


@pytest.mark.parametrize(
    "name",
    [
        "湘潭县住房和城乡建设局",
        "湘潭县文化和旅游局",
        "湘潭县国有林场",
        "湘潭经济技术开发区",
        "国家税务总局湘潭县税务局",
        "淮南市公安局田家庵分局",
        "湖南省湘潭市湘潭县审计局",
        "湘潭县易俗河镇",
        "湘潭县",
    ],
)
def test_usual_names_are_not_doubted(name: str) -> None:
    assert "agency_weak" not in rules(page(f"{name}2023年{REPORT}", "一、总体情况"))


@pytest.mark.parametrize("name", ["原湘潭县国土资源局", "湘潭县原国土资源局"])
def test_a_former_body_has_one_name(name: str) -> None:
    assert page(f"{name}2018年{REPORT}", "一、总体情况").agency == "湘潭县国土资源局"


@pytest.mark.parametrize("words", ["全县", "政府系统", "行政机关"])
def test_all_of_a_county_is_its_government(words: str) -> None:
    found = page(f"湘潭县{words}2023年{REPORT}", "一、总体情况")
    assert (found.agency, found.scope) == ("湘潭县人民政府", "government_rollup")
