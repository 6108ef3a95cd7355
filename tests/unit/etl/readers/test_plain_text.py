"""Text, Markdown and separated values as grids."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from etl.model.document import Grid, Note, Paragraph
from etl.readers import read
from tests.support.grids import all_texts, texts


def rows(text: str, name: str) -> list[list[str]]:
    document = read(text.encode(), name)
    return [row for grid in all_texts(document) for row in grid]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 甲 | 1 |\n|---|---|\n| 乙 |  |", [["甲", "1"], ["乙", ""]]),
        # without a frame the outer cells are cells, be they blank
        ("甲 | 1 | 2\n乙 |  | \n | 3 | 4", [["甲", "1", "2"], ["乙", "", ""], ["", "3", "4"]]),
        ("│甲│1│\n├──┼──┤\n│乙││", [["甲", "1"], ["乙", ""]]),
        ("+----+---+\n| 甲 | 1 |\n+----+---+\n| 乙 | 2 |\n+----+---+", [["甲", "1"], ["乙", "2"]]),
        ("甲 ¦ 1 ¦ 2\n乙 ¦ 3 ¦ 4", [["甲", "1", "2"], ["乙", "3", "4"]]),
        ("| 甲 | ~~9~~12 |\n|---|---|\n| 乙 | 4 |", [["甲", "12"], ["乙", "4"]]),
        ("---\ntitle: 年报\nold: |\n  | 甲 | 9 |\n---\n| 甲 | 1 |\n| 乙 | 2 |", [["甲", "1"], ["乙", "2"]]),
        ("| 1\\.甲 | \\-3 |\n|---|---|\n| 乙 | 4 |", [["1.甲", "-3"], ["乙", "4"]]),
    ],
)
def test_rows_between_bars(text: str, expected: list[list[str]]) -> None:
    assert rows(text, "a.md") == expected


@pytest.mark.parametrize(
    "mark", [lambda _: "> ", lambda _: ">", lambda _: "> > ", "{}: ".format, "{:6}\t".format, "{}|".format]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_marks_before_every_line_are_not_read(mark: Callable[[int], str], name: str) -> None:
    lines = ["某局2023年年报", "", "二、表", *(f"甲{number}\t{number}\t7" for number in range(12))]
    document = read("\r\n".join(mark(at) + line for at, line in enumerate(lines, 1)).encode(), name)
    assert [paragraph.text for paragraph in document.paragraphs] == ["某局2023年年报", "二、表"]
    assert [row for grid in all_texts(document) for row in grid][:2] == [["甲0", "0", "7"], ["甲1", "1", "7"]]
    assert document.grids[0].pieces[0].locator == "l4c1"


def test_quotes_around_every_cell_between_tabs_are_not_read() -> None:
    assert rows('"甲"\t"1"\t"2"\n"乙"\t""\t"4"\n', "a.txt") == [["甲", "1", "2"], ["乙", "", "4"]]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_tags_of_a_fragment_of_a_page_are_not_read(name: str) -> None:
    text = (
        "<h1 class='t'>某局2023年年报</h1>\n<p>正文<br></p>\n<table><tr><td>甲</td><td>1</td></tr></table>\n"
    )
    document = read(text.encode(), name)
    assert [paragraph.text for paragraph in document.paragraphs] == ["某局2023年年报", "正文"]
    assert all_texts(document) == [[["甲", "1"]]]


def test_numbers_of_rows_are_no_marks_of_lines() -> None:
    text = "某局2023年年报\n" + "".join(f"{number}\t甲\t7\n" for number in range(1, 13))
    assert rows(text, "a.txt")[0] == ["1", "甲", "7"]


def test_a_heading_after_the_last_cell_is_not_part_of_it() -> None:
    assert rows("\t甲\n\t1\n\t2\n四、标题\n", "a.txt") == [["甲", "1", "2"]]


def test_a_tab_before_each_of_many_lines_begins_no_row() -> None:
    document = read("".join(f"\t{number}\n" for number in range(60)).encode(), "a.txt")
    assert [paragraph.text for paragraph in document.paragraphs] == [str(number) for number in range(60)]


def test_the_title_of_front_matter_is_kept() -> None:
    document = read("---\ntitle: '某局2023年年报'\ndate: 2031-01-01\n---\n正文。\n".encode(), "a.md")
    assert [paragraph.text for paragraph in document.paragraphs] == ["某局2023年年报", "正文。"]
    assert document.paragraphs[1].locator == "l5"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "|" * 300_000 + "\n" + "| " * 100_000),
        ("a.md", "---\na:\n" * 40_000),
        ("a.txt", ('"' + " " * 9000 + "&;\n") * 100),
        ("a.txt", ("][" * 4000 + ";" * 900 + "\n") * 100),
    ],
)
def test_endless_bars_and_front_matter_cost_no_time(name: str, text: str) -> None:
    begun = time.process_time()
    read(text.encode(), name)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("between", "before", "after"),
    [
        (";", "", ""),
        ("；", "", ""),
        ("; ", "", ";"),
        ("，", "", ""),
        ("^", "", ""),
        ("][", "[", "]"),
        (" & ", "", " \\\\"),
        ('", "', '["', '"],'),
        ('","', '"', '"'),
        (" / ", "", ""),
        ("/", "", ""),
        ("：", "", ""),
        (" - ", "", ""),
        ("→", "", ""),
        ("__", "", ""),
    ],
)
def test_cells_between_other_signs(between: str, before: str, after: str) -> None:
    heads, figures = ["申请人", *"甲乙丙丁戊"], [str(number) for number in range(5)]
    cells = [heads, *([f"第{n}行", *figures] for n in range(9)), ["末行", "7"]]
    lines = "\n".join(before + between.join(row) + after for row in cells)
    text = f"全年公开{between}12条{between}3件。\n三、申请\n{lines}\n四、其他\n无{between}没有。"
    found = [[cell for cell in row if cell] for row in rows(text, "a.txt")]
    assert found == cells
    document = read(text.encode(), "a.txt")
    assert [one.text for one in document.paragraphs] == [
        f"全年公开{between}12条{between}3件。", "三、申请", "四、其他", f"无{between}没有。"
    ]  # fmt: skip


def test_a_sign_that_is_also_printed_for_nothing_parts_no_cells() -> None:
    lines = [f"第{n}行/1/2/3/4/5" for n in range(8)]
    assert rows("\n".join(lines), "a.txt") == [line.split("/") for line in lines]
    assert not read("\n".join([*lines, "末行/1///4/5"]).encode(), "a.txt").grids


def test_commas_inside_quotes_part_no_cells() -> None:
    text = "\n".join(['"共（一，二）","1,205","2","3","4","5"'] * 8)
    assert rows(text, "a.txt")[0] == ["共（一，二）", "1,205", "2", "3", "4", "5"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\u2029", "\x85"])
def test_lines_end_in_many_ways(end: str) -> None:
    assert rows(end.join(["题", "甲\t1", "乙\t2"]), "a.txt") == [["甲", "1"], ["乙", "2"]]


def test_tables_written_as_html_in_a_text_file() -> None:
    document = read("标题\n<table><tr><td>甲</td><td>1</td></tr></table>\n".encode(), "a.txt")
    assert [type(block) for block in document.blocks] == [Paragraph, Grid]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv")])
def test_separated_values(encoding: str, delimiter: str, name: str) -> None:
    lines = [
        "某县某局2023年政府信息公开工作年度报告",
        '项目,"自然人",总计',
        '本年新收政府信息公开申请数量,"1","2"',
    ]
    document = read("\n".join(lines).replace(",", delimiter).encode(encoding), name)
    assert [block.text for block in document.paragraphs] == lines[:1]
    (grid,) = document.grids
    assert texts(grid)[1][1:] == ["1", "2"]
    assert grid.pieces[-1].locator == "l3c3"


def test_formulas_in_separated_values_are_told() -> None:
    assert read("甲,1,=SUM(B1:B2)\n".encode(), "a.csv").notes == (Note("not_calculated"),)
    assert read("甲,1,=本表\n".encode(), "a.csv").notes == ()


def test_texts_kept_from_excel_are_those_texts() -> None:
    written = '="题","=""甲"""\n"=""自然人""",="12"\n=B1,5\n'
    assert rows(written, "a.csv") == [["题", "甲"], ["自然人", "12"], ["=B1", "5"]]


