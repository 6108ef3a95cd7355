"""Writes drafts as Word documents and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.demo.draft import Draft
from etl.form.layout import Box, PrintedTable

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
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
)
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
    """The smallest .docx file with this body."""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}{_PAGE}</w:body></w:document>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, xml in {**_PARTS, "word/document.xml": document}.items():
            file.writestr(ZipInfo(name), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml)
    return out.getvalue()


def paragraph(text: str, half_points: int = 24) -> str:
    size = f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr>'
    return f'<w:p><w:r>{size}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table_xml(table: PrintedTable, rows: range | None = None) -> str:
    """A table, or only `rows` of it, with gridSpan and vMerge; the rest of a box that `rows` cut is empty."""
    selected = rows or range(table.height)
    widths = _widths(table)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = (f"<w:tr>{''.join(_row(table, row, selected.start))}</w:tr>" for row in selected)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    layout = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    layout += (
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="20"/><w:right w:w="20"/></w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{layout}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(table: PrintedTable, row: int, first: int) -> Iterable[str]:
    covering = sorted(
        (box for box in table.boxes if box.row <= row < box.row + box.row_span), key=lambda box: box.column
    )
    for box in covering:
        merge = ""
        if box.row_span > 1:
            merge = '<w:vMerge w:val="restart"/>' if row in (box.row, first) else "<w:vMerge/>"
        span = f'<w:gridSpan w:val="{box.column_span}"/>' if box.column_span > 1 else ""
        width = sum(_widths(table)[box.column : box.column + box.column_span])
        text = box.text if row == box.row else ""
        size = 13 if table.width > 10 else 18
        inside = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        yield f"<w:tc><w:tcPr>{inside}</w:tcPr>{paragraph(text, size)}</w:tc>"


def _widths(table: PrintedTable) -> list[int]:
    """Column widths in twentieths of a point; together the width of a page."""
    shares = [34, 46, 146, *[37] * 7] if table.width == 10 else [1] * table.width
    return [9000 * share // sum(shares) for share in shares]


def xlsx(draft: Draft) -> bytes:
    """A workbook with everything on one sheet."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _WRITTEN})
    sheet = book.add_worksheet("年度报告")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, width in ((0, 26), (1, 18), (2, 80), (3, 15), (4, 15), (5, 15), (6, 15), (7, 15)):
        sheet.set_column(column, column, width)
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
    """Writes a box as a cell or merged range, `down` rows lower; digits become numbers."""
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
