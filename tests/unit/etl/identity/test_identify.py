"""Who filed, for which year, where: from titles, text, folders and the manifest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl.identity.identify import identify
from etl.model.document import Document, Note, Paragraph
from tests.support.titled_pages import FOLDER, page, rules


@pytest.mark.parametrize(
    ("title", "agency", "year", "level", "kinds"),
    [
        ("望城县2009年政府信息公开工作年度报告", "望城县人民政府", 2009, "county", ("government",)),
        ("2016年浙江省政府信息公开年度报告", "浙江省人民政府", 2016, "province", ("government",)),
        ("锡林郭勒盟2020年政府信息公开年报", "锡林郭勒盟行政公署", 2020, "prefecture", ("government",)),
        ("天门市2018年政府信息公开年度报告", "天门市人民政府", 2018, "county", ("government",)),
        ("海淀区教委2015年政府信息公开年度报告", "海淀区教育委员会", 2015, "county", ("edu",)),
        ("义乌市府办2019年政府信息公开年度报告", "义乌市人民政府办公室", 2019, "county", ("gov_office",)),
        (
            "重庆两江新区管理委员会办公室2024年政府信息公开工作年度报告",
            "重庆两江新区管理委员会办公室",
            2024,
            "county",
            ("gov_office",),
        ),
        ("浙江省府办2019年政府信息公开年度报告", "浙江省人民政府办公厅", 2019, "province", ("gov_office",)),
        (
            "如皋市发展改革和统计局2021年政府信息公开年报",
            "如皋市发展改革和统计局",
            2021,
            "county",
            ("drc", "stats"),
        ),
        (
            "义乌市科工商务局2021年政府信息公开年度报告",
            "义乌市科工商务局",
            2021,
            "county",
            ("sci", "industry", "commerce"),
        ),
        (
            "金乡县文体旅游局2013年政府信息公开年度报告",
            "金乡县文体旅游局",
            2013,
            "county",
            ("culture_tour", "sports"),
        ),
        ("新乡市民政局2019年政府信息公开年度报告", "新乡市民政局", 2019, "prefecture", ("civil",)),
        ("景德镇市统计局2019年政府信息公开年度报告", "景德镇市统计局", 2019, "prefecture", ("stats",)),
        (
            "上海海关2019年政府信息公开年度报告",
            "上海海关",
            2019,
            "province",
            ("customs_fire_other_vertical",),
        ),
        (
            "国家统计局湖州调查队2019年政府信息公开年度报告",
            "国家统计局湖州调查队",
            2019,
            "prefecture",
            ("customs_fire_other_vertical",),
        ),
        ("国家税务总局门头沟区税务局2019年公开年报", "国家税务总局门头沟区税务局", 2019, "county", ("tax",)),
        (
            "国家税务总局义乌市税务局2019年政府信息公开年度报告",
            "国家税务总局义乌市税务局",
            2019,
            "county",
            ("tax",),
        ),
        (
            "义乌市国资委2019年政府信息公开年度报告",
            "义乌市国有资产监督管理委员会",
            2019,
            "county",
            ("soe",),
        ),
        (
            "苏州工业园区管委会2019年政府信息公开年度报告",
            "苏州工业园区管理委员会",
            2019,
            "county",
            ("zone",),
        ),
        (
            "合肥高新区市场监管局2019年政府信息公开年度报告",
            "合肥高新区市场监督管理局",
            2019,
            "county",
            ("market",),
        ),
        (
            "新疆生产建设兵团第一师阿拉尔市财政局2019年政府信息公开年度报告",
            "新疆生产建设兵团第一师阿拉尔市财政局",
            2019,
            "prefecture",
            ("finance",),
        ),
        ("东莞市虎门镇2019年政府信息公开年度报告", "东莞市虎门镇人民政府", 2019, "township", ("township",)),
        (
            "仙桃市沙嘴街道办2019年政府信息公开年报",
            "仙桃市沙嘴街道办事处",
            2019,
            "township",
            ("subdistrict",),
        ),
        ("市场监管总局2019年政府信息公开年报", "市场监管总局", 2019, "ministry", ("market", "ministry")),
        ("财政部湖南监管局2019年政府信息公开年报", "财政部湖南监管局", 2019, "province", ("finance",)),
        ("审计署2019年政府信息公开工作年度报告", "审计署", 2019, "ministry", ("audit", "ministry")),
        (
            "国家发改委2019年政府信息公开年度报告",
            "国家发展和改革委员会",
            2019,
            "ministry",
            ("drc", "ministry"),
        ),
        ("大理州财政局2019年政府信息公开年度报告", "大理白族自治州财政局", 2019, "prefecture", ("finance",)),
        ("如皋市文广新局2013年政府信息公开年度报告", "如皋市文广新局", 2013, "county", ("culture_tour",)),
        ("中共如皋市委办公室2019年政府信息公开年度报告", "中共如皋市委办公室", 2019, "county", ()),
    ],
)
def test_body_year_level_and_kinds_of_a_title(
    title: str, agency: str, year: int, level: str, kinds: tuple[str, ...]
) -> None:
    found = page(title)
    assert (found.agency, found.year, found.level, found.kinds) == (agency, year, level, kinds)


@pytest.mark.parametrize(
    "lines",
    [
        ("如皋市财政局2019年度政府信息公开工作年度报告",),
        ("如皋市财政局 ２０１９ 年 政府信息公开工作", "年度报告"),
        ("如皋市", "财政局", "2019年度", "政府信息公开工作", "年度", "报告"),
        ("如皋市财政局政府信息公开工作年度报告（2019年度）",),
        ("二〇一九年如皋市财政局政府信息公开年度报告",),
        ("二○一九年度如皋市财政局政府信息公开年报",),
        ("关于2019年如皋市财政局政府信息公开工作情况的报告",),
        ("如皋市财政局关于2019年政府信息公开工作的年度报告",),
        ("政府信息公开工作年度报告（2019年）——如皋市财政局",),
        ("《如皋市财政局2019年政务公开工作年度报告》（图片版）.pdf",),
        ("附件2：如皋市財政局2019年政府信息公開工作年度報告",),
        ("如皋市財(cái)政(政)局2019年政府資訊公開工作年度報告",),
        ("2020年如皋市财政局公布2019年度政府信息公开工作年度报告",),
        ("首页", "政务公开", "打印", "如皋市财政局2019年⼯作", "如皋市财政局2019年政府信息公开⼯作年度报告"),
        ("如皋市人民政府", "如皋市财政局2019年政府信息公开年度报告"),
    ],
)
def test_one_title_in_many_prints(lines: tuple[str, ...]) -> None:
    found = page(*lines)
    assert (found.agency, found.year, found.county) == ("如皋市财政局", 2019, "如皋市")
    assert (found.province, found.city, found.region_code) == ("江苏省", "南通市", "320682")


def test_text_supplies_the_place_and_the_longer_name() -> None:
    lone = page("审计局2022年政府信息公开年报", "如有疑问，请与如皋市审计局联系。", "如皋市审计局")
    assert (lone.agency, lone.region_code) == ("如皋市审计局", "320682")
    district = page("洪泽区审计局2022年政府信息公开年报", "本报告由淮安市洪泽区审计局编制。")
    assert district.agency == "淮安市洪泽区审计局"
    namesake = page("鼓楼区审计局2022年政府信息公开年报", "地址：福州市鼓楼区某路1号")
    assert (namesake.agency, namesake.region_code) == ("福州市鼓楼区审计局", "350102")
    other_level = page("县审计局2022年政府信息公开年报", "湖南省审计局")
    assert other_level.region_code == ""


def test_a_place_that_nothing_settles_is_a_warning() -> None:
    assert rules(page("鼓楼区审计局2022年政府信息公开年报"))["place_unknown"] == "warning"
    assert rules(page("审计局2022年政府信息公开年报"))["place_unknown"] == "warning"


def test_text_tells_which_full_name_a_short_one_has() -> None:
    title = "如皋市文旅局2022年政府信息公开年报"
    assert page(title).agency == "如皋市文旅局"
    assert page(title, "如皋市文化广电和旅游局高度重视。").agency == "如皋市文化广电和旅游局"


def test_html_title_stands_in_for_a_heading_and_tells_it_from_others() -> None:
    title = {"title": "如皋市审计局2022年政府信息公开年度报告_通知公告_如皋市人民政府"}
    assert page("一、总体情况", metadata=title).agency == "如皋市审计局"
    others = page(
        "如皋市财政局2021年政府信息公开年度报告", "如皋市审计局2022年政府信息公开年度报告", metadata=title
    )
    assert (others.agency, others.year, rules(others)) == ("如皋市审计局", 2022, {})


def test_title_cut_off_by_the_site_still_tells() -> None:
    found = page("一、总体情况", metadata={"title": "如皋市审计局2022年政府信息公开..."})
    assert (found.agency, found.year) == ("如皋市审计局", 2022)


def test_no_title_falls_back_to_text_folder_and_file_name() -> None:
    by_text = page("政府信息公开工作年度报告", "本报告由如皋市审计局根据《条例》编制。")
    assert (by_text.agency, rules(by_text)["agency_weak"]) == ("如皋市审计局", "warning")
    signed = page(
        "2022年政府信息公开工作年度报告", "无。", "如皋市审计局", "2023年1月18日", "主办：如皋市人民政府"
    )
    assert (signed.agency, rules(signed)["agency_weak"]) == ("如皋市审计局", "warning")
    one_line = page(
        "2022年政府信息公开工作年度报告", "如皋市人民政府 二〇二三年一月十八日", at="江苏省/x.html"
    )
    assert one_line.agency == "如皋市人民政府"
    by_folder = page("政府信息公开工作年度报告", at="湖南省/湘潭市/湘潭县/审计局/2022.html")
    assert (by_folder.agency, by_folder.year) == ("湘潭县审计局", 2022)
    by_name = page("一、总体情况", at="如皋市审计局2022年度报告.docx")
    assert (by_name.agency, by_name.year) == ("如皋市审计局", 2022)
    nothing = page("政府信息公开工作年度报告")
    assert rules(nothing) == {"agency_unknown": "error", "year_unknown": "error"}
    assert (nothing.agency, nothing.agency_id, nothing.year) == ("", "", None)


def test_manifest_wins() -> None:
    stated = {
        "agency": "如皋市审计局",
        "year": "2021",
        "published_on": "2022-01-20",
        "region_code": "320682",
        "scope": "system_rollup",
    }
    found = page("如皋市财政局2022年政府信息公开年报", manifest=stated)
    assert (found.agency, found.year, found.published_on) == ("如皋市审计局", 2021, "2022-01-20")
    assert (found.region_code, found.county, found.scope) == ("320682", "如皋市", "system_rollup")
    assert {"agency_disagrees", "year_disagrees"} <= rules(found).keys()
    assert {one.source for one in found.evidence if one.field in ("agency", "year")} >= {"manifest"}


def test_manifest_code_of_no_list_keeps_the_names_of_the_folders() -> None:
    stated = {"agency": "云岚县审计局", "year": "2021", "region_code": "990101"}
    found = page("一、总体情况", at="示例省/示例市/云岚县/a.html", manifest=stated)
    assert (found.region_code, found.county, found.level) == ("990101", "云岚县", "county")


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("如皋市2020年政府信息公开年度报告", "government_rollup"),
        ("如皋市人民政府2020年政府信息公开年度报告", "government_rollup"),
        ("如皋市人民政府办公室2020年政府信息公开年度报告", "own"),
        ("如皋市审计局2020年政府信息公开年度报告", "own"),
        ("如皋市如城镇人民政府2020年政府信息公开年度报告", "own"),
        ("重庆市生态环境系统2020年政府信息公开年度报告", "system_rollup"),
        ("南通市气象部门2020年政府信息公开年度报告", "system_rollup"),
    ],
)
def test_scope(title: str, scope: str) -> None:
    assert page(title).scope == scope


def test_host_is_not_the_agency() -> None:
    found = page("河北省审计厅2021年政府信息公开年度报告", at="河北省/邢台市/威县/a.html")
    assert (found.agency, found.level, found.county) == ("河北省审计厅", "province", "")
    assert rules(found) == {"place_disagrees": "notice"}
    elsewhere = page("如皋市审计局2021年政府信息公开年度报告", at=FOLDER)
    assert (elsewhere.county, rules(elsewhere)) == ("如皋市", {"place_disagrees": "warning"})


def test_every_field_has_its_evidence() -> None:
    found = page("如皋市审计局2021年政府信息公开年度报告", "发布日期：2022-01-20")
    fields = {one.field for one in found.evidence}
    assert fields >= {
        "agency",
        "year",
        "region_code",
        "province",
        "city",
        "county",
        "level",
        "kinds",
        "scope",
    }
    assert fields >= {"title", "published_on"}
    assert all(one.quote for one in found.evidence)


@pytest.mark.parametrize(
    ("title", "below", "at", "rule", "severity"),
    [
        ("湘潭市民攻局", "", "scan.pdf", "agency_recognised", "warning"),
        ("湘谭市民政局", "", "scan.pdf", "agency_recognised", "warning"),
        ("湘潭市民政局", "", "scan.pdf", "agency_recognised", "notice"),
        ("湘潭市民政局", "一年来，湘潭市民政局主动公开。", "scan.pdf", "agency_recognised", None),
        ("湘潭市民政局", "", "湘潭市民政局2020年年报.pdf", "agency_recognised", None),
        ("湘潭市民攻局", "", "湘潭市民政局2020年年报.pdf", "agency_disagrees", "warning"),
    ],
)
def test_a_recognised_name_is_confirmed_or_doubted(
    title: str, below: str, at: str, rule: str, severity: str | None
) -> None:
    """A character of a scanned title may be misread."""
    lines = (f"{title}2020年政府信息公开工作年度报告", "一、总体情况", below)
    blocks = tuple(Paragraph(line, f"p1@0,{number},9,9") for number, line in enumerate(lines))
    scan = Document("pdf", blocks, notes=(Note("recognised", page="1"),))
    assert rules(identify(scan, at, None)).get(rule) == severity
    assert "agency_recognised" not in rules(identify(replace(scan, notes=()), at, None))
