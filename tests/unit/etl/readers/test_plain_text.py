"""Text, Markdown and separated values as grids."""

from __future__ import annotations

import pytest

from etl.model.document import Grid, Paragraph
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
        ("| 1\\.甲 | \\-3 |\n|---|---|\n| 乙 | 4 |", [["1.甲", "-3"], ["乙", "4"]]),
    ],
)
def test_rows_between_bars(text: str, expected: list[list[str]]) -> None:
    assert rows(text, "a.md") == expected


def test_a_heading_after_the_last_cell_is_not_part_of_it() -> None:
    assert rows("\t甲\n\t1\n\t2\n四、标题\n", "a.txt") == [["甲", "1", "2"]]


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


def test_thousands_in_quotes_are_one_cell() -> None:
    assert rows('甲,"1,234"\n乙,5\n', "a.csv") == [["甲", "1,234"], ["乙", "5"]]
