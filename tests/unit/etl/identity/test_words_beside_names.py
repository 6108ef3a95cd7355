"""Words beside a body's name in a title, and titles of what is no report."""

from __future__ import annotations

import pytest

from etl.identity.identify import identify
from etl.model.document import Document, Grid, Paragraph, Piece
from tests.support.titled_pages import page, rules


@pytest.mark.parametrize("before", ["上一篇：", "【下一条】", "下一篇"])
def test_a_link_to_the_next_document_names_no_agency(before: str) -> None:
    """The page's own title stands in its head table, where paragraphs do not show it."""
    other = "启东市审计局2019年政府信息公开工作年度报告"
    lines = (before, other) if before == "下一篇" else (before + other,)
    title = "如皋市水利局2020年政府信息公开工作年度报告"
    head = Grid((Piece("名称：", 0, 0, "t1"), Piece(title, 0, 1, "t1")))
    document = Document("html", (head, *(Paragraph(line, "n1") for line in ("一、总体情况", *lines))))
    found = identify(document, "page.html", None)
    assert (found.agency, found.year) == ("如皋市水利局", 2020)


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("湘潭县民政局文件", "潭民字〔2024〕3号", "2023年政府信息公开工作年度报告"), "湘潭县民政局"),
        (("湘潭县民政局", "二〇二四年一月五日", "2023年政府信息公开工作年度报告"), "湘潭县民政局"),
        (("湘潭县民政局", "2024-01-05 09:30", "2023年政府信息公开工作年度报告"), "湘潭县民政局"),
        (("年湘潭县民政局政府信息公开工作年度报告", "2023"), "湘潭县民政局"),
        (("2023年当涂县年陡镇人民政府政府信息公开工作年度报告",), "当涂县年陡镇人民政府"),
        (
            (
                "2023年政府信息公开工作年度报告",
                "湘潭县人民政府办公室：",
                "现将湘潭县民政局2023年度政府信息公开工作情况报告如下。",
            ),
            "湘潭县民政局",
        ),
    ],
)
def test_letterheads_numbers_dates_and_addressees_are_not_the_name(
    lines: tuple[str, ...], agency: str
) -> None:
    found = page(*lines)
    assert (found.agency, found.year) == (agency, 2023)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("当前信息：湘潭县民政局2023年政府信息公开工作年度报告", "湘潭县民政局"),
        ("湘潭县民政局2023财年政府信息公开工作报告", "湘潭县民政局"),
        ("西咸新区泾河新城2023年政府信息公开工作年度报告", "西咸新区泾河新城管理委员会"),
        ("中德（沈阳）高端装备制造产业园2023年政府信息公开工作年度报告", "中德高端装备制造产业园管理委员会"),
        ("国家烟草专卖局2023年烟草行业政府信息公开年报", "国家烟草专卖局"),
    ],
)
def test_words_beside_a_name_and_kinds_of_zones(title: str, agency: str) -> None:
    found = page(title)
    assert (found.agency, found.year) == (agency, 2023)


@pytest.mark.parametrize(
    "title",
    [
        "关于报送2023年政府信息公开工作年度报告的函",
        "湘潭县近三年政府信息公开年度报告数据变化分析",
        "湘潭县政府信息公开工作年度报告历年数据一览表",
        "湘潭县民政局2023年中期政府信息公开工作报告",
    ],
)
def test_letters_series_and_parts_of_a_year_are_no_reports(title: str) -> None:
    assert rules(page(title))["not_an_annual_report"] == "error"


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("长沙市政府门户网站-2022年长沙市水利局政府信息公开工作年度报告", "长沙市水利局"),
        ("湘潭县花石镇2021年度本级政府信息公开年度报告", "湘潭县花石镇人民政府"),
        ("湘潭市市场监督管理局机关2023年政府信息公开工作年度报告", "湘潭市市场监督管理局"),
        ("湘潭县公安局机关本级2023年政府信息公开工作年度报告", "湘潭县公安局"),
        ("年度湘潭县统计局政府信息公开工作年度报告2023", "湘潭县统计局"),
        ("年度工作报告：湘潭县统计局2023年政府信息公开工作年度报告", "湘潭县统计局"),
        ("人力资源社会保障部2009年政府信息公开工作年度报告", "人力资源和社会保障部"),
        ("住房城乡建设部2012年政府信息公开工作年度报告", "住房和城乡建设部"),
    ],
)
def test_sites_levels_and_short_names_of_ministries(title: str, agency: str) -> None:
    document = Document("html", (Paragraph(title, "n1"), Paragraph("一、总体情况", "n2")))
    assert identify(document, "page.html", None).agency == agency
