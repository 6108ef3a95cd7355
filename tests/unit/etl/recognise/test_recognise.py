"""Tables are recognised however they are printed, and nothing is guessed."""

import pytest

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.model.report import Address, Severity, State
from etl.recognise import Recognised, recognise
from etl.recognise.rows.row_stream import printed_rows
from etl.recognise.rows.running_numbers import without_running_numbers
from etl.recognise.rows.transposed import split_side_by_side
from tests.support.grids import grid_of, lines_of

RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def _fees(header: str, figure: str) -> Recognised:
    rows = [["第二十条第（八）项"], ["信息内容", header], ["行政事业性收费", figure]]
    return recognise(Document("html", (grid_of(rows),)), 2022)


def _review(document: Document) -> list[float | None]:
    cells = recognise(document, 2022).cells
    columns = ("upheld", "corrected", "other", "pending", "total")
    return [cells[Address("review_litigation", "review", column)].value for column in columns]


def test_a_figure_is_read_by_the_labels_of_its_row_and_column() -> None:
    cell = _fees("本年收费金额（单位：万元）", "12.5").cells[
        Address("proactive_disclosure", "fees", "amount_10k_yuan")
    ]
    assert (cell.value, cell.raw, cell.state, cell.locator) == (12.5, "12.5", State.NUMBER, "t1r3c2")


def test_money_is_converted_to_the_unit_of_the_form() -> None:
    cells = _fees("本年收费金额（单位：万元）", "125000元").cells
    assert cells[Address("proactive_disclosure", "fees", "amount_10k_yuan")].value == 12.5


@pytest.mark.parametrize(
    "heading",
    [
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、政府信息公开行政法复议、行政诉讼情况",
        "四、复议与诉讼",
        "四、因申请公开被复议、被起诉的情形",
        "",
    ],
)
@pytest.mark.parametrize("are_cells_apart", [True, False])
def test_table_four_begins_with_its_own_labels(heading: str, are_cells_apart: bool) -> None:
    headings = [["行政复议", "行政诉讼"], [*RESULTS, "未经复议直接起诉", "复议后起诉"], [*RESULTS, *RESULTS]]
    figures = [str(number) for number in range(15)]
    rows = [*headings, figures]
    texts = [cell for row in rows for cell in row] if are_cells_apart else [" ".join(row) for row in rows]
    recognised = recognise(lines_of(*filter(None, [heading]), *texts), 2022)
    cells = [cell for address, cell in recognised.cells.items() if address.table == "review_litigation"]
    assert [cell.value for cell in cells] == list(range(15))
    rules = {finding.rule for finding in recognised.findings if finding.table == "review_litigation"}
    assert rules <= {"results"}


def test_a_sentence_does_not_begin_table_four() -> None:
    lines = lines_of("本年行政复议 3 件，行政诉讼 2 件，结果维持 1 件。", "行政处罚", "5")
    assert {finding.table for finding in recognise(lines, 2022).findings} >= {"review_litigation"}


def test_a_row_of_table_two_without_its_header_needs_the_columns_of_the_form() -> None:
    """One number is no row of three, even where another form has one column."""
    rows = [
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "1", "2", "3"],
        ["行政强制", "4", "5", "6"],
    ]
    lines = Paragraph("行政处罚 216", "l9")
    recognised = recognise(Document("text", (grid_of(rows), Paragraph("信息内容", "l8"), lines)), 2020)
    cell = recognised.cells[Address("proactive_disclosure", "penalties", "decisions")]
    assert cell.value is None
    assert ("row_ragged", "penalties") in {(finding.rule, finding.row) for finding in recognised.findings}


@pytest.mark.parametrize(
    ("above", "header", "printed"),
    [
        ("", "采购总金额（万美元）", "12"),
        ("", "采购总金额（单位：元）", "12万港币"),
        ("单位：欧元", "采购总金额", "1,200"),
        ("", "采购总金额", "USD 12"),
        ("", "采购总金额（美元）", "12元"),
    ],
)
def test_foreign_money_is_never_yuan(above: str, header: str, printed: str) -> None:
    grid = grid_of(
        [["第二十条第（九）项"], ["信息内容", "采购项目数量", header], ["政府集中采购", "4", printed]]
    )
    recognised = recognise(Document("html", (Paragraph(above, "p1"), grid)), 2020)
    amount = Address("proactive_disclosure", "procurement", "amount_yuan")
    assert (recognised.cells[amount].value, recognised.cells[amount].raw) == (None, printed)
    assert recognised.cells[amount._replace(column="projects")].value == 4
    (found,) = (finding for finding in recognised.findings if finding.row == "procurement")
    assert (found.rule, found.column, found.found) == ("foreign_currency", "amount_yuan", printed)


