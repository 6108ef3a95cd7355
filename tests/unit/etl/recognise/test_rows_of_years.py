"""Tables that print two years, or two rows of figures beside one label, give the figures of the report or a doubt."""

import pytest

from etl.model.report import Address, Report
from tests.support.one_report import read_report

ROWS = (
    ("一、本年新收政府信息公开申请数量", "received_new", 12),
    ("二、上年结转政府信息公开申请数量", "carried_in", 3),
    ("三、本年度办理结果（一）予以公开", "granted", 14),
    ("（七）总计", "concluded_total", 14),
    ("四、结转下年度继续办理", "carried_out", 1),
)
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
WORDS = [
    ("2022年", "2023年"),
    ("2022年度", "2023年度"),
    ("（2022年）", "（2023年）"),
    ("2022", "2023"),
    ("二〇二二年", "二〇二三年"),
    ("22年", "23年"),
    ("2022年1-12月", "2023年1-12月"),
    ("上年", "本年"),
    ("去年", "今年"),
    ("上年同期", "本期"),
]


def _row(*cells: object) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _figures(number: int, more: int) -> list[int]:
    """One applicant of each kind but the first, more of another year."""
    return [number + more, 0, 0, 0, 0, 0, number + more]


def _read(section: str, rows: str) -> Report:
    title = "湘潭县民政局2023年政府信息公开工作年度报告"
    page = f"<h1>{title}</h1><p>一、总体情况</p><p>平稳。</p><p>{section}</p><table border=1>{rows}</table>"
    return read_report(page.encode(), "年报.html")


def _received(rows: str) -> Report:
    return _read("三、收到和处理政府信息公开申请情况", rows)


def _values(report: Report) -> list[float | None]:
    return [report.cells[Address("applications", key, "natural_person")].value for _, key, _ in ROWS]


def _doubted(report: Report) -> list[str]:
    return [finding.row or "" for finding in report.findings if finding.rule == "row_twice"]


OWN = [12, 3, 14, 14, 1]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_rows_beside_a_label_that_of_the_report_year_is_read(
    words: tuple[str, str], order: tuple[int, int]
) -> None:
    rows = _row("项目", "年度", *COLUMNS)
    for label, _, number in ROWS:
        first, second = (_row(words[at], *_figures(number, 40 * (1 - at))) for at in order)
        rows += first.replace("<tr>", f'<tr><td rowspan="2">{label}</td>', 1) + second
    report = _received(rows)
    assert _values(report) == OWN
    assert _doubted(report) == []


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_blocks_of_columns_that_of_the_report_year_is_read(
    words: tuple[str, str], order: tuple[int, int]
) -> None:
    heads = "".join(f'<td colspan="7">{words[at]}</td>' for at in order)
    rows = f'<tr><td rowspan="2">项目</td>{heads}</tr>' + _row(*COLUMNS, *COLUMNS)
    for label, _, number in ROWS:
        rows += _row(label, *(figure for at in order for figure in _figures(number, 40 * (1 - at))))
    assert _values(_received(rows)) == OWN


@pytest.mark.parametrize("words", WORDS)
def test_a_year_may_stand_left_of_all_rows_that_are_of_it(words: tuple[str, str]) -> None:
    rows = _row("年度", "项目", *COLUMNS)
    for at, word in enumerate(words):
        for number, (label, _, figure) in enumerate(ROWS):
            year = f'<td rowspan="{len(ROWS)}">{word}</td>' if not number else ""
            rows += _row(label, *_figures(figure, 40 * (1 - at))).replace("<tr>", f"<tr>{year}")
    assert _values(_received(rows)) == OWN


def test_a_row_of_table_four_is_read_for_the_year_that_it_names() -> None:
    rows = '<tr><td rowspan="3">年度</td><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
    rows += f'<tr>{"".join(f"<td rowspan=2>{one}</td>" for one in RESULTS)}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
    rows += _row(*RESULTS, *RESULTS)
    rows += _row("2022年", *[9] * 15) + _row("2023年", *range(15))
    report = _read("四、政府信息公开行政复议、行政诉讼情况", rows)
    cells = [cell.value for address, cell in report.cells.items() if address.table == "review_litigation"]
    assert cells == list(range(15))


def test_a_table_of_another_year_alone_is_not_read() -> None:
    rows = _row("项目", "年度", *COLUMNS)
    rows += "".join(_row(label, "2022年", *_figures(number, 0)) for label, _, number in ROWS)
    report = _received(rows)
    assert _values(report) == [None] * len(ROWS)
    assert "table_of_other_year" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("words", [("机关本级", "下属单位"), ("原数", "更正数"), ("", "")])
