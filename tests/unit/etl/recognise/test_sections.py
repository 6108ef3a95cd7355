"""The sections of the narrative begin and end at printed headings."""

import pytest

from etl.recognise.sections import narrative_paragraphs, narratives
from tests.support.grids import lines_of


def _texts(*lines: str) -> dict[str, str]:
    return narratives(narrative_paragraphs(lines_of(*lines)))


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("一、总体情况", "overview"),
        ("5．存在的主要问题", "preamble"),
        ("五、存在的主要问题及改进情况", "problems"),
    ],
)
def test_sections_are_named_by_their_headings(heading: str, section: str) -> None:
    assert list(_texts(heading, "正文。")) == [section]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("四、因政府信息公开申请被申请行政复议、提起行政诉讼的情况", "review"),
        ("四、复议、诉讼和申诉情况", "review"),
        ("（四）因依申请公开引发的行政复议、行政诉讼情况", "review"),
        ("4．复议和诉讼", "review"),
        ("肆、行政复议、行政诉讼（含依申请公开）情况", "review"),
        ("四、依申请公开政府信息收费及减免情况", "other"),
        ("四、机构建设和人员培训", "other"),
        ("附件：2018年度政府信息公开情况统计表", "other"),
        ("政府信息公开情况统计表", "other"),
        ("（四）存在的主要问题及改进情况", "problems"),
        ("存在的主要问题及改进情况", "problems"),
    ],
)
def test_a_section_ends_where_the_next_heading_stands(heading: str, section: str) -> None:
    texts = _texts("一、概述", "甲。", "三、依申请公开情况", "乙。", heading, "丙。")
    assert (texts["overview"], texts["applications"]) == ("甲。", "乙。")
    assert texts[section].endswith("丙。")


@pytest.mark.parametrize(
    "line",
    [
        "一、主动公开不够及时",  # an item of a list: its number begins again
        "二、申请答复偏慢。",
        "四、结转下年度继续办理",  # a label of table 三
        "三、本年度办理结果",
        "九、机构建设",  # not the next number
        "（一）行政复议和行政诉讼",  # an item of this section
        "（四）网上申请",
    ],
)
def test_what_is_no_heading_ends_no_section(line: str) -> None:
    texts = _texts("三、收到和处理政府信息公开申请情况", "甲。", line, "乙。")
    assert texts == {"applications": f"甲。\n{line}\n乙。"}


@pytest.mark.parametrize(
    "footer",
    ["主办单位：某县人民政府办公室", "政府网站标识码：4300000001", "湘ICP备05000001号-1", "上一篇：通知公告"],
)
def test_a_footer_of_a_website_is_no_narrative(footer: str) -> None:
    texts = _texts("六、其他需要报告的事项", "无。", footer, "网站地图")
    assert texts == {"other": "无。"}
