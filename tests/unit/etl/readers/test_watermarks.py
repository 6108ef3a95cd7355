"""Pale words repeated over a page are a watermark; pale labels and figures in their own cells are text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from etl.readers.pdf.reader import read
from tests.support.drawn_pdf import CELLS, WORDS, drawn, lines, write
from tests.support.grids import all_texts


def page(
    canvas: Canvas, over: Callable[[Canvas], None], under: Callable[[Canvas], None] | None = None
) -> None:
    canvas.setFont("STSong-Light", 10)
    if under:
        under(canvas)
    canvas.setFillGray(0)
    lines(canvas)
    write(canvas, CELLS)
    over(canvas)


def level(canvas: Canvas, words: str = "内部审核稿", gray: float = 0.8) -> None:
    canvas.setFillGray(gray)
    canvas.setFont("STSong-Light", 8)
    for x in (135, 235, 160):
        for y in (462, 470, 483, 520, 540):
            canvas.drawString(x, y, words)


def with_year(canvas: Canvas) -> None:
    level(canvas, "2024年样稿")


def on_its_side(canvas: Canvas) -> None:
    canvas.setFillGray(0.7)
    for x in (160, 170, 262, 300):
        canvas.saveState()
        canvas.translate(x, 462)
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 7)
        canvas.drawString(0, 0, "内部审核稿")
        canvas.restoreState()


def slanted(canvas: Canvas) -> None:
    canvas.setFillGray(0.7)
    for x in (100, 200, 300):
        canvas.saveState()
        canvas.translate(x, 462)
        canvas.rotate(30)
        canvas.drawString(0, 0, "内部审核稿2024")
        canvas.restoreState()


def translucent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.2)
    level(canvas, gray=0)
    canvas.setFillAlpha(1)


def red(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0.7, 0.7)
    for y in (463, 471, 484):
        canvas.drawString(140, y, "内部资料")


@pytest.mark.parametrize("mark", [level, with_year, on_its_side, slanted, translucent, red])
@pytest.mark.parametrize("below", [False, True])
def test_a_watermark_is_left_out(mark: Callable[[Canvas], None], below: bool) -> None:
    def paint(canvas: Canvas) -> None:
        page(canvas, (lambda _: None) if below else mark, mark if below else None)

    document = read(drawn(paint), "a.pdf")
    assert all_texts(document) == WORDS
    assert document.paragraphs == ()
    assert "watermark" in {note.kind for note in document.notes}


def test_a_watermark_that_stands_once_on_every_page() -> None:
    def once(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.drawString(130, 484, "内部审核稿")

    def paint(canvas: Canvas) -> None:
        page(canvas, once)
        canvas.showPage()
        page(canvas, once)

    document = read(drawn(paint), "a.pdf")
    assert all_texts(document) == [WORDS[0] * 2]


def test_pale_labels_and_figures_stay() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFillGray(0.6)
        lines(canvas, ys=(440, 460, 480, 500))
        write(canvas, [(55, y, "总计") for y in (485, 465, 445)])
        write(canvas, [(x, y, "7") for x in (155, 255) for y in (485, 465, 445)])

    assert all_texts(read(drawn(paint), "a.pdf")) == [[["总计", "7", "7"]] * 3]