@pytest.mark.parametrize(
    ("label", "unit", "value"),
    [("依申请公开信息收取的费用", "万元", 50.0), ("依申请公开信息收取的费用", "元", 0.005),
     ("依申请公开信息收取的费用（元）", "", 0.005), ("依申请公开信息收取的费用", "万美元", None)],
)  # fmt: skip
def test_fees_of_the_statistics_are_in_the_unit_beside_them(
    label: str, unit: str, value: float | None
) -> None:
    counted = ["收到申请数", "当面申请数", "传真申请数", "网络申请数", "信函申请数", "申请办结数"]
    rows = [*([name, "件", "1"] for name in counted), [label, unit, "50"]]
    recognised = recognise(Document("html", (grid_of(rows),)), 2016)
    assert recognised.cells[Address("statistics", "fees_10k_yuan", "value")].value == value


def test_a_table_written_as_prose_is_read_with_itslines_of() -> None:
    figures = "结果维持3件，结果纠正1件，其他结果0件，尚未审结2件，总计6件"
    document = lines_of(f"行政复议：{figures}", f"未经复议直接起诉：{figures}", f"复议后起诉：{figures}")
    assert _review(document) == [3, 1, 0, 2, 6]
    cell = recognise(document, 2022).cells[Address("review_litigation", "litigation_after_review", "total")]
    assert cell.locator == "l3"


def test_prose_that_contradicts_itself_is_not_read() -> None:
    figures = "结果维持3件，结果纠正1件，其他结果0件，尚未审结2件，总计6件"
    lines = [f"{row}：{figures}" for row in ("行政复议", "未经复议直接起诉", "复议后起诉")]
    assert _review(lines_of(*lines, lines[0].replace("3", "4"))) == [None] * 5


def test_a_transposed_table_is_read_upright() -> None:
    rows = [["", "行政复议", "未经复议直接起诉", "复议后起诉"]]
    rows += [[result, str(number), "0", "0"] for number, result in enumerate(RESULTS)]
    assert _review(Document("html", (grid_of(rows),))) == [0, 1, 2, 3, 4]


def test_no_table_gives_unreadable_cells_and_findings() -> None:
    recognised = recognise(lines_of("没有表格。"), 2022)
    assert recognised.forms == {}
    assert {cell.state for cell in recognised.cells.values()} == {State.UNREADABLE}
    assert {finding.rule for finding in recognised.findings} == {"table_missing"}


def test_numbers_alone_belong_to_the_label_before_them() -> None:
    rows = list(printed_rows(lines_of("行政许可 3", "5", "- 7 -", "6 8")))
    assert [[piece.text for piece in row.pieces] for row in rows] == [["行政许可", "3", "5", "6", "8"]]
    assert [piece.locator for piece in rows[0].pieces] == ["l1c1", "l1c2", "l2", "l4c1", "l4c2"]


def test_a_grid_with_the_same_header_twice_is_divided() -> None:
    half = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    grid = grid_of([half * 2, ["规章", "1", "2", "3", "行政规范性文件", "4", "5", "6"]])
    assert [len(part.pieces) for part in split_side_by_side(grid)] == [8, 8]
    assert split_side_by_side(grid_of([half])) == (grid_of([half]),)


def test_figures_beside_a_cell_that_reaches_down_keep_their_columns() -> None:
    """The last column is blank: by their number alone the figures would fit one column further left."""
    header = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", ""]
    row = [Piece(text, 1, column, "t1") for column, text in ((0, "规章"), (1, "1"), (3, "3"), (4, ""))]
    recognised = recognise(Document("xlsx", (Grid((*grid_of([header]).pieces, *row)),)), 2022)
    assert ("row_ragged", "rules") in {(one.rule, one.row) for one in recognised.findings}
    assert {cell.value for at, cell in recognised.cells.items() if at.row == "rules"} == {None}


def test_as_many_cells_as_headings_are_not_called_too_many_or_too_few() -> None:
    """One cell is missing, but a remark makes up for it."""
    header = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "备注"]
    row = [Piece(text, 1, column, "t1") for column, text in ((0, "规章"), (1, "1"), (2, "2"), (4, "3"))]
    recognised = recognise(Document("html", (Grid((*grid_of([header]).pieces, *row)),)), 2022)
    (found,) = (finding for finding in recognised.findings if finding.row == "rules")
    assert (found.rule, found.expected, found.found) == ("row_ragged", "3", "3")
    assert "应有" not in found.message


