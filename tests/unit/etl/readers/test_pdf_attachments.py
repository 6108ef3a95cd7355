"""Files attached to a PDF: read where the pages have no tables or the file is another report, else named."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from etl.model.document import Note, PartName
from etl.readers import read
from tests.support import raw_pdf

ROWS = "".join(f"<tr><td>{label}<td>{number}</tr>" for number, label in enumerate("甲乙丙丁戊己庚"))
PAGE = f"<meta charset=utf-8><table border=1>{ROWS}</table>".encode()


def with_attachments(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for line in range(5):
        canvas.drawString(72, 700 - 20 * line, "The report is attached to this letter.")
    canvas.save()
    document, target = pdfium.PdfDocument(stream.getvalue()), io.BytesIO()
    for name, data in files.items():
        document.new_attachment(name).set_data(data)
    document.save(target)
    document.close()
    return target.getvalue()


def test_an_attached_report_is_read_behind_the_pages() -> None:
    made = read(with_attachments({"年报.html": PAGE, "标志.png": b"x"}), "a.pdf")
    assert made.format == "pdf" and "attached" in made.paragraphs[0].text
    assert [piece.text for piece in made.grids[0].pieces[:2]] == ["甲", "0"]
    assert made.grids[0].pieces[0].locator == "t1r1c1"
    assert made.notes == (Note("embedded_read", "年报.html"),)


def test_several_attached_reports_begin_with_their_names() -> None:
    made = read(with_attachments({"民政局.html": PAGE, "财政局.html": PAGE}), "a.pdf")
    assert [block for block in made.blocks if isinstance(block, PartName)] == [
        PartName("民政局.html", "t1r1c1"), PartName("财政局.html", "t2r1c1"),
    ]  # fmt: skip


def test_attachments_that_cannot_be_read_are_named() -> None:
    made = read(with_attachments({"坏.docx": b"PK\x03\x04", "说明.html": b"<p>x</p>"}), "a.pdf")
    assert [note[:2] for note in made.notes] == [
        ("embedded_refused", "坏.docx"),
        ("embedded_unread", "说明.html"),
    ]
    assert made.notes[0].reason.startswith("文件已损坏")


@pytest.mark.parametrize("name", ["nianbao.html", "".join(f"\\000{sign}" for sign in "nianbao.html")])
def test_a_file_under_a_paper_clip_is_read(name: str) -> None:
    """Some programs encode a name twice, so that every other character of it is none."""
    clip = "<< /Type /Annot /Subtype /FileAttachment /Rect [50 50 70 70] /FS 11 0 R >>"
    file = f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 12 0 R >> >>"
    shown = "".join(raw_pdf.text("See the file under the clip.", y=500 - 20 * line) for line in range(5))
    data = raw_pdf.pdf(
        shown,
        page="/Annots [10 0 R 10 0 R]",
        objects=(clip, file, raw_pdf.stream(PAGE.decode("latin-1"), "/Type /EmbeddedFile")),
    )
    made = read(data, "a.pdf")
    assert [piece.text for piece in made.grids[0].pieces[:2]] == ["甲", "0"]
    assert made.notes == (Note("embedded_read", "nianbao.html"),)
