"""Papers as Word files: native headings, tables and page numbers, drawings as pictures with their description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from etl.papers import word
from etl.papers.paper_parts import (
    Heading,
    Paper,
    PaperForm,
    PaperTable,
    Part,
    Picture,
    Points,
    Text,
    clean,
    column_widths,
    form_widths,
    number_columns,
)
from etl.papers.typesetting import LINE, picture_points, pictures_png

_FONT, _HEADING = "宋体", "黑体"
_WIDTH = 174  # mm of the line
_INK = RGBColor(0x1B, 0x25, 0x30)
_MUTED, _WARNING = RGBColor(0x5B, 0x66, 0x70), RGBColor(0xC4, 0x50, 0x1B)
_SHADE = "EFF5FA"


def paper_docx(paper: Paper) -> bytes:
    """The paper as a .docx file of A4 pages. Raises FontMissing where its pictures cannot be written on."""
    drawings = [picture for part in paper.parts for picture in _pictures(part)]
    made = iter(pictures_png(drawings))
    document = _empty(paper)
    _heading(document, paper.title, 1, Pt(17))
    if paper.warning:
        _small(document.add_paragraph(), paper.warning, _WARNING, bold=True)
    for text in paper.lines:
        _small(document.add_paragraph(), text)
    for part in paper.parts:
        _write(document, part, made)
    if paper.link:
        _link(document.add_paragraph(), paper.link)
    return word.to_bytes(document)


def _pictures(part: Part) -> Iterator[Picture]:
    if isinstance(part, Picture):
        yield part
    elif isinstance(part, PaperTable):
        yield from (cell for row in part.rows for cell in row if isinstance(cell, Picture))


def _empty(paper: Paper) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    # decides which shapes of punctuation are taken where a document names no font that is installed
    speech = OxmlElement("w:lang")
    speech.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(speech)
    normal.paragraph_format.space_after = Pt(4)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = (
        clean(paper.title)[:250],
        "",
        clean(paper.source)[:250],
    )
    properties.language = {"zh": "zh-CN"}.get(paper.language, paper.language)
    _foot(section.footer.paragraphs[0], paper)
    return document


def _foot(paragraph: Paragraph, paper: Paper) -> None:
    """The warning and the source, and which page of how many it is."""
    if paper.warning:
        _small(paragraph, f"{paper.warning}  ", _WARNING, bold=True)
    _small(paragraph, f"{paper.source}    ")
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), field)
        _small(paragraph, "1")
        number.append(paragraph.runs[-1]._r)
        paragraph._p.append(number)
        _small(paragraph, after)


def _write(document: Document, part: Part, made: Iterator[bytes]) -> None:
    match part:
        case Heading():
            _heading(document, part.text, 2, Pt(12))
            if part.sentence:
                paragraph = document.add_paragraph(clean(part.sentence))
                paragraph.paragraph_format.keep_with_next = True
        case Text() if part.small:
            _small(document.add_paragraph(), part.text)
        case Text():
            document.add_paragraph(clean(part.text))
        case Points():
            for text in part.texts:
                document.add_paragraph(clean(text), style="List Bullet")
        case Picture():
            _picture(document.add_paragraph(), part, next(made))
        case PaperTable():
            _table(document, part, made)
        case PaperForm():
            _form(document, part)


def _heading(document: Document, text: str, level: int, size: Length) -> None:
    run = document.add_heading(level=level).add_run(clean(text))
    word.font(run, _HEADING, size)
    run.font.color.rgb = _INK


def _picture(paragraph: Paragraph, picture: Picture, png: bytes) -> None:
    shape = paragraph.add_run().add_picture(BytesIO(png), width=Pt(picture_points(picture, LINE)))
    shape._inline.docPr.set("descr", clean(picture.description))


def _table(document: Document, part: PaperTable, made: Iterator[bytes]) -> None:
    grid = document.add_table(len(part.rows) + 1, len(part.head), style="Table Grid")
    grid.autofit = False
    widths = [Mm(_WIDTH * share) for share in column_widths(part)]
    numbers = number_columns(part)
    rows: Sequence[Sequence[str | Picture]] = (part.head, *part.rows)
    for at, (row, contents) in enumerate(zip(grid.rows, rows, strict=True)):
        for cell, content, width, is_number in zip(row.cells, contents, widths, numbers, strict=True):
            cell.width = width
            if isinstance(content, Picture):
                _picture(cell.paragraphs[0], content, next(made))
            else:
                _fill(cell, content, Pt(9), bold=at == 0)
            if is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if at == 0:
                _shade(cell)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _form(document: Document, part: PaperForm) -> None:
    grid = document.add_table(part.rows, part.columns, style="Table Grid")
    grid.autofit = False
    cells = [list(row.cells) for row in grid.rows]
    for at, share in enumerate(form_widths(part)):
        grid.columns[at].width = Mm(_WIDTH * share)
        for row in cells:
            row[at].width = Mm(_WIDTH * share)
    for box in part.cells:
        cell = cells[box.row][box.column]
        if box.row_span > 1 or box.column_span > 1:
            cell = cell.merge(cells[box.row + box.row_span - 1][box.column + box.column_span - 1])
        _fill(cell, box.text, Pt(7))
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if box.is_heading:
            _shade(cell)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, text: str, size: Pt, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.bold = size, bold or None


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _small(paragraph: Paragraph, text: str, colour: RGBColor = _MUTED, bold: bool = False) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb, run.font.bold = Pt(8), colour, bold or None


def _link(paragraph: Paragraph, address: str) -> None:
    """The address as a link that opens."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    _small(paragraph, address)
    link.append(paragraph.runs[-1]._r)
    paragraph._p.append(link)