@pytest.mark.parametrize("is_spanned", [True, False])
def test_which_of_two_rows_beside_a_label_counts_is_not_guessed_in_silence(
    words: tuple[str, str], is_spanned: bool
) -> None:
    rows = _row("项目", "口径", *COLUMNS)
    for label, _, number in ROWS:
        first = _row(words[0], *_figures(number, 0))
        second = _row(words[1], *_figures(number, 40))
        if is_spanned:
            rows += first.replace("<tr>", f'<tr><td rowspan="2">{label}</td>', 1) + second
        else:
            rows += first.replace("<tr>", f"<tr><td>{label}</td>", 1)
            rows += second.replace("<tr>", "<tr><td></td>", 1)
    report = _received(rows)
    assert set(_doubted(report)) >= {key for _, key, _ in ROWS}


@pytest.mark.parametrize("word", ["更正后", "修订后", "正确数"])
def test_a_corrected_row_below_a_row_doubts_it(word: str) -> None:
    rows = _row("项目", *COLUMNS)
    for label, _, number in ROWS:
        rows += _row(label, *_figures(number, 40)) + _row(word, *_figures(number, 0))
    assert set(_doubted(_received(rows))) >= {key for _, key, _ in ROWS}


def test_a_row_of_figures_for_all_bodies_below_the_table_doubts_none() -> None:
    rows = _row("项目", *COLUMNS)
    rows += "".join(_row(label, *_figures(number, 0)) for label, _, number in ROWS)
    report = _received(rows + _row("其中：网上提交", *_figures(2, 0)))
    assert (_values(report), _doubted(report)) == (OWN, [])


def _captioned(captions: tuple[str, ...], number: tuple[int, ...]) -> Report:
    """A report whose tables three stand below these captions, each with so many applicants more than its own."""
    page = "<h1>湘潭县民政局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>平稳。</p><p>三、收到和处理政府信息公开申请情况</p>"
    for caption, more in zip(captions, number, strict=True):
        rows = "".join(_row(label, *_figures(count, more)) for label, _, count in ROWS)
        page += f"<p>{caption}</p><table border=1>{_row('项目', *COLUMNS)}{rows}</table>"
    return read_report(page.encode(), "年报.html")


CAPTIONS_OF_OTHERS = [
    "2023年上半年情况",
    "第四季度数据",
    "12月份情况",
    "下属单位情况",
    "2024年目标",
    "更正前：",
    "填报示例",
    "（初稿）",
]


@pytest.mark.parametrize("caption", CAPTIONS_OF_OTHERS)
def test_the_only_table_below_a_doubtful_caption_is_doubted(caption: str) -> None:
    report = _captioned((caption,), (0,))
    doubts = [finding for finding in report.findings if finding.rule == "caption_doubtful"]
    assert [caption in finding.message for finding in doubts] == [True]


@pytest.mark.parametrize("caption", CAPTIONS_OF_OTHERS)
def test_a_table_below_a_doubtful_caption_does_not_count_beside_another(caption: str) -> None:
    report = _captioned((caption, "2023年情况"), (40, 0))
    assert _values(report) == OWN
    assert "caption_doubtful" not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    "caption",
    [
        "2023年1月至12月情况",
        "截至2023年12月31日",
        "单位：件",
        "2024年1月",
        "下一步工作计划",
        "（一）机关本级",
    ],
)
def test_usual_lines_above_a_table_doubt_nothing(caption: str) -> None:
    rules = {finding.rule for finding in _captioned((caption,), (0,)).findings}
    assert not rules & {"caption_doubtful", "table_of_other_year"}


@pytest.mark.parametrize(
    "caption", ["22年：", "去年同期数", "对比值（上年）", "数据统计时间：2022.1.1-2022.12.31"]
)
def test_a_caption_names_another_year_in_other_words(caption: str) -> None:
    assert "table_of_other_year" in {finding.rule for finding in _captioned((caption,), (0,)).findings}


@pytest.mark.parametrize("remark", ["（供对比）", "（仅供参考）", ""])
def test_a_table_for_comparison_is_not_that_of_the_report(remark: str) -> None:
    def table(more: int) -> str:
        rows = "".join(_row(label, *_figures(number, more)) for label, _, number in ROWS)
        return f"<table border=1>{_row('项目', *COLUMNS)}{rows}</table>"

    page = f"""<h1>湘潭县民政局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>平稳。</p>
    <p>三、收到和处理政府信息公开申请情况</p><p>上年度数据{remark}</p>{table(40)}<p>本年度数据</p>{table(0)}"""
    assert _values(read_report(page.encode(), "年报.html")) == OWN
