"""Folders that say where a report belongs as people name them."""

from __future__ import annotations

import pytest

from tests.support.titled_pages import FOLDER, page


@pytest.mark.parametrize(
    ("folders", "title", "agency", "code"),
    [
        ("信阳市商城县", "教育局", "商城县教育局", "411524"),
        ("湖南省湘潭市湘潭县", "审计局", "湘潭县审计局", "430321"),
        ("湖南湘潭", "市审计局", "湘潭市审计局", "430300"),
        ("福建/福州", "市财政局", "福州市财政局", "350100"),
        ("福建/福州/闽清", "水利局", "闽清县水利局", "350124"),
        ("福建/福州", "鼓楼区民政局", "福州市鼓楼区民政局", "350102"),
        ("重庆/万州", "区财政局", "万州区财政局", "500101"),
        ("01河南省/15信阳市/03.商城县", "民政局", "商城县民政局", "411524"),
        ("河南省（2023）/信阳市/商城县2023年", "民政局", "商城县民政局", "411524"),
        ("411524商城县", "民政局", "商城县民政局", "411524"),
        ("岳阳县.zip", "民政局", "岳阳县民政局", "430621"),
        ("湖南省/岳阳市.tar.gz/岳阳县.7z", "民政局", "岳阳县民政局", "430621"),
        ("宜宾市直部门", "市民政局", "宜宾市民政局", "511500"),
        ("湖南省/湘潭市/市直部门", "市政府办公室", "湘潭市人民政府办公室", "430300"),
    ],
)
def test_folders_as_people_name_them(folders: str, title: str, agency: str, code: str) -> None:
    identity = page(f"{title}2023年政府信息公开工作年度报告", at=f"年报/{folders}/a.html")
    assert (identity.agency, identity.region_code) == (agency, code)


@pytest.mark.parametrize("folder", ["朝阳", "城区", "长安", "归档", "2023年", "各单位"])
def test_a_folder_that_may_mean_several_places_or_none_tells_nothing(folder: str) -> None:
    identity = page("民政局2023年政府信息公开工作年度报告", at=f"{folder}/a.html")
    assert (identity.agency, identity.region_code) == ("民政局", "")


@pytest.mark.parametrize(
    ("title", "at", "agency", "code"),
    [
        (
            "鼓楼区财政局2022年政府信息公开年度报告",
            "江苏省/南京市/鼓楼区/a.html",
            "南京市鼓楼区财政局",
            "320106",
        ),
        (
            "鼓楼区财政局2022年政府信息公开年度报告",
            "江苏省/徐州市/鼓楼区/a.html",
            "徐州市鼓楼区财政局",
            "320302",
        ),
        ("城关区2022年政府信息公开年度报告", "甘肃省/兰州市/城关区/a.html", "兰州市城关区人民政府", "620102"),
        ("朝阳区审计局2022年政府信息公开年报", "北京市/朝阳区/a.html", "北京市朝阳区审计局", "110105"),
        ("城关镇2022年政府信息公开年度报告", "甘肃省/兰州市/榆中县/a.html", "榆中县城关镇人民政府", "620123"),
        ("和平街道2022年政府信息公开年报", "辽宁省/大连市/金州区/a.html", "金州区和平街道办事处", "210213"),
        ("县审计局2022年政府信息公开年报", FOLDER, "湘潭县审计局", "430321"),
        ("县政府办2022年政府信息公开年报", FOLDER, "湘潭县人民政府办公室", "430321"),
        ("省审计厅2022年政府信息公开年报", FOLDER, "湖南省审计厅", "430000"),
        ("审计局2022年政府信息公开年报", "四川省/绵阳市/a.html", "绵阳市审计局", "510700"),
        ("2022年度", FOLDER, "湘潭县人民政府", "430321"),
        ("某某直播审计局2022年政府信息公开年报", FOLDER, "湘潭县审计局", "430321"),
        ("某某直播湘潭县审计局2022年政府信息公开年报", FOLDER, "湘潭县审计局", "430321"),
        ("云岚县审计局2022年政府信息公开年报", "示例省/示例市/云岚县/a.html", "云岚县审计局", ""),
    ],
)
def test_folders_supply_the_place(title: str, at: str, agency: str, code: str) -> None:
    found = page(title, at=at)
    assert (found.agency, found.region_code) == (agency, code)


def test_folders_of_invented_regions_are_kept() -> None:
    found = page("岚石镇2022年政府信息公开年报", at="x/示例省/示例市/云岚县/a.html")
    assert (found.province, found.city, found.county) == ("示例省", "示例市", "云岚县")
    assert (found.agency, found.level) == ("云岚县岚石镇人民政府", "township")
