"""Text that a program copied from a ruled page: labels torn over lines, and figures above or right behind them."""

import pytest

from etl.readers.text import plain_text
from etl.recognise import Recognised, recognise
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from tests.support.grids import lines_of

_TITLES = {
    APPLICATIONS: "三、收到和处理政府信息公开申请情况",
    REVIEW: "四、政府信息公开行政复议、行政诉讼情况",
}
_FIGURES = "   ".join(map(str, range(15)))
_PATHS = ["行政复议  行政诉讼", "未经复议直接起诉  复议后起诉"]
_APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def _values(recognised: Recognised, table: str) -> list[float | None]:
    return [cell.value for address, cell in recognised.cells.items() if address.table == table]


def _review(*headings: str) -> Recognised:
    """Wide gaps part the groups of headings, one space the headings of a group."""
    lines = (_TITLES[REVIEW], *headings, _FIGURES)
    return recognise(plain_text.read("\n".join(lines).encode(), "a.txt"), 2022)


@pytest.mark.parametrize(
    "headings",
    [
        [*_PATHS, "结果 结果 其他 尚未   " * 3, "总计   " * 3, "维持 纠正 结果 审结   " * 3],
        [
            *_PATHS,
            "结 结 其 尚   " * 3,
            "果 果 他 未 总   " * 3,
            "维 纠 结 审 计   " * 3,
            "持 正 果 结   " * 3,
        ],
        [
            _PATHS[0],
            f"结果维 结果 其他结 尚未审 总  {_PATHS[1]}",
            "持 纠正 果 结 计",
            "结果 结果 其他 尚未 总 计   " * 2,
            "维持 纠正 结果 审结   " * 2,
        ],
    ],
    ids=["two lines", "four lines", "at different heights"],
)
def test_headings_torn_over_lines_are_put_together(headings: list[str]) -> None:
    recognised = _review(*headings)
    assert _values(recognised, REVIEW) == list(range(15))
    rules = {finding.rule for finding in recognised.findings if finding.table == REVIEW}
    assert rules <= {"results", "header_unclear"}


@pytest.mark.parametrize(
    "headings",
    [
        [*_PATHS, "结果 结果 其他 尚未   " * 3, "总计   " * 3, "纠正 维持 结果 审结   " * 3],
        [_PATHS[1], _PATHS[0], "结果 结果 其他 尚未   " * 3, "总计   " * 3, "维持 纠正 结果 审结   " * 3],
        [*_PATHS, "结果 结果 其他 尚未   " * 3, "维持 纠正 结果 审结   " * 3],
    ],
    ids=["results in another order", "paths in another order", "a heading less"],
)
def test_torn_headings_that_are_not_those_of_the_form_give_no_figures(headings: list[str]) -> None:
    recognised = _review(*headings)
    assert set(_values(recognised, REVIEW)) == {None}
    assert "table_missing" in {finding.rule for finding in recognised.findings if finding.table == REVIEW}


def _applications(*lines: str) -> Recognised:
    return recognise(lines_of(_TITLES[APPLICATIONS], *lines), 2022)


def test_figures_above_their_labels_are_not_those_of_the_row_before() -> None:
    lines = ["自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"]
    for label, count in (
        ("一、本年新收政府信息公开申请数量", 7),
        ("二、上年结转政府信息公开申请数量", 2),
        ("（七）总计", 8),
        ("四、结转下年度继续办理", 1),
    ):
        lines += [f"{count} 0 0", f"0 0 0 {count}", label]
    recognised = _applications(*lines)
    assert set(_values(recognised, APPLICATIONS)) == {None}
    (missing,) = (finding for finding in recognised.findings if finding.table == APPLICATIONS)
    assert missing.rule == "table_missing" and "行名和数字不在同一行" in missing.message


def test_a_page_number_below_the_headings_moves_no_figures() -> None:
    lines = [
        *_APPLICANTS,
        "2",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "3 2 0 0 1 4 10",
    ]
    cells = _applications(*lines).cells
    assert [cell.value for at, cell in cells.items() if at.row == "carried_in"] == [3, 2, 0, 0, 1, 4, 10]


def _disclosure(*lines: str) -> dict[str, float | None]:
    cells = recognise(lines_of("二、主动公开政府信息情况", *lines), 2022).cells
    return {at.row: cell.value for at, cell in cells.items() if at.table == DISCLOSURE and cell.raw}


def test_a_block_whose_figure_stands_above_its_label_says_nothing_of_the_next() -> None:
    penalties = ["第二十条第（六）项", "信息内容", "本年处理决定数量", "4", "行政处罚", "5", "行政强制"]
    fees = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "31"]
    assert _disclosure(*penalties, *fees) == {"fees": 31}


def test_a_figure_right_behind_a_label_is_read() -> None:
    heads = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 0 0 0", "行政规范性文件12 3 40"]
    cells = recognise(lines_of("二、主动公开政府信息情况", *heads), 2022).cells
    assert [cell.value for at, cell in cells.items() if at.row == "normative_documents"] == [12, 3, 40]


def test_a_tall_heading_on_a_line_among_others_keeps_its_column() -> None:
    """总计 spans two rows, so that its only line is level with the middle of the organisations."""
    printed = [*_APPLICANTS[:4], _APPLICANTS[6], *_APPLICANTS[4:6]]
    document = lines_of(_TITLES[APPLICATIONS], *printed, "一、本年新收政府信息公开申请数量", "3 2 0 0 1 4 10")
    cells = recognise(document, 2022).cells
    assert [cell.value for at, cell in cells.items() if at.row == "received_new"] == [3, 2, 0, 0, 1, 4, 10]
