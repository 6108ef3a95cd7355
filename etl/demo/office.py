"""Drafts as Word documents and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.demo.draft import Draft
from etl.demo.layout import Box, PrintedTable

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
}
_WRITTEN = datetime(2020, 1, 1)  # a fixed date, so that the same draft gives the same bytes


def docx(draft: Draft) -> bytes:
    """A Word document with merged cells."""
    body = [paragraph(line) for line in _head(draft)]
    for section in draft.sections:
        body += [paragraph(line) for line in (section.heading, *section.paragraphs)]
        body += [table_xml(table) for table in section.tables]
    body += [paragraph(line) for line in _foot(draft)]
    return package("".join(body))


def package(body: str) -> bytes:
    """The smallest .docx that holds this body."""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, xml in {**_PARTS, "word/document.xml": document}.items():
            file.writestr(ZipInfo(name), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table_xml(table: PrintedTable, rows: range | None = None) -> str:
    """A table, or some of its rows, with gridSpan and vMerge; a box cut off by `rows` begins again empty."""
    taken = rows or range(table.height)
    columns = '<w:gridCol w:w="900"/>' * table.width
    lines = (f"<w:tr>{''.join(_row(table, row, taken.start))}</w:tr>" for row in taken)
    borders = '<w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(table: PrintedTable, row: int, first: int) -> Iterable[str]:
    covering = sorted(
        (box for box in table.boxes if box.row <= row < box.row + box.row_span), key=lambda box: box.column
    )
    for box in covering:
        merge = ""
        if box.row_span > 1:
            merge = '<w:vMerge w:val="restart"/>' if row in (box.row, first) else "<w:vMerge/>"
        span = f'<w:gridSpan w:val="{box.column_span}"/>' if box.column_span > 1 else ""
        text = box.text if row == box.row else ""
        yield f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph(text)}</w:tc>"


def xlsx(draft: Draft) -> bytes:
    """A spreadsheet with everything on one sheet."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _WRITTEN})
    sheet = book.add_worksheet("年度报告")
    frame = book.add_format({"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    row = 0
    for line in _head(draft):
        sheet.write_string(row, 0, line)
        row += 1
    for section in draft.sections:
        for line in (section.heading, *section.paragraphs):
            sheet.write_string(row, 0, line)
            row += 1
        for table in section.tables:
            for box in table.boxes:
                write_box(sheet, box, row, frame)
            row += table.height + 1
    for line in _foot(draft):
        sheet.write_string(row, 0, line)
        row += 1
    book.close()
    return out.getvalue()


def write_box(sheet: Worksheet, box: Box, down: int, frame: object) -> None:
    """One box as one cell or as a merged range, `down` rows lower; digits as numbers."""
    first, last = down + box.row, down + box.row + box.row_span - 1
    value: str | float = float(box.text) if box.text.replace(".", "", 1).isdigit() else box.text
    if box.row_span * box.column_span > 1:
        sheet.merge_range(first, box.column, last, box.column + box.column_span - 1, value, frame)
    else:
        sheet.write(first, box.column, value, frame)


def _head(draft: Draft) -> list[str]:
    lines = [draft.mark, draft.title, draft.preamble]
    return [line for line in lines if line]


def _foot(draft: Draft) -> list[str]:
    return [draft.agency, draft.published_on] if draft.published_on else []
