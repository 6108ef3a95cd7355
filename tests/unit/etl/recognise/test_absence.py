"""Why a table is missing, and tables of other forms."""

from collections.abc import Sequence

import pytest

from etl.form import forms
from etl.model.document import Document, Note, Paragraph
from etl.recognise import recognise
from tests.support.grids import grid_of, lines_of

PROVINCIAL = [
    ["指标名称", "单位", "本年", "累计"],
    ["公开文件数", "条", "41", "90"],
    ["其中：网站公开", "条", "40", "80"],
    ["依申请公开受理数", "件", "7", "9"],
    ["不予公开答复数", "件", "1", "2"],
    ["行政复议数", "件", "0", "1"],
]


def _reasons(document: Document, year: int) -> list[str]:
    found = recognise(document, year).findings
    return [finding.message for finding in found if finding.rule in ("table_missing", "other_form")]


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        ("制发规范性文件 6 件，行政许可842件。", "", "文字叙述"),
        ("制发规范性文件七件，行政许可二百一十四件。", "", "文字叙述"),
        ("依照条例第二十条公开。", "", "未填报"),
        ("具体数据见附件。", "", "附件"),
        ("如下图。", "pictures_only", "图片"),
        ("内容在内嵌页面。", "elsewhere", "附件或链接"),
        (
            "行政许可 12 行政处罚 3 行政强制 0 自然人 商业企业 （一）予以公开 结果维持 复议后起诉 " * 20,
            "",
            "连成了一段",
        ),
        ("主动公开12件。", "built_by_script", "脚本生成"),
        ("全年平稳。", "", "未填报"),
    ],
)
def test_a_missing_table_has_its_true_reason(line: str, kind: str, reason: str) -> None:
    lines = lines_of("一、总体情况", "平稳。", "二、主动公开政府信息情况", line).blocks
    document = Document("html", lines, notes=(Note(kind, "1"),) if kind else ())
    assert reason in _reasons(document, 2023)[0]


@pytest.mark.parametrize(("year", "count"), [(2011, 1), (2018, 1), (2020, 3)])
def test_a_table_of_another_form_is_named(year: int, count: int) -> None:
    document = Document("html", (Paragraph("全市公开情况统计表", "p1"), grid_of(PROVINCIAL)))
    messages = _reasons(document, year)
    assert len(messages) == count
    assert all("其他格式" in text and "全市公开情况统计表" in text and "5 项" in text for text in messages)


def test_a_short_table_of_another_form_is_known_by_its_caption() -> None:
    rows = [["信息类别", "公开数", "占比"], ["机构职能", "12", "10%"], ["规范性文件", "33", "27%"]]
    untitled = Document("html", (grid_of(rows),))
    titled = Document("html", (Paragraph("附表：政府信息公开情况统计表", "n1"), grid_of(rows)))
    assert (len(_reasons(titled, 2009)), len(_reasons(untitled, 2009))) == (1, 0)


def test_classes_under_headings_of_indicators_are_a_table_of_another_form() -> None:
    rows = [["类别", "主动公开", "依申请公开", "不予公开"]]
    rows += [[name, "4", "1", "0"] for name in ("机构职能", "规划计划", "财政信息", "人事任免")]
    (message,) = _reasons(Document("html", (grid_of(rows),)), 2012)
    assert "其他格式" in message and "4 项" in message


def test_a_few_items_of_the_national_form_may_be_another_form() -> None:
    labels = (
        "主动公开政府信息数",
        "政府网站公开政府信息数",
        "收到申请数",
        "申请办结数",
        "行政复议数量",
        "行政诉讼数量",
    )
    rows = [["指标", "2016年", "历年累计"], *([label, "3", "90"] for label in labels)]
    recognised = recognise(Document("html", (grid_of(rows),)), 2016)
    assert [cell.value for cell in recognised.cells.values() if cell.value is not None] == [3] * 6
    (message,) = (finding.message for finding in recognised.findings if finding.rule == "other_form")
    assert "只有 6 项" in message


@pytest.mark.parametrize(
    ("kept", "severity"), [(range(36), "warning"), ([n for n in range(60) if n % 4], "notice")]
)
def test_statistics_without_many_items_say_so(kept: Sequence[int], severity: str) -> None:
    """The last items are missing where a table is cut off; an office leaves single ones out."""
    items = forms()["2014"].tables[0].blocks[0].rows
    labels = [row.label_zh for number, row in enumerate(items) if number in kept]
    rows = [["统计指标", "统计数"], *([label, "3"] for label in labels)]
    recognised = recognise(Document("html", (grid_of(rows),)), 2016)
    (found,) = (finding for finding in recognised.findings if finding.rule == "items_left_out")
    assert found.severity.value == severity and f"{found.found} 项" in found.message


def test_before_there_was_a_form_nothing_is_missing() -> None:
    assert _reasons(lines_of("一、概述", "全年公开 41 条。"), 2011) == []