def test_tables_whose_columns_and_rows_are_numbered_are_grids_of_their_own() -> None:
    """As pandas writes them."""
    text = "某局2023年年报\n,0,1,2\n0,规章,1,2\n1,文件,3,4\n\n,0,1\n0,许可,5\n1,处罚,6\n"
    document = read(text.encode(), "a.csv")
    assert [block.text for block in document.paragraphs] == ["某局2023年年报"]
    assert [[piece.text for piece in grid.pieces] for grid in document.grids] == [
        ["0", "规章", "1", "2", "1", "文件", "3", "4"],
        ["0", "许可", "5", "1", "处罚", "6"],
    ]
    assert document.grids[1].pieces[1].locator == "l7c2"


def test_figures_that_count_up_beside_a_blank_label_are_kept() -> None:
    assert rows("甲,1,2\n,0,1\n乙,3,4\n", "a.csv") == [["甲", "1", "2"], ["", "0", "1"], ["乙", "3", "4"]]


def test_thousands_in_quotes_are_one_cell() -> None:
    assert rows('甲,"1,234"\n乙,5\n', "a.csv") == [["甲", "1,234"], ["乙", "5"]]


@pytest.mark.parametrize(
    "text",
    [
        "规章\n\n\t\n\n3\n\n\t\n\n\n\n\t\n\n5\n\n文件\n\n\t\n\n1\n\n\t\n\n2\n\n\t\n\n4",
        "规章\n\t\n3\n\t\n\t\n5\n文件\n\t\n1\n\t\n2\n\t\n4",
        # the last cell of the first row is blank: nothing but the label tells where the second begins
        "规章\n\n\t\n\n3\n\n\t\t\n\n文件\n\n\t\n\n1\n\n\t\n\n2\n\n\t\n\n4",
        # the first cell of the second row is blank: more blank lines than usual precede its tab
        "规章\n\n\t\n\n3\n\n\t\n\n9\n\n\t\n\n5\n\n\n\n\t\n\n1\n\n\t\n\n2\n\n\t\n\n4",
    ],
)
def test_tabs_on_lines_of_their_own_part_cells(text: str) -> None:
    assert rows(text.replace("\n", "\r\n"), "a.txt") == rows(text, "a.txt")
    (first, second) = rows(text, "a.txt")
    assert first in (["规章", "3", "", "5"], ["规章", "3", "", ""], ["规章", "3", "9", "5"])
    assert second in (["文件", "1", "2", "4"], ["", "1", "2", "4"])


