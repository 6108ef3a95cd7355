"""Agencies that are named elsewhere than in a title, and what stands before a name without being part of it."""

from typing import Any

import pytest

from tests.support.titled_pages import page, rules

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        (
            ("一、总体情况", "2023年度，云上县林业局把采伐许可挂到了网上，窗口有人值守。"),
            "云上县林业局",
            2023,
        ),
        (("云上县水利局", "政府信息公开工作", "年度报告", "（二〇二二年度）"), "云上县水利局", 2022),
        (("云上县水利局政府信息公开工作年度报告", "2022年"), "云上县水利局", 2022),
        (("政府信息公开工作年度报告", "（2022年）", "云上县水利局", "2023年1月"), "云上县水利局", 2022),
        (("2022年度", "政府信息公开工作年度报告", "云上县水利局"), "云上县水利局", 2022),
        (("2022年政府信息公开工作年度报告", "（云上县水利局）"), "云上县水利局", 2022),
        (("年度报告栏目", "2023年", f"云上县水利局2022年{REPORT}", "2021年"), "云上县水利局", 2022),
        (
            ("政府信息公开年度报告", "2024年", "2023年", "首页。", "2022年，云上县水利局推进公开。"),
            "云上县水利局",
            2022,
        ),
        (("新疆生产建设兵团第八师", "政府信息公开工作年度报告", "2022年度"), "新疆生产建设兵团第八师", 2022),
        (("现将云上市教育局2022年度政府信息公开情况说明如下。",), "云上市教育局", 2022),
        (("云上县水利局根据条例，编制本单位2022年政府信息公开年度报告。",), "云上县水利局", 2022),
        (("云上县竹坪镇人民政府2025年度信息公开情况报告如下。",), "云上县竹坪镇人民政府", 2025),
        (
            ("为了公众，云上县司法局对2022年1月1日至2022年12月31日的工作作了回顾。",),
            "云上县司法局",
            2022,
        ),
        (
            ("云上县司法局根据《关于编制2021年政府信息公开年度报告的通知》，报告2022年度，本局情况。",),
            "云上县司法局",
            2022,
        ),
        (
            ("索引号 014416330/2024-04736 分类 政府信息公开年报", f"名称：云上县民政局2023年{REPORT}"),
            "云上县民政局",
            2023,
        ),
    ],
)
def test_named_elsewhere_than_in_a_title(lines: tuple[str, ...], agency: str, year: int) -> None:
    identity = page(*lines)
    assert (identity.agency, identity.year) == (agency, year)


@pytest.mark.parametrize(
    ("lines", "folder", "agency"),
    [
        ((f"下湿壕镇政府2021年{REPORT}",), "内蒙古自治区/包头市/固阳县", "固阳县下湿壕镇人民政府"),
        (
            (f"2021年{REPORT}", "本报告由下湿壕镇政府根据条例编制。"),
            "内蒙古自治区/包头市/固阳县",
            "固阳县下湿壕镇人民政府",
        ),
        ((f"驼峰路街道办事处2020年{REPORT}",), "陕西省/榆林市/榆阳区", "榆阳区驼峰路街道办事处"),
        (
            ("一、总体情况", "2020年，驼峰路街道办事处更新了目录。"),
            "陕西省/榆林市/榆阳区",
            "榆阳区驼峰路街道办事处",
        ),
        ((f"镇人民政府2021年{REPORT}",), "内蒙古自治区/包头市/固阳县/下湿壕镇", "固阳县下湿壕镇人民政府"),
    ],
)
def test_the_name_of_a_township_is_never_lost(lines: tuple[str, ...], folder: str, agency: str) -> None:
    assert page(*lines, at=f"reports/{folder}/page.html").agency == agency


@pytest.mark.parametrize(
    "line",
    [
        "公文标题：湘潭县财政局2023年政府信息公开工作年度报告",
        "主题: 湘潭县财政局2023年政府信息公开工作年度报告",
        "内容标题：湘潭县财政局2023年政府信息公开工作年度报告",
        "名称　　湘潭县财政局2023年政府信息公开工作年度报告",
        "当前位置：首页 > 政务公开 > 年报 > 湘潭县财政局2023年政府信息公开工作年度报告",
    ],
)
def test_a_label_or_a_path_before_the_title_is_no_part_of_it(line: str) -> None:
    identity = page(line)
    assert (identity.agency, identity.year, rules(identity)) == ("湘潭县财政局", 2023, {})


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("2023年，我局（湘潭县水利局）推进公开，现报告如下。", "湘潭县水利局"),
        ("湘潭县水利局（以下简称“本局”）推进公开，现报告2023年情况。", "湘潭县水利局"),
        ("依照县政府办公室的通知，湘潭县水利局把2023年的公开情况报告如下。", "湘潭县水利局"),
        ("按规定，特向社会公布湘潭县水利局2023年的公开情况。", "湘潭县水利局"),
        ("2023年，国家税务总局湘潭县税务局推进公开。", "国家税务总局湘潭县税务局"),
        ("有疑问的，请与湘潭县水利局办公室联系。", "湘潭县水利局"),
    ],
)
def test_the_text_names_its_author(sentence: str, agency: str) -> None:
    assert page(sentence).agency == agency


@pytest.mark.parametrize(
    ("where", "agency"),
    [
        ({"metadata": {"title": f"政府信息公开年报|云上县水利局2022年{REPORT}"}}, "云上县水利局"),
        ({"at": f"20230115国家税务总局云上县税务局2022年{REPORT}.docx"}, "国家税务总局云上县税务局"),
        ({"at": f"01 国家税务总局云上县税务局2022年{REPORT}(盖章版).pdf"}, "国家税务总局云上县税务局"),
    ],
)
def test_columns_and_numbers_before_a_name_are_no_part_of_it(where: dict[str, Any], agency: str) -> None:
    assert page(f"2022年{REPORT}", "正文。", **where).agency == agency


def test_who_asked_for_the_report_is_not_its_author() -> None:
    assert page("2023年政府信息公开工作年度报告", "按照省政府办公厅要求，推进公开。").agency == ""
    assert page("根据市政府办公室《关于做好年报工作的通知》，现报告如下。").agency == ""
