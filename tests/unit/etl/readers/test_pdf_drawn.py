"""The PDF reader on pages drawn stroke by stroke, each hard in one way, and on files that cannot be read."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Callable

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from etl.model.document import Unreadable
from etl.model.locator import PageBox, parse
from etl.readers.pdf.reader import page_image, read
from tests.support import raw_pdf
from tests.support.drawn_pdf import CELLS, WORDS, drawn, lines, write
from tests.support.grids import all_texts


def as_rectangles(canvas: Canvas) -> None:
    for x in (50, 150, 250, 350):
        canvas.rect(x, 460, 0.6, 40, stroke=0, fill=1)
    for y in (460, 480, 500):
        canvas.rect(50, y, 300, 0.6, stroke=0, fill=1)


def as_dashes(canvas: Canvas) -> None:
    for start in range(50, 350, 5):
        for y in (460, 480, 500):
            canvas.line(start, y, start + 3, y)
    for start in range(460, 500, 5):
        for x in (50, 150, 250, 350):
            canvas.line(x, start, x, start + 3)


def as_cells(canvas: Canvas) -> None:
    for x in (50, 150, 250):
        for y in (460, 480):
            canvas.rect(x + 0.8, y + 0.8, 98.4, 18.4)


def as_one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for x in (50, 150, 250):
        for y in (460, 480):
            path.rect(x, y, 100, 20)
    canvas.drawPath(path)


def without_sides(canvas: Canvas) -> None:
    for y in (460, 480, 500):
        canvas.line(50, y, 350, y)
    canvas.line(150, 460, 150, 500)
    canvas.line(250, 460, 250, 500)


def underlined_on_colour(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    canvas.rect(51, 461, 98, 38, stroke=0, fill=1)
    canvas.rect(155, 463, 40, 13, stroke=0, fill=1)
    canvas.setFillGray(0)
    lines(canvas)
    canvas.line(55, 482, 80, 482)


@pytest.mark.parametrize(
    "rule", [as_rectangles, as_dashes, as_cells, as_one_path, without_sides, underlined_on_colour]
)
def test_strokes_however_drawn_rule_the_table(rule: Callable[[Canvas], None]) -> None:
    def paint(canvas: Canvas) -> None:
        rule(canvas)
        write(canvas, CELLS)

    assert all_texts(read(drawn(paint), "a.pdf")) == WORDS


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turned_page_reads_the_same_and_is_found_where_a_viewer_shows_it(turns: int) -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)

    source = pdfium.PdfDocument(drawn(paint))
    source[0].set_rotation(90 * turns)
    target = io.BytesIO()
    source.save(target)
    document = read(target.getvalue(), "a.pdf")
    assert all_texts(document) == WORDS
    piece = next(piece for piece in document.grids[0].pieces if piece.text == "45")
    expected = {1: (460, 250, 480, 350), 2: (50, 460, 150, 480), 3: (120, 50, 140, 150)}[turns]
    assert piece.locator == "p1@{},{},{},{}".format(*expected)


def test_text_turned_by_the_typesetter() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.translate(550, 20)
        canvas.rotate(90)
        lines(canvas)
        write(canvas, CELLS)

    assert all_texts(read(drawn(paint), "a.pdf")) == WORDS


def test_labels_set_on_their_side() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS[1:3] + CELLS[4:])
        for angle, x, y in ((90, 70, 482), (-90, 60, 478)):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.setFont("STSong-Light", 7)
            canvas.drawString(0, 0, "规章")
            canvas.restoreState()

    assert all_texts(read(drawn(paint), "a.pdf")) == [[["规章", "12", "3"], ["规章", "0", "45"]]]


def test_scanned_page_is_recognised() -> None:
    pytest.importorskip("rapidocr", reason="the extra [ocr] is not installed")

    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)

    page = pdfium.PdfDocument(drawn(paint))[0].render(scale=3).to_pil()
    document = read(drawn(lambda canvas: canvas.drawInlineImage(page, 0, 0, 400, 600)), "a.pdf")
    assert all_texts(document) == WORDS
    assert "recognised" in {note.kind for note in document.notes}


def test_page_numbers_and_side_by_side_tables() -> None:
    def paint(canvas: Canvas) -> None:
        for shift in (0, 160):
            lines(canvas, xs=(30 + shift, 80 + shift, 170 + shift), ys=(20, 60, 100))
            write(canvas, [(35 + shift, 75, "规章"), (90 + shift, 75, str(7 + shift))])
        lines(canvas)
        write(canvas, CELLS)
        write(canvas, [(195, 28, "- 4 -"), (200, 590, "第 4 页 共 6 页")])

    document = read(drawn(paint), "a.pdf")
    assert (
        sorted(all_texts(document)) == sorted([WORDS[0], [["规章", "7", "规章", "167"], ["", "", "", ""]]])
        or len(document.grids) == 3
    )
    assert not any(
        "4" in piece.text and "-" in piece.text for grid in document.grids for piece in grid.pieces
    )
    assert document.paragraphs == ()


def test_files_that_cannot_be_read_say_why() -> None:
    def scan(canvas: Canvas) -> None:
        picture = Image.fromarray(np.full((60, 40), 255, np.uint8))
        canvas.drawInlineImage(picture, 0, 0, 400, 600)

    locked = drawn(lambda canvas: write(canvas, CELLS), encrypt=StandardEncryption("secret"))
    cases = [
        (b"", "空"),
        (b"%PDF-1.4 broken", "损坏"),
        (locked, "密码"),
        (drawn(lambda canvas: None), "没有文字"),
    ]
    if importlib.util.find_spec("rapidocr") is None:
        cases.append((drawn(scan), "管理员可开启文字识别"))
    for data, reason in cases:
        with pytest.raises(Unreadable, match=re.escape(reason)):
            read(data, "a.pdf")


def test_too_many_pages() -> None:
    def paint(canvas: Canvas) -> None:
        for _ in range(300):
            canvas.showPage()

    with pytest.raises(Unreadable, match="301"):
        read(drawn(paint), "a.pdf")


def test_page_image_marks_the_cell() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas)
        write(canvas, CELLS)

    data = drawn(paint)
    piece = next(piece for piece in read(data, "a.pdf").grids[0].pieces if piece.text == "45")
    box = parse(piece.locator)
    assert isinstance(box, PageBox)
    image = np.asarray(Image.open(io.BytesIO(page_image(data, box, scale=2.0))).convert("RGB"))
    assert image.shape == (1200, 800, 3)
    red = np.argwhere((image[:, :, 0] > 180) & (image[:, :, 1] < 60))
    assert red.min(axis=0).tolist() == [237, 497] and red.max(axis=0).tolist() == [283, 703]
    with pytest.raises(ValueError, match="no page 9"):
        page_image(data, PageBox(9, 0, 0, 1, 1))


def test_rules_between_rows_alone_leave_the_columns_to_the_text() -> None:
    def paint(canvas: Canvas) -> None:
        for y in (440, 460, 480, 500):
            canvas.line(50, y, 350, y)
        write(canvas, [*CELLS, (55, 445, "行政许可"), (155, 445, "7"), (255, 445, "8")])

    document = read(drawn(paint), "a.pdf")
    assert all_texts(document) == [[*WORDS[0], ["行政许可", "7", "8"]]]
    assert [note.kind for note in document.notes] == ["aligned"]


@pytest.mark.parametrize(
    ("place", "words", "text"),
    [
        ("40 0 0 12 250 484", "", "[图片]"),
        ("40 0 0 12 250 484", "12", "12"),
        ("180 0 0 60 160 450", "", ""),  # a seal over several cells
        ("40 0 0 12 250 550", "", ""),
    ],
)
def test_a_picture_alone_in_a_cell_is_told(place: str, words: str, text: str) -> None:
    image = f"q {place} cm BI /W 1 /H 1 /CS /G /BPC 8 ID z EI Q\n"
    shown = raw_pdf.text("12", 310, 485) if words else ""
    made = read(raw_pdf.pdf(raw_pdf.TABLE + image + shown), "a.pdf")
    assert [piece.text for piece in made.grids[0].pieces] == ["A", text, "B", ""]
    assert ("pictured_cells" in {note.kind for note in made.notes}) is (text == "[图片]")


def test_a_title_or_heading_at_the_right_margin_is_not_joined_with_the_text_below() -> None:
    title = "某某县某某镇人民政府信息公开工作年度报告"
    heading = "（四）因依申请公开引发的行政复议、行政诉讼、举报和投诉情况"

    def paint(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 14)
        canvas.drawString(50, 560, title)
        canvas.setFont("STSong-Light", 10)
        write(
            canvas,
            [(50, 545, "根据条例编制本报告，统计期限为一年。"), (50, 530, heading), (50, 515, "没有。")],
        )

    assert [paragraph.text for paragraph in read(drawn(paint), "a.pdf").paragraphs] == [
        title, "根据条例编制本报告，统计期限为一年。", heading, "没有。",
    ]  # fmt: skip
