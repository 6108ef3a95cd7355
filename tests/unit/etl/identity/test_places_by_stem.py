"""Zones and branches of national systems that are named by a county's stem: where they lie, and where that is not told."""

import pytest

from tests.support.titled_pages import page, rules

REPORT = "2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("昆山经济技术开发区管理委员会", "320583"),
        ("张家港保税区管委会", "320582"),
        ("五大连池风景名胜区管理委员会", "231182"),
        ("国家统计局桃源调查队", "430725"),
        ("义乌海关", "330782"),
    ],
)
def test_a_county_that_only_its_stem_names_is_told_as_inferred(printed: str, code: str) -> None:
    identity = page(printed + REPORT)
    assert (identity.region_code, identity.level) == (code, "county")
    assert rules(identity) == {"place_by_stem": "notice"}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("湖南浏阳经济技术开发区管理委员会", "430181"),
        ("湖南省浏阳经济技术开发区", "430181"),
        ("安徽巢湖经济开发区管理委员会", "340181"),
        ("湘潭岳塘经济开发区管理委员会", "430304"),
        ("西宁市城西工业园管理委员会", "630104"),
        ("审计署驻长沙特派员办事处", "430100"),
        ("山西煤矿安全监察局", "140000"),
        ("共青团湘潭市委员会", "430300"),
    ],
)
def test_what_stands_around_it_makes_a_stem_certain(printed: str, code: str) -> None:
    identity = page(printed + REPORT)
    assert identity.region_code == code
    assert rules(identity) == {}


@pytest.mark.parametrize(
    "printed",
    [
        "通州湾示范区管理委员会",  # a bay, and two districts of that name
        "和平工业园管理委员会",  # a county and two districts
        "城西工业园管理委员会",  # a district, and a side of any town
        "太湖旅游度假区管理委员会",  # the lake, not the county
        "大通湖管理区管理委员会",
        "太湖流域管理局",
    ],
)
def test_a_word_that_may_mean_something_else_places_nothing(printed: str) -> None:
    identity = page(printed + REPORT)
    assert identity.region_code == ""
    assert rules(identity) == {"place_unknown": "warning"}


def test_a_folder_goes_before_a_stem() -> None:
    identity = page("昆山经济技术开发区" + REPORT, at="江苏省/南京市/a.html")
    assert (identity.region_code, rules(identity)) == ("320100", {})