@pytest.mark.parametrize("figures", [("0", "0", "0"), ("0", "5", "0"), ("8", "0", "9")])
def test_cells_partly_below_their_headings_are_those_of_the_headings(figures: tuple[str, ...]) -> None:
    """Blocks of 表二 share a grid: one divides its second column into two, the next its first."""
    heads = [("信息内容", 0, 1), ("上一年项目数量", 1, 1), ("本年增/减", 2, 2), ("处理决定数量", 4, 1)]
    cells = [("行政许可", 0, 1), (figures[0], 1, 2), (figures[1], 3, 1), (figures[2], 4, 1)]
    pieces = tuple(
        Piece(text, row, column, "t1", column_span=span)
        for row, line in enumerate((heads, cells))
        for text, column, span in line
    )
    recognised = recognise(Document("html", (Grid(pieces),)), 2019)
    read = [cell.raw for at, cell in recognised.cells.items() if at.row == "licences"]
    assert read == list(figures)
    assert not [finding for finding in recognised.findings if finding.row == "licences"]


def test_a_row_that_the_form_does_not_have_is_told() -> None:
    rows = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"]]
    rows += [["其他主动公开文件", "17", "5", "4"], ["行政规范性文件", "6", "7", "8"]]
    recognised = recognise(Document("html", (grid_of(rows),)), 2022)
    values = [
        cell.value for at, cell in recognised.cells.items() if at.row in ("rules", "normative_documents")
    ]
    assert values == [1, 2, 3, 6, 7, 8]
    (found,) = (finding for finding in recognised.findings if finding.rule == "extra_row")
    assert "其他主动公开文件" in found.message and "17 | 5 | 4" in found.message


def test_a_column_of_figures_that_the_form_does_not_have_is_told() -> None:
    heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    rows = [[*heads, "累计"], ["规章", "1", "2", "3", "91"], ["行政规范性文件", "6", "7", "8", "92"]]
    recognised = recognise(Document("html", (grid_of(rows),)), 2022)
    (found,) = (one for one in recognised.findings if one.rule == "extra_column")
    assert (found.row, found.severity) == ("rules", Severity.NOTICE) and "91" in found.message
    for remarks in (["", "无", "较上年增加"], ["", "3", ""]):  # words, and a figure in one row only
        noted = [[*row[:4], remark] for row, remark in zip(rows, remarks, strict=True)]
        recognised = recognise(Document("html", (grid_of(noted),)), 2022)
        assert "extra_column" not in {one.rule for one in recognised.findings}


@pytest.mark.parametrize("other", ["其他行政处罚", "行政处罚（其中：罚款）", "行政处罚决定"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_row_that_resembles_one_of_the_form_is_not_taken_for_it(other: str, at: int) -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政处罚", "44"], ["行政强制", "5"]]
    rows.insert(at, [other, "31"])
    recognised = recognise(Document("html", (grid_of([["第二十条第（六）项"], *rows]),)), 2022)
    values = [
        recognised.cells[Address("proactive_disclosure", row, "decisions")].value
        for row in ("penalties", "coercive_measures")
    ]
    assert values == [44, 5]
    (found,) = (finding for finding in recognised.findings if finding.rule == "extra_row")
    assert other in found.message


def test_a_damaged_label_that_stands_alone_is_that_of_the_form() -> None:
    rows = [
        ["第二十条第（六）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政处罚决定", "44"],
        ["行政强制", "5"],
    ]
    cells = recognise(Document("html", (grid_of(rows),)), 2022).cells
    assert cells[Address("proactive_disclosure", "penalties", "decisions")].value == 44


FOUR = [
    ["", "行政复议", *[""] * 4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    ["", *RESULTS * 3],
]


@pytest.mark.parametrize("first", [["", "", "1"], ["序号", "", "1"], ["1", "2", "3"], ["", "1", "2"]])
def test_a_column_of_running_numbers_is_none_of_the_form(first: list[str]) -> None:
    rows = [[text, *row[1:]] for text, row in zip(first, [*FOUR, ["", *map(str, range(5, 20))]], strict=True)]
    assert _review(Document("html", (grid_of(rows),))) == [5, 6, 7, 8, 9]


def test_a_first_figure_that_is_no_running_number_is_not_left_out() -> None:
    rows = [row[1:] for row in FOUR] + [["1", *map(str, range(6, 20))]]
    assert _review(Document("html", (grid_of(rows),))) == [1, 6, 7, 8, 9]
    rows = [["一", "1"], ["二", "2"], ["三", "4"]]
    turned = grid_of([[number, label, "7"] for label, number in rows])
    assert without_running_numbers(turned) == turned


def test_headings_that_a_page_break_left_in_part_keep_their_places() -> None:
    torn = ["维持", "纠正", "结果", "审结", "", *RESULTS * 2]
    above = ["行政复议", *[""] * 4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]
    figures = [*map(str, range(5, 20))]
    document = Document("pdf", (grid_of([above]), Paragraph("果果他未计", "n1"), grid_of([torn, figures])))
    assert _review(document) == [5, 6, 7, 8, 9]
    torn[3] = "结果"
    document = Document("pdf", (grid_of([above]), grid_of([torn, figures])))
    assert _review(document) == [None] * 5
