"""Cells of OpenDocument tables: merged, repeated, and covered ones that the writer leaves out."""

from __future__ import annotations

from tests.support.grids import shape
from tests.support.odt_parts import cell, document, p, table

COVERED = "<table:covered-table-cell/>"


def test_merged_and_repeated_cells() -> None:
    rows = (
        cell("结果", 'table:number-rows-spanned="2" table:number-columns-spanned="2"') + COVERED + cell("件"),
        '<table:covered-table-cell table:number-columns-repeated="2"/>' + cell("2676474"),
        cell("0", 'table:number-columns-repeated="3"'),
    )
    head = f"<table:table-header-rows><table:table-row>{rows[0]}</table:table-row></table:table-header-rows>"
    rest = f'<table:table-row>{rows[1]}</table:table-row><table:table-row table:number-rows-repeated="2">{rows[2]}</table:table-row>'
    made = document(f"{p('年度报告')}<table:table>{head}{rest}</table:table>")
    assert shape(made.grids[0]) == [
        ("结果", 0, 0, 2, 2), ("件", 0, 2, 1, 1), ("2676474", 1, 2, 1, 1),
        ("0", 2, 0, 1, 1), ("0", 2, 1, 1, 1), ("0", 2, 2, 1, 1), ("0", 3, 0, 1, 1), ("0", 3, 1, 1, 1), ("0", 3, 2, 1, 1),
    ]  # fmt: skip


def test_covered_cells_that_the_writer_leaves_out() -> None:
    """As programs write that turn web pages into texts; the last row is as long as the table is wide."""
    rows = (
        cell("结果", 'table:number-rows-spanned="2"')
        + cell("公开", 'table:number-columns-spanned="2"')
        + cell("3"),
        cell("甲", 'table:number-rows-spanned="2"') + cell("乙") + cell("4"),
        cell("丙") + cell("丁") + cell("5"),
        cell("0", 'table:number-columns-repeated="4"'),
    )
    made = document(table(*rows))
    assert shape(made.grids[0]) == [
        ("结果", 0, 0, 2, 1), ("公开", 0, 1, 1, 2), ("3", 0, 3, 1, 1), ("甲", 1, 1, 2, 1), ("乙", 1, 2, 1, 1),
        ("4", 1, 3, 1, 1), ("丙", 2, 0, 1, 1), ("丁", 2, 2, 1, 1), ("5", 2, 3, 1, 1),
        ("0", 3, 0, 1, 1), ("0", 3, 1, 1, 1), ("0", 3, 2, 1, 1), ("0", 3, 3, 1, 1),
    ]  # fmt: skip


def test_spans_whose_covered_cells_are_written_as_blank_ones() -> None:
    rows = (
        cell("结果", 'table:number-columns-spanned="2"') + cell("") + cell("3"),
        cell("甲") + cell("乙") + cell("4"),
    )
    made = document(table(*rows))
    assert shape(made.grids[0]) == [
        ("结果", 0, 0, 1, 2), ("3", 0, 2, 1, 1), ("甲", 1, 0, 1, 1), ("乙", 1, 1, 1, 1), ("4", 1, 2, 1, 1),
    ]  # fmt: skip
