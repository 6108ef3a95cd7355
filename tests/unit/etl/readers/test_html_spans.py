"""Cells of HTML tables that span rows and columns."""

from __future__ import annotations

import pytest

from tests.support.grids import only_grid, shape
from tests.support.read_pages import page


def test_row_and_column_spans_place_every_cell() -> None:
    grid = only_grid(
        page(
            "<table><tr><td rowspan=2 colspan=2>甲<td>乙<td>丙<tr><td>1<td>2<tr><td>丁<td>戊<td>3<td>4</table>"
        )
    )
    assert shape(grid) == [
        ("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 1), ("丙", 0, 3, 1, 1), ("1", 1, 2, 1, 1), ("2", 1, 3, 1, 1),
        ("丁", 2, 0, 1, 1), ("戊", 2, 1, 1, 1), ("3", 2, 2, 1, 1), ("4", 2, 3, 1, 1),
    ]  # fmt: skip
    assert [piece.locator for piece in grid.pieces][:3] == ["t1r1c1", "t1r1c3", "t1r1c4"]


@pytest.mark.parametrize(
    ("attribute", "rows", "columns"),
    [
        ("rowspan=0", 3, 1),
        ("rowspan=99", 3, 1),
        ("rowspan=-2", 1, 1),
        ("rowspan='2px'", 2, 1),
        ("rowspan=' 2'", 2, 1),
        ("rowspan=x", 1, 1),
        ("colspan=0", 1, 1),
        ("colspan=2", 1, 2),
        ("rowspan=1000000 colspan=1", 3, 1),
    ],
)
def test_spans_follow_the_html_standard(attribute: str, rows: int, columns: int) -> None:
    grid = only_grid(page(f"<table><tr><td {attribute}>甲<td>乙<tr><td>丙<td>丁<tr><td>1<td>2</table>"))
    assert shape(grid)[0] == ("甲", 0, 0, rows, columns)


def test_a_span_of_something_inside_a_cell_is_none_of_the_row() -> None:
    grid = only_grid(
        page("<table><tr><td><p colspan=2>甲</p><td colspan=3>乙<tr><td>1<td>2<td>3<td>4</table>")
    )
    assert shape(grid)[:2] == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 3)]


def test_a_span_of_a_million_means_the_whole_width() -> None:
    grid = only_grid(page("<table><tr><td colspan=1000000>项<tr><td>甲<td>1<td>2</table>"))
    assert shape(grid)[0] == ("项", 0, 0, 1, 3)


def test_many_huge_spans_cost_nothing() -> None:
    grid = only_grid(
        page("<table><tr><td>甲<td>乙" + "<tr><td colspan=1000 rowspan=65534>1<td>2" * 300 + "</table>")
    )
    assert len(grid.pieces) == 602


def test_a_span_ends_with_its_row_group() -> None:
    grid = only_grid(
        page("<table><thead><tr><td rowspan=5>头<td>列</thead><tbody><tr><td>甲<td>1</tbody></table>")
    )
    assert shape(grid) == [("头", 0, 0, 1, 1), ("列", 0, 1, 1, 1), ("甲", 1, 0, 1, 1), ("1", 1, 1, 1, 1)]


def test_overlapping_spans_keep_both_cells() -> None:
    grid = only_grid(page("<table><tr><td>a<td rowspan=2>b<tr><td colspan=2>c</table>"))
    assert shape(grid) == [("a", 0, 0, 1, 1), ("b", 0, 1, 2, 1), ("c", 1, 0, 1, 2)]
