"""Text whose rows are opened by a bar on a line of its own, as programs copy cells that hold paragraphs."""

from __future__ import annotations

from etl.model.document import Grid, Paragraph
from etl.readers.text.plain_text import read

_ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "1", "2"],
    ["第二十条第（五）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政许可", "31"],
]


def _copied(rows: list[list[str]], width: int = 4) -> str:
    return "\n".join(
        "| " + "| ".join(f"\n {cell}  " for cell in row) + "| " + "|" * (width - len(row)) for row in rows
    )


def _grids(text: str) -> list[list[list[str]]]:
    return [
        [
            [piece.text for piece in grid.pieces if piece.row == row]
            for row in sorted({p.row for p in grid.pieces})
        ]
        for grid in read(text.encode(), "x.txt").blocks
        if isinstance(grid, Grid)
    ]


def test_each_bar_on_its_own_line_opens_a_row_that_bars_fill_up() -> None:
    assert _grids(f"二、主动公开\n{_copied(_ROWS)}\n三、申请") == [
        [row + [""] * (4 - len(row)) for row in _ROWS],
    ]


def test_a_blank_cell_stays_between_its_neighbours() -> None:
    rows = [*_ROWS[:1], ["规章", "", "1", "2"], ["文件", "3", "", "5"]]
    assert _grids(_copied(rows)) == [rows]


def test_a_cell_of_several_lines_is_one() -> None:
    (grid,) = _grids(_copied([*_ROWS[:2], ["行政规范\n性文件", "4", "5", "6"]]))
    assert grid[2] == ["行政规范性文件", "4", "5", "6"]


def test_what_follows_the_last_cell_is_not_of_the_table() -> None:
    blocks = read(f"{_copied(_ROWS)}\n三、收到和处理申请情况\n没有收到申请。".encode(), "x.txt").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "三、收到和处理申请情况",
        "没有收到申请。",
    ]


def test_a_bar_before_a_figure_is_a_blank_cell_and_opens_no_row() -> None:
    text = "|\n甲 |\n0 |\n|\n乙 |\n1 |\n|\n丙 |\n2 |\n|\n丁 |\n3 |\n|\n4 |\n|\n戊 |\n5 |"
    assert _grids(text) == [[["甲", "0"], ["乙", "1"], ["丙", "2"], ["丁", "3", "", "4"], ["戊", "5"]]]


def test_figures_below_headings_are_a_row_of_their_own() -> None:
    rows = [["行政复议"], ["结果维持", "结果纠正", "总计"], ["甲", "乙", "丙"], ["1", "0", "1"]]
    (grid,) = _grids(_copied(rows, width=3))
    assert grid[-2:] == [["甲", "乙", "丙"], ["1", "0", "1"]]
