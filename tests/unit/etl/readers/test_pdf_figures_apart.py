"""Figures of a drawn page stay apart or whole: in one cell, wrapped, and on both sides of a page break."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from etl.readers.pdf.reader import read
from tests.support.drawn_pdf import CELLS, drawn, lines, write
from tests.support.grids import all_texts


def test_two_figures_in_one_cell_are_not_one_number() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas, ys=(460, 500))
        write(canvas, CELLS)
        lines(canvas, xs=(50, 150, 350), ys=(360, 400))
        write(canvas, [(55, 375, "规章"), (155, 375, "12"), (255, 375, "345")])

    first, second = all_texts(read(drawn(paint), "a.pdf"))
    assert first == [["规章行政规范性文件", "12\n0", "3\n45"]]
    assert second == [["规章", "12\n345"]]


def test_a_number_wrapped_in_a_full_cell_is_one_number() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas, xs=(50, 150, 180, 350), ys=(460, 500))
        write(canvas, [(55, 478, "规章"), (155, 484, "3985"), (155, 470, "758"), (190, 478, "1")])

    assert all_texts(read(drawn(paint), "a.pdf")) == [[["规章", "3985758", "1"]]]


@pytest.mark.parametrize("figures", [("增4", "8件"), ("零", "2（注1）"), ("−", "无")])
def test_rows_on_both_sides_of_a_page_break_stay_two(figures: tuple[str, str]) -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas, ys=(60, 80, 100))
        write(
            canvas, [(55, 85, "信息内容"), (55, 65, "行政处罚"), (155, 65, figures[0]), (255, 65, figures[1])]
        )
        canvas.showPage()
        canvas.setFont("STSong-Light", 10)
        lines(canvas, ys=(540, 560))
        write(canvas, [(55, 545, "行政强制"), (155, 545, figures[1]), (255, 545, figures[0])])

    (rows,) = all_texts(read(drawn(paint), "a.pdf"))
    assert rows[1:] == [["行政处罚", *figures], ["行政强制", *reversed(figures)]]


def test_a_row_cut_by_the_page_break_keeps_two_figures_apart() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas, ys=(60, 80, 100))
        write(canvas, [(55, 85, "1.规章"), (155, 85, "12"), (255, 85, "3")])
        write(canvas, [(55, 65, "2.行政规范"), (155, 65, "0"), (255, 65, "4"), (195, 20, "— 1 —")])
        canvas.showPage()
        canvas.setFont("STSong-Light", 10)
        lines(canvas, ys=(520, 540, 560))
        write(
            canvas,
            [(55, 545, "性文件"), (255, 545, "5"), (55, 525, "3.其他"), (155, 525, "7"), (255, 525, "8")],
        )
        write(canvas, [(195, 20, "— 2 —")])

    document = read(drawn(paint), "a.pdf")
    assert all_texts(document) == [
        [["1.规章", "12", "3"], ["2.行政规范性文件", "0", "4\n5"], ["3.其他", "7", "8"]]
    ]
    assert document.paragraphs == ()
