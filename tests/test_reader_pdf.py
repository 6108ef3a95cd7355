"""The PDF reader on real reports, and on pages drawn to be hard: by a browser, by LibreOffice, stroke by stroke."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.document import Document, Unreadable
from etl.readers.pdf import page_image, read
from tests.pdf_pages import FIVE, GROUPS, OUTCOMES, PROACTIVE, REVIEW, figure, page

REPORTS = Path(__file__).parents[1].parent / "shared" / "reports"
KEYS = [
    "received_new",
    "carried_in",
    "granted",
    "partly_granted",
    "refused_state_secret",
    "refused_prohibited_by_law",
    "refused_security_stability",
    "refused_third_party_rights",
    "refused_internal_affairs",
    "refused_deliberative_process",
    "refused_enforcement_files",
    "refused_administrative_query",
    "unavailable_not_held",
    "unavailable_needs_creation",
    "unavailable_unclear_request",
    "rejected_petition_complaint",
    "rejected_repeat_request",
    "rejected_public_publication",
    "rejected_excessive_requests",
    "rejected_reconfirmation",
]
LATER_KEYS = {
    25: [
        "other_not_corrected_in_time",
        "other_fee_unpaid",
        "other_remaining",
        "concluded_total",
        "carried_out",
    ],
    23: ["other", "concluded_total", "carried_out"],
}
COLUMNS = [
    "natural_person",
    "company",
    "research_institution",
    "public_interest_organisation",
    "legal_service_organisation",
    "other_organisation",
    "total",
]


def texts(document: Document) -> list[list[list[str]]]:
    return [[[piece.text for piece in row] for row in grid.rows()] for grid in document.grids]


def number(value: float) -> str:
    return f"{value:g}" if value < 1e5 and value % 1 == 0 else str(value)


@pytest.mark.parametrize(("name", "count"), [("huaian_2024", 25), ("hongze_2023", 23)])
def test_real_report_reads_every_figure_as_printed(name: str, count: int) -> None:
    file = REPORTS / f"{name}.pdf"
    if not file.exists():
        pytest.skip("the published reports with known cells are not beside the project")
    truth = json.loads((REPORTS / f"{name}.pdf.truth.json").read_text("utf-8"))["cells"]
    document = read(file.read_bytes(), file.name)
    proactive, applications, review = texts(document)
    assert [
        row[-1] for row in proactive if row[0] in ("行政许可", "行政处罚", "行政强制", "行政事业性收费")
    ] == [
        number(truth[f"proactive_disclosure/{key}"])
        for key in (
            "licences/decisions",
            "penalties/decisions",
            "coercive_measures/decisions",
            "fees/amount_10k_yuan",
        )
    ]
    for label, key in (("规章", "rules"), ("行政规范性文件", "normative_documents")):
        figures = [
            number(truth[f"proactive_disclosure/{key}/{c}"]) for c in ("issued", "repealed", "in_force")
        ]
        assert [label, *figures] in proactive
    rows = applications[3:]
    assert len(rows) == count
    for row, key in zip(rows, KEYS + LATER_KEYS[count], strict=True):
        assert re.match(r"(一|二|四|（.）|\d)", row[-8]), row
        if f"applications/{key}/total" in truth:
            assert row[-7:] == [number(truth[f"applications/{key}/{column}"]) for column in COLUMNS], key
    assert review[-1] == [
        number(truth[f"review_litigation/{path}/{result}"])
        for path in ("review", "litigation_direct", "litigation_after_review")
        for result in ("upheld", "corrected", "other", "pending", "total")
    ]
    pieces = [piece for grid in document.grids for piece in grid.pieces]
    assert {piece.text: piece.row_span for piece in pieces}["（四）无法提供"] == 3
    assert not any(re.search(r"-\d-|- \d -", block.text) for block in [*pieces, *document.paragraphs])
    assert all(re.fullmatch(r"p\d@\d+,\d+,\d+,\d+", piece.place) for piece in pieces)
    assert document.paragraphs[1].text.startswith(name[-4:]) and not document.notes


VARIANTS = {
    "plain": {}, "breaks in a group": {"spacer": 200}, "breaks in table two": {"spacer": 350},
    "header rows repeated": {"repeat": True, "spacer": 120}, "landscape": {"css": "@page{size:A4 landscape}"},
    "double lines": {"css": "table{border-collapse:separate;border-spacing:2px}"},
    "dashed": {"css": "td{border:1px dashed #555}"}, "dotted": {"css": "td{border:1px dotted #555}"},
    "backgrounds": {"css": "tr:nth-child(odd) td{background:#dde8f5}.g{background:#99b}"},
    "slanted watermark": {"mark": "transform:rotate(-35deg)"}, "level watermark": {"mark": ""},
    "no outer borders": {"css": "table{border-style:hidden}"}, "at the top left": {"css": "td{text-align:left;vertical-align:top}"},
    "horizontal lines only": {"css": "td{border-width:1px 0}"}, "no lines": {"css": "td{border:0;padding:6px}"},
}  # fmt: skip
NARROW = "table{font-size:11px}.t3 td.n{width:16px;padding:2px}td{word-break:break-all}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here to print pages with")
    folder = tmp_path_factory.mktemp("printed")

    def printed(html: str) -> bytes:
        (folder / "page.html").write_text(html, "utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}"]
        subprocess.run(
            [*command, (folder / "page.html").as_uri()], check=True, capture_output=True, timeout=120
        )
        return (folder / "page.pdf").read_bytes()

    return printed


def check_form(document: Document, labels: bool = True) -> None:
    rows = [row for grid in texts(document) for row in grid]
    for order, label in enumerate(OUTCOMES, 1):
        expected = [figure(order, column) for column in range(7)]
        assert any(row[-7:] == expected and (not labels or label in row) for row in rows), label
    for row in PROACTIVE:
        assert row in rows
    assert REVIEW in rows


@pytest.mark.parametrize("variant", VARIANTS)
def test_printed_by_a_browser(variant: str, browser: Callable[[str], bytes]) -> None:
    document = read(browser(page(**VARIANTS[variant])), "page.pdf")  # type: ignore[arg-type]
    check_form(document, labels=variant != "no lines")
    if variant in ("no lines", "horizontal lines only"):
        assert any("没有框线" in note for note in document.notes)
    elif variant != "no outer borders":
        assert len(document.grids) == 3
        spans = {piece.text: piece.row_span for grid in document.grids for piece in grid.pieces}
        assert [spans[group] for group, _ in GROUPS] == [
            len(members) for _, members in GROUPS
        ] or "double" in variant


@pytest.mark.parametrize("spacer", [0, 240, 480, 640])
def test_a_figure_cut_by_the_page_break_is_never_half_read(
    spacer: int, browser: Callable[[str], bytes]
) -> None:
    rows = [row for grid in texts(read(browser(page(css=NARROW, spacer=spacer)), "n.pdf")) for row in grid]
    for order, label in enumerate(OUTCOMES, 1):
        found = next(row for row in rows if label in row)[-7:]
        expected = [figure(order, column) for column in range(7)]
        assert [text.replace("\n", "") for text in found] == expected


def test_printed_by_libreoffice(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice here to print pages with")
    (tmp_path / "page.html").write_text(
        page(spacer=120).replace("<table", "<table border=1 cellspacing=0"), "utf-8"
    )
    command = [
        program,
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to",
    ]
    command += ["pdf:writer_web_pdf_Export", "--outdir", str(tmp_path), str(tmp_path / "page.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    document = read((tmp_path / "page.pdf").read_bytes(), "page.pdf")
    check_form(document)
    assert len(document.grids) == 3


def drawn(paint: Callable[[Canvas], None], **options: object) -> bytes:
    target = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(target, pagesize=(400, 600), **options)
    canvas.setFont("STSong-Light", 10)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def write(canvas: Canvas, words: list[tuple[float, float, str]]) -> None:
    for x, y, text in words:
        canvas.drawString(x, y, text)


CELLS = [
    (55, 485, "规章"),
    (155, 485, "12"),
    (255, 485, "3"),
    (55, 465, "行政规范性文件"),
    (155, 465, "0"),
    (255, 465, "45"),
]
WORDS = [[["规章", "12", "3"], ["行政规范性文件", "0", "45"]]]


def lines(
    canvas: Canvas, xs: tuple[float, ...] = (50, 150, 250, 350), ys: tuple[float, ...] = (460, 480, 500)
) -> None:
    for x in xs:
        canvas.line(x, min(ys), x, max(ys))
    for y in ys:
        canvas.line(min(xs), y, max(xs), y)


def test_strokes_of_every_make() -> None:
    def as_rectangles(canvas: Canvas) -> None:
        for x in (50, 150, 250, 350):
            canvas.rect(x, 460, 0.6, 40, stroke=0, fill=1)
        for y in (460, 480, 500):
            canvas.rect(50, y, 300, 0.6, stroke=0, fill=1)
        write(canvas, CELLS)

    def as_dashes(canvas: Canvas) -> None:
        for start in range(50, 350, 5):
            for y in (460, 480, 500):
                canvas.line(start, y, start + 3, y)
        for start in range(460, 500, 5):
            for x in (50, 150, 250, 350):
                canvas.line(x, start, x, start + 3)
        write(canvas, CELLS)

    def as_cells(canvas: Canvas) -> None:
        for x in (50, 150, 250):
            for y in (460, 480):
                canvas.rect(x + 0.8, y + 0.8, 98.4, 18.4)
        write(canvas, CELLS)

    def as_one_path(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for x in (50, 150, 250):
            for y in (460, 480):
                path.rect(x, y, 100, 20)
        canvas.drawPath(path)
        write(canvas, CELLS)

    def without_sides(canvas: Canvas) -> None:
        for y in (460, 480, 500):
            canvas.line(50, y, 350, y)
        canvas.line(150, 460, 150, 500)
        canvas.line(250, 460, 250, 500)
        write(canvas, CELLS)

    def underlined_on_colour(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(51, 461, 98, 38, stroke=0, fill=1)
        canvas.rect(155, 463, 40, 13, stroke=0, fill=1)
        canvas.setFillGray(0)
        lines(canvas)
        canvas.line(55, 482, 80, 482)
        write(canvas, CELLS)

    for paint in (as_rectangles, as_dashes, as_cells, as_one_path, without_sides, underlined_on_colour):
        assert texts(read(drawn(paint), "a.pdf")) == WORDS, paint.__name__


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
    assert texts(document) == WORDS
    piece = next(piece for piece in document.grids[0].pieces if piece.text == "45")
    expected = {1: (460, 250, 480, 350), 2: (50, 460, 150, 480), 3: (120, 50, 140, 150)}[turns]
    assert piece.place == "p1@{},{},{},{}".format(*expected)


def test_text_turned_by_the_typesetter() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.translate(550, 20)
        canvas.rotate(90)
        lines(canvas)
        write(canvas, CELLS)

    assert texts(read(drawn(paint), "a.pdf")) == WORDS


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

    assert texts(read(drawn(paint), "a.pdf")) == [[["规章", "12", "3"], ["规章", "0", "45"]]]


def test_two_figures_in_one_cell_are_not_one_number() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas, ys=(460, 500))
        write(canvas, CELLS)
        lines(canvas, xs=(50, 150, 350), ys=(360, 400))
        write(canvas, [(55, 375, "规章"), (155, 375, "12"), (255, 375, "345")])

    first, second = texts(read(drawn(paint), "a.pdf"))
    assert first == [["规章行政规范性文件", "12\n0", "3\n45"]]
    assert second == [["规章", "12\n345"]]


def test_a_number_wrapped_in_a_full_cell_is_one_number() -> None:
    def paint(canvas: Canvas) -> None:
        lines(canvas, xs=(50, 150, 180, 350), ys=(460, 500))
        write(canvas, [(55, 478, "规章"), (155, 484, "3985"), (155, 470, "758"), (190, 478, "1")])

    assert texts(read(drawn(paint), "a.pdf")) == [[["规章", "3985758", "1"]]]


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
        sorted(texts(document)) == sorted([WORDS[0], [["规章", "7", "规章", "167"], ["", "", "", ""]]])
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
        cases.append((drawn(scan), "disclosure-dashboard[ocr]"))
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
    image = np.asarray(Image.open(io.BytesIO(page_image(data, piece.place, scale=2.0))).convert("RGB"))
    assert image.shape == (1200, 800, 3)
    red = np.argwhere((image[:, :, 0] > 180) & (image[:, :, 1] < 60))
    assert red.min(axis=0).tolist() == [237, 497] and red.max(axis=0).tolist() == [283, 703]
    for place in ("t1r2c3", "p9@0,0,1,1"):
        with pytest.raises(ValueError, match="page|place"):
            page_image(data, place)


def test_five_columns_head_the_review_table() -> None:
    assert REVIEW[4] == "16" and len(FIVE) == 5
