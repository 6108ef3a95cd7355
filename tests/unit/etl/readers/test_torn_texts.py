"""Lines that a program tore or joined as it turned a page into text: numbers of rows, whole pages, marks of Markdown."""

from __future__ import annotations

import pytest

from etl.model.document import Document, Grid, Paragraph
from etl.readers.text.plain_text import read


def _paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(block.text, block.locator) for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("0\n2\n.重复申请\n3", ["0", "2.重复申请", "3"]),
        ("0\n2.\n重复申请\n3", ["0", "2.重复申请", "3"]),
        ("0\n\n12\n\n、重复申请\n3", ["0", "12、重复申请", "3"]),
        ("2．\n“三安全一稳定”", ["2．“三安全一稳定”"]),
        # figures stay what they are
        ("2\n重复申请", ["2", "重复申请"]),
        ("2.\n.重复申请", ["2.", ".重复申请"]),
        ("2\n.5", ["2", ".5"]),
        ("123\n.重复申请", ["123", ".重复申请"]),
        ("2\n\n\n.重复申请", ["2", ".重复申请"]),
    ],
)
def test_a_number_on_its_own_line_goes_before_its_label(text: str, paragraphs: list[str]) -> None:
    assert [words for words, _ in _paragraphs(read(text.encode(), "x.txt"))] == paragraphs


def test_the_label_is_found_on_its_line() -> None:
    assert _paragraphs(read("甲\n2\n.重复申请".encode(), "x.txt")) == [
        ("甲", "l1"),
        ("2.重复申请", "l3"),
    ]


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_a_page_on_one_line_is_a_line_for_each_cell(sign: str) -> None:
    cells = [f"甲{number}" for number in range(60)] + [str(number) for number in range(60)]
    document = read(f"某局年报\n{sign.join(cells)}\n结尾".encode(), "x.txt")
    assert _paragraphs(document) == [
        ("某局年报", "l1"), *((cell, f"l2c{at}") for at, cell in enumerate(cells, 1)), ("结尾", "l3"),
    ]  # fmt: skip


def test_a_wide_row_that_bars_fill_up_stays_a_row() -> None:
    (grid,) = read(f"规章 | 1 | 2 {'|' * 300}\n文件 | 3 | 4 {'|' * 300}".encode(), "x.txt").blocks
    assert isinstance(grid, Grid)
    assert [piece.text for piece in grid.pieces if piece.text] == ["规章", "1", "2", "文件", "3", "4"]


def test_marks_of_markdown_and_anchors_are_no_words() -> None:
    text = '<a id="top"></a>## 三、申请\n\n5\\.重复申请\n\n__总计__'
    assert [words for words, _ in _paragraphs(read(text.encode(), "x.md"))] == [
        "三、申请",
        "5.重复申请",
        "总计",
    ]
