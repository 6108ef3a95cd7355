"""Folders that say where a report belongs as people name them."""

from __future__ import annotations

import pytest

from tests.support.titled_pages import page


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
