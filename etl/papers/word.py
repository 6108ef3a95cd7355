"""Word documents in the layout of official papers (GB/T 9704-2012): margins, fonts, title, headings, native tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import combinations, pairwise

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from etl.form.layout import PrintedTable

# fonts that the standard names; where one is not installed, the program that opens the file takes the nearest
_TITLE, _HEADING, _TEXT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_LINE = Pt(28)
_TABLE = Pt(9)
_LINE_WIDTH = 156  # mm
_TITLE_EMS = 19.5  # characters of full width in a line of the title, beside the space that digits take
_OUTCOMES = [2, 3, 7, 2, 2, 2, 2, 2, 2, 2]


def new_document() -> Document:
    """An empty A4 document: margins of 37, 35, 28 and 26 mm, text in 仿宋 of size 三号."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _TEXT)
    return document


def title(document: Document, *phrases: str) -> None:
    """The title, centred, 小标宋 of size 二号; its lines are of like length, and none breaks within a phrase (GB/T 9704 7.3.1)."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(12)
    font(paragraph.add_run("\n".join(_title_lines(phrases))), _TITLE, Pt(22))


def _title_lines(phrases: Sequence[str]) -> list[str]:
    """The phrases in as few lines as hold them, the longest as short as can be; a phrase too long for a line wraps."""
    limit = max(_TITLE_EMS, _longest(phrases))
    fewest = (min(_parted(phrases, breaks), key=_longest) for breaks in range(len(phrases)))
    return next(lines for lines in fewest if _longest(lines) <= limit)


def _parted(phrases: Sequence[str], breaks: int) -> Iterator[list[str]]:
    for ends in combinations(range(1, len(phrases)), breaks):
        yield ["".join(phrases[start:end]) for start, end in pairwise((0, *ends, len(phrases)))]


def _longest(lines: Sequence[str]) -> float:
    """Width of the longest line, in characters of full width."""
    return max(sum(0.5 if char.isascii() else 1 for char in line) for line in lines)


def heading(document: Document, text: str) -> None:
    """A heading of the first level, 黑体."""
    paragraph = _line(document)
    paragraph.paragraph_format.keep_with_next = True
    font(paragraph.add_run(text), _HEADING)


def text(document: Document, words: str) -> None:
    """A paragraph of text, its first line indented by two characters; 28 characters fill a line."""
    _narrow(_line(document).add_run(words))


def addressee(document: Document, name: str) -> None:
    """The line that names to whom a letter goes, at the left margin."""
    paragraph = _line(document)
    paragraph.paragraph_format.first_line_indent = Pt(0)
    _narrow(paragraph.add_run(f"{name}："))


def note(document: Document, words: str) -> None:
    """A small line under a table: source, coverage, warning."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
    paragraph.add_run(words).font.size = Pt(10.5)


def page_break(document: Document) -> None:
    """Begin a new page."""
    document.add_page_break()


def table(
    document: Document, head: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]
) -> None:
    """A table of texts whose head is repeated on each page and whose rows stay whole; without rows, the word 无.

    `shares` are the widths of the columns in proportion.
    """
    body = list(rows)
    if not body:
        text(document, "无。")
        return
    grid = document.add_table(len(body) + 1, len(head), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(_LINE_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for at, (row, texts) in enumerate(zip(grid.rows, (head, *body), strict=True)):
        for cell, words, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            _fill(cell, words, bold=at == 0)
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        if at == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def form_table(document: Document, printed: PrintedTable) -> None:
    """A table of the official form with its merged cells."""
    grid = document.add_table(printed.height, printed.width, style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = [list(row.cells) for row in grid.rows]
    for column, width in enumerate(_widths(printed.width)):
        grid.columns[column].width = width
        for row in cells:
            row[column].width = width
    for box in printed.boxes:
        cell = cells[box.row][box.column]
        if box.row_span > 1 or box.column_span > 1:
            cell = cell.merge(cells[box.row + box.row_span - 1][box.column + box.column_span - 1])
        _fill(cell, box.text)


def to_bytes(document: Document) -> bytes:
    """The document as a .docx file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _widths(columns: int) -> list[Length]:
    """Column widths that fill the line; of table 三, whose outcomes stand in the third column, that one is wide."""
    shares = _OUTCOMES if columns == len(_OUTCOMES) else [1] * columns
    return [Mm(_LINE_WIDTH * share / sum(shares)) for share in shares]


def _line(document: Document) -> Paragraph:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.line_spacing = Pt(32), _LINE
    layout.space_before = layout.space_after = Pt(0)
    return paragraph


def _narrow(run: Run) -> None:
    """Set the characters of a run a quarter of a point closer: the line is a little short of 28 times 16 points."""
    properties = run._element.get_or_add_rPr()
    properties.append(properties.makeelement(qn("w:spacing"), {qn("w:val"): "-5"}))


def _fill(cell: _Cell, words: str, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = _TABLE, bold or None


def font(run: Run, name: str, size: Length | None = None) -> None:
    """Set a run in a font, of Chinese and Latin letters alike."""
    run.font.name = name
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
    if size is not None:
        run.font.size = size
