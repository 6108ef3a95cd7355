"""Papers in every format: the same words and figures, native tables, pictures with descriptions, fonts embedded."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
import typst
from docx.oxml.ns import qn
from PIL import Image

from etl.papers.paper_docx import paper_docx
from etl.papers.paper_parts import (
    Heading,
    Paper,
    PaperForm,
    PaperTable,
    Picture,
    Points,
    SpannedCell,
    Text,
    column_widths,
    number_columns,
)
from etl.papers.typesetting import FontMissing, chinese_font, paper_pdf, paper_png

pytestmark = pytest.mark.font
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 90" width="720" height="90">'
    '<rect x="10" y="10" width="700" height="70" fill="#12436D"/></svg>'
)
DRAWING = Picture(_SVG, 720, 90, "公开率 40.0 % → 45.0 %")
MARKUP = "#panic() *星* $x$ <script> \\ [括号]"
TABLE = PaperTable(["机关", "公开率", "新收"], [["岚岭区人民政府", "40.1 %", "1,234"], ["霁屏县", "—", "−5"]])
FORM = PaperForm(
    3, 3, [SpannedCell("申请人", 0, 0, 1, 3, True), SpannedCell("甲", 1, 0, 2, 1), SpannedCell("12", 2, 2)]
)
PAPER = Paper(
    "zh", "依申请公开", ["示例省 · 2019–2025"], "合成数据：不是真实机关的数字。",
    [
        Heading("公开率，2019–2025年", "公开率由 40.0 % 升至 45.0 %。"), DRAWING, Text("计入 8/8 份报告。", small=True),
        Heading("报告份数"), TABLE, Points(["未报 5 家", MARKUP]), Text("一段话"), FORM,
    ],
    "来源：年度报告 · 数据版本 2026-11-29 #2", "http://127.0.0.1:8501/applications?version=2",
)  # fmt: skip
WORDS = (
    "依申请公开", "示例省 · 2019–2025", "合成数据：不是真实机关的数字。", "公开率，2019–2025年", "公开率由 40.0 % 升至 45.0 %。",
    "计入 8/8 份报告。", "岚岭区人民政府", "1,234", "−5", "未报 5 家", MARKUP, "申请人", "数据版本 2026-11-29 #2",
    "http://127.0.0.1:8501/applications?version=2",
)  # fmt: skip


def _pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_pdf_says_every_word_and_embeds_its_font() -> None:
    made = paper_pdf(PAPER)
    told = _bare(_pdf_text(made))
    assert [word for word in WORDS if _bare(word) not in told] == []
    with pypdfium2.PdfDocument(made) as document:
        assert document.get_metadata_value("Title") == PAPER.title
    assert b"/FontFile3" in made or b"/FontFile2" in made, "the font is in the file"


def test_a_word_file_says_every_word_in_native_tables() -> None:
    document = docx.Document(io.BytesIO(paper_docx(PAPER)))
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert cells[0] == [list(TABLE.head), *TABLE.rows]
    assert (
        cells[1][0] == ["申请人"] * 3 and cells[1][1][0] == cells[1][2][0] == "甲" and cells[1][2][2] == "12"
    )
    # a link is no run of its paragraph
    told = "".join(node.text or "" for node in document.element.iter(qn("w:t")))
    told += "".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)
    assert [word for word in WORDS if word not in told] == []
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == DRAWING.description
    assert shape.width / shape.height == pytest.approx(8, rel=0.01)
    assert document.core_properties.title == PAPER.title and document.core_properties.author == ""


def test_the_pictures_of_a_word_file_are_drawn() -> None:
    with zipfile.ZipFile(io.BytesIO(paper_docx(PAPER))) as package:
        (name,) = [name for name in package.namelist() if name.startswith("word/media/")]
        image = Image.open(io.BytesIO(package.read(name))).convert("RGB")
    assert image.size == (1440, 180)
    assert image.getpixel((720, 90)) == (0x12, 0x43, 0x6D)


def test_a_picture_is_as_wide_as_promised_and_not_empty() -> None:
    image = Image.open(io.BytesIO(paper_png(PAPER))).convert("RGB")
    assert image.width == 1600 and image.height > 600
    assert {colour: n for n, colour in image.getcolors(1 << 24) or ()}[(0x12, 0x43, 0x6D)] > 80_000


def test_a_long_table_goes_on_with_its_head_on_every_page() -> None:
    rows = [[f"第{at}镇人民政府" * 3, f"{at:,}"] for at in range(200)]
    long = Paper("zh", "清单", [], "", [PaperTable(["机关", "件数"], rows)], "来源", "")
    with pypdfium2.PdfDocument(paper_pdf(long)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) > 3 and all("件数" in page for page in pages)
    assert sum(page.count("第") for page in pages) == 600
    (table,) = docx.Document(io.BytesIO(paper_docx(long))).tables
    assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1 and len(table.rows) == 201


def test_control_characters_and_endless_texts_break_no_paper() -> None:
    hostile = "澜汀\x00区\x0b\ud800\uffff" + "长" * 50_000
    paper = Paper(
        "zh", hostile, [hostile], hostile, [Heading(hostile), PaperTable(["机关"], [[hostile]])], hostile, ""
    )
    assert "澜汀区长长" in _bare(_pdf_text(paper_pdf(paper)))
    cell = docx.Document(io.BytesIO(paper_docx(paper))).tables[0].rows[1].cells[0].text
    assert cell.startswith("澜汀区长") and cell.endswith("…") and len(cell) < 3_000


def test_a_paper_of_nothing_is_a_page_with_its_title() -> None:
    empty = Paper("en", "Overview", [], "", [PaperTable(["Agency"], [])], "Source", "")
    assert "Overview" in _pdf_text(paper_pdf(empty))
    assert docx.Document(io.BytesIO(paper_docx(empty))).tables[0].rows[0].cells[0].text == "Agency"


def test_without_a_chinese_font_nothing_is_made() -> None:
    none = typst.Fonts(include_system_fonts=False)
    assert chinese_font(none) is None
    for make in (paper_pdf, paper_png):
        with pytest.raises(FontMissing):
            make(PAPER, none)


def test_columns_of_numbers_are_told_from_those_of_words() -> None:
    assert number_columns(TABLE) == [False, True, True]
    widths = column_widths(PaperTable(["机关", "n"], [["长" * 500, "1"]]))
    assert sum(widths) == pytest.approx(1) and widths[1] > 0.05


@pytest.mark.office
def test_libreoffice_opens_a_word_file_without_repair(tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(paper_docx(PAPER))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         str(tmp_path / "paper.docx")], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = _bare(_pdf_text((tmp_path / "paper.pdf").read_bytes()))
    assert [word for word in WORDS if _bare(word) not in told] == []