def test_sentences_between_tabs_are_no_table() -> None:
    text = "一、总体情况\n\t\n全年平稳。\n\t\n二、主动公开\n\t\n发布3条。\n"
    document = read(text.encode(), "a.txt")
    assert not document.grids
    assert len(document.paragraphs) == 4


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("规章\n|\n0\n|\n1\n|\n2\n|\n文件\n|\n3\n|\n|\n4\n|", [["3"], [""], ["4"]]),
        ("| 规章 |\n| 0 |\n| 1 |\n| 2 |\n| 文件 |\n| 3 |\n|  |\n| 4 |", [["3"], [""], ["4"]]),
        ("规章 ｜\n0 ｜\n1 ｜\n2 ｜\n文件 ｜\n｜\n3 ｜\n4 ｜", [[""], ["3"], ["4"]]),
        # bars of a joined cell on a line of their own
        (
            "第一项 |\n||||\n甲 |\n0 |\n1 |\n|\n乙 |\n3 |\n4 |\n|\n丙 |\n5 |\n6 |\n|\n丁 |\n7 |\n8 |",
            [[""], [""], [""], [""]],
        ),
    ],
)
def test_bars_on_lines_of_their_own_part_cells(text: str, figures: list[list[str]]) -> None:
    """Cells stand in order, without rows; blank ones are kept where figures stand beside them."""
    document = read(text.encode(), "a.txt")
    assert rows(text, "a.txt") == figures
    assert not [block.text for block in document.paragraphs if "|" in block.text or "｜" in block.text]


def test_a_bar_behind_every_cell_begins_no_cell() -> None:
    assert rows("甲 | 1 | |\n乙 | | 2 |", "a.txt") == [["甲", "1", ""], ["乙", "", "2"]]
    assert rows("甲\t|\t1\t|\t\t|\t2\n乙\t|\t3\t|\t4\t|\t5", "a.txt") == [
        ["甲", "1", "", "2"],
        ["乙", "3", "4", "5"],
    ]


@pytest.mark.parametrize(
    ("unseen", "note"),
    [
        ("<!--\n| 规章 | 9 |\n| 文件 | 9 |\n-->\n", "unseen"),
        ("[//]: # (| 规章 | 9 | 9 |)\n", "unseen"),
        ("<div hidden>\n\n| 规章 | 9 |\n| 文件 | 9 |\n\n</div>\n", "unseen"),
        ('<div style="display: none"><div>9</div>\n\n| 规章 | 9 |\n\n</div>\n', "unseen"),
        ("```text\n| 规章 | 9 |\n| 文件 | 9 |\n```\n", "code"),
        ("~~~\n| 规章 | 9 |\n~~~\n", "code"),
    ],
)
def test_what_markdown_does_not_show_is_not_there(unseen: str, note: str) -> None:
    document = read(f"# 标题\n\n{unseen}\n| 规章 | 1 |\n|---|---|\n| 文件 | 2 |\n".encode(), "a.md")
    assert all_texts(document) == [[["规章", "1"], ["文件", "2"]]]
    assert document.grids[0].pieces[0].locator == f"l{unseen.count(chr(10)) + 4}c1"
    assert [entry.kind for entry in document.notes] == [note]


def test_a_hidden_span_is_no_digit_of_a_cell() -> None:
    text = '| 规章 | <span style="display:none">9</span>12 |\n|---|---|\n| 文件 | 2 |\n'
    assert rows(text, "a.md")[0] == ["规章", "12"]


def test_a_report_between_fences_is_read() -> None:
    assert rows("```markdown\n| 规章 | 1 |\n| 文件 | 2 |\n```\n", "a.md") == [["规章", "1"], ["文件", "2"]]


def test_rules_between_rows_of_many_figures_are_no_rows() -> None:
    rows = [f"│项{number}│1│2│3│4│5│6│{number}│" for number in range(10)]
    made = read("\n├────────────┤\n".join(rows).encode(), "a.txt")
    assert [len(row) for row in made.grids[0].rows()] == [8] * 10
