"""Marks in PDF files: raised, lowered, white and struck digits."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from etl.readers.pdf.reader import read
from tests.support.drawn_pdf import CELLS, WORDS, drawn, lines, write
from tests.support.grids import all_texts


def test_a_small_raised_digit_is_a_mark() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)
        canvas.setFont("STSong-Light", 7)
        canvas.drawString(166, 489, "1")

    ((first, _),) = all_texts(read(drawn(paint), "a.pdf"))
    assert first == ["规章", "12¹", "3"]


@pytest.mark.parametrize(("size", "above"), [(7, 4), (10, 3), (10, 5), (12, 4)])
def test_a_raised_digit_of_any_size_is_a_mark(size: float, above: float) -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)
        canvas.setFont("STSong-Light", size)
        canvas.drawString(166, 485 + above, "1")

    ((first, _),) = all_texts(read(drawn(paint), "a.pdf"))
    assert first == ["规章", "12¹", "3"]


def test_a_small_lowered_digit_before_a_larger_one_is_no_figure() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, [*CELLS[:1], *CELLS[2:], (159, 485, "2")])
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(155, 482, "1")

    ((first, _),) = all_texts(read(drawn(paint), "a.pdf"))
    assert first == ["规章", "1\n2", "3"]


@pytest.mark.parametrize(("size", "below"), [(7, 2), (10, 3)])
def test_a_lowered_digit_is_no_part_of_the_figure(size: float, below: float) -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)
        canvas.setFont("STSong-Light", size)
        canvas.drawString(166, 485 - below, "1")

    ((first, _),) = all_texts(read(drawn(paint), "a.pdf"))
    assert first == ["规章", "12\n1", "3"]


def test_white_digits_beside_others_and_struck_digits_are_left_out_and_noted() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)
        canvas.setFillGray(1)
        write(canvas, [(165, 485, "7")])
        canvas.setFillGray(0)
        write(canvas, [(250 - 35, 465, "8"), (264.3, 465, "9")])
        canvas.line(214, 468.8, 221, 468.8)

    document = read(drawn(paint), "a.pdf")
    assert all_texts(document) == [[["规章", "12", "3"], ["行政规范性文件", "0", "459"]]]
    assert {note.kind: note.detail for note in document.notes} == {"unseen": "1", "struck_out": "1"}


def test_white_figures_on_their_own_stay() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(50, 460, 300, 40, stroke=0, fill=1)
        lines(canvas)
        canvas.setFillGray(1)
        write(canvas, CELLS)

    assert all_texts(read(drawn(paint), "a.pdf")) == WORDS
