"""Bodies and regions over time: ids, renames, mergers."""

from __future__ import annotations

import pytest

from etl.identity import locations, regions, register
from etl.identity.agency_kinds import kinds
from etl.text.comparable import plain
from tests.support.titled_pages import page


def identifier(title: str, at: str = "page.html") -> str:
    return page(f"{title}2018年政府信息公开年度报告", at=at).agency_id


@pytest.mark.parametrize(
    "names",
    [
        ("如皋市发改委", "如皋市发展和改革委员会", "江苏省如皋市发展改革委"),
        ("如皋市扶贫办", "如皋市扶贫开发办公室", "如皋市乡村振兴局"),
        ("如皋市水务局", "如皋市水利局"),
        ("如皋市卫生和计划生育委员会", "如皋市卫计委", "如皋市卫生健康委员会"),
        ("如皋市大数据发展管理局", "如皋市数据局"),
        ("南通市生态环境局如皋分局", "南通市如皋市生态环境分局", "如皋市环境保护局", "如皋市环保局"),
        ("洪泽县审计局", "洪泽区审计局", "淮安市洪泽区审计局"),
        ("恩施州审计局", "恩施土家族苗族自治州审计局"),
        ("如皋市如城镇", "如皋市如城镇人民政府"),
        ("如皋市某某街道办事处", "如皋市人民政府某某街道办事处", "如皋市某某街道办"),
        ("中华人民共和国水利部", "水利部"),
        ("农业部", "农业农村部"),
    ],
)
def test_one_body_keeps_one_id(names: tuple[str, ...]) -> None:
    assert len({identifier(name) for name in names}) == 1


def test_different_bodies_have_different_ids() -> None:
    titles = [
        "如皋市人民政府",
        "如皋市人民政府办公室",
        "如皋市卫生局",
        "如皋市卫生健康委员会",
        "如皋市乡村振兴局",
        "如皋市农业农村局",
        "如皋市公安局",
        "如皋市公安局交通警察大队",
        "如东县公安局",
        "南通市自然资源和规划局",
        "南通市自然资源和规划局高新分局",
        "南通市自然资源和规划局信息中心",
        "如皋市发展改革和统计局",
        "如皋市发展和改革局",
        "南京市鼓楼区财政局",
        "徐州市鼓楼区财政局",
        "福州市鼓楼区财政局",
    ]
    assert len({identifier(title) for title in titles}) == len(titles)


def test_namesake_townships_differ_by_county() -> None:
    one = identifier("太平镇", at="湖南省/湘潭市/湘潭县/a.html")
    other = identifier("太平镇", at="江苏省/南通市/如皋市/a.html")
    assert one != other and one == identifier("湘潭县太平镇人民政府")


def test_chain_of_names() -> None:
    chain = [(one.before, one.relation, one.after) for one in register.successors("rural_revitalization")]
    assert chain == [("扶贫开发", "renamed", "乡村振兴"), ("乡村振兴", "absorbed", "农业农村")]


def test_mergers_link_ids_both_ways() -> None:
    old, new = register.agency_id("320682", "国土资源局"), register.agency_id("320682", "自然资源和规划局")
    assert old != new
    assert new in [link for link, _ in register.later_ids("320682", "国土资源局")]
    assert old in [link for link, _ in register.earlier_ids("320682", "自然资源局")]
    health = [step.before for _, step in register.earlier_ids("320682", "卫生健康委员会")]
    assert health == ["卫生", "人口和计划生育"]


def test_kinds_of_successions_exist() -> None:
    known = {kind.kind for kind in kinds()}
    assert {one.kind for one in register.all_successions()} <= known


def test_every_region_stands_in_its_parents() -> None:
    codes = {region.code for region in regions.regions()}
    for region in regions.regions():
        assert region.code[:2] + "0000" in codes
        assert not region.successor or region.successor in codes
        assert len(region.code) == 6


def test_successors_end() -> None:
    for region in regions.regions():
        assert regions.latest(regions.latest(region.code)) == regions.latest(region.code)
    assert regions.latest("320829") == "320813"
    assert regions.latest("321011") == "321011", "divided among its neighbours"


def test_names_of_regions_survive_simplification() -> None:
    for region in regions.regions():
        assert plain(region.name) == region.name


@pytest.mark.parametrize(
    ("name", "province", "city", "county"),
    [
        ("渝中区", "重庆市", "", "渝中区"),
        ("天门市", "湖北省", "", "天门市"),
        ("东莞市", "广东省", "东莞市", ""),
        ("阿拉尔市", "新疆维吾尔自治区", "", "阿拉尔市"),
        ("乌恰县", "新疆维吾尔自治区", "克孜勒苏柯尔克孜自治州", "乌恰县"),
        ("襄樊市", "湖北省", "襄樊市", ""),
    ],
)
def test_place_of_a_region(name: str, province: str, city: str, county: str) -> None:
    location = locations.to_location(regions.named(name))
    assert (location.province, location.city, location.county) == (province, city, county)
