"""Variants as Word documents, spreadsheets, saved pages and archives."""

from __future__ import annotations

import re
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import xlsxwriter

from etl.demo import office, web
from etl.form.layout import PrintedTable
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.pages import page
from tests.robustness.variants.structure import draft_of, header_height

_RUN = re.compile(r'<w:p><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r></w:p>')


def body(case: Case) -> str:
    return "".join(
        office.paragraph(part) if isinstance(part, str) else office.table_xml(part) for part in case.parts()
    )


@variant
def docx_merged(case: Case, chance: Random) -> Made:
    return Made("docx", office.package(body(case)), case)


@variant
def docx_split(case: Case, chance: Random) -> Made:
    """Long tables split by hand; merged cells start again empty."""

    def table(printed: PrintedTable) -> str:
        if printed.height < 12:
            return office.table_xml(printed)
        cut = chance.randint(header_height(printed) + 3, printed.height - 3)
        parts = (range(cut), range(cut, printed.height))
        return office.paragraph("").join(office.table_xml(printed, rows) for rows in parts)

    lines = (office.paragraph(part) if isinstance(part, str) else table(part) for part in case.parts())
    return Made("docx", office.package("".join(lines)), case)


@variant
def docx_tracked(case: Case, chance: Random) -> Made:
    """Tracked changes not yet accepted: some figures had another value before."""

    def track(match: re.Match[str]) -> str:
        if not match[1].isdigit() or chance.random() > 0.2:
            return match[0]
        mark = 'w:id="7" w:author="a" w:date="2024-01-05T00:00:00Z"'
        old = f"<w:del {mark}><w:r><w:delText>{chance.randint(2, 98)}</w:delText></w:r></w:del>"
        return f"<w:p>{old}<w:ins {mark}><w:r><w:t>{match[1]}</w:t></w:r></w:ins></w:p>"

    return Made("docx", office.package(_RUN.sub(track, body(case))), case)


@variant
def docx_runs(case: Case, chance: Random) -> Made:
    """Every two characters in a run of their own, line breaks within labels."""

    def apart(match: re.Match[str]) -> str:
        runs = [f"<w:r><w:t>{piece}</w:t></w:r>" for piece in re.findall(r".{1,2}", match[1])]
        glue = (
            "<w:r><w:br/></w:r>"
            if len(runs) > 4 and not match[1][:4].isdigit()
            else "<w:proofErr w:type='x'/>"
        )
        return f"<w:p>{glue.join(runs)}</w:p>"

    tables = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
    return Made("docx", office.package(tables.sub(lambda match: _RUN.sub(apart, match[0]), body(case))), case)


@variant
def docx_library(case: Case, chance: Random) -> Made:
    """Written by python-docx, with its styles and its way of merging."""
    document = docx.Document()
    for part in case.parts():
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(part.height, part.width)
        cells = [list(row.cells) for row in table.rows]
        for box in part.boxes:
            first = cells[box.row][box.column]
            last = cells[box.row + box.row_span - 1][box.column + box.column_span - 1]
            merged = first if first is last else first.merge(last)
            merged.text = box.text
    out = BytesIO()
    document.save(out)
    return Made("docx", out.getvalue(), case)


@variant
def xlsx_one_sheet(case: Case, chance: Random) -> Made:
    return Made("xlsx", office.xlsx(draft_of(case)), case)


@variant
def xlsx_sheets(case: Case, chance: Random) -> Made:
    """One sheet for the text and one per table."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    frame = book.add_format({"border": 1})
    text = book.add_worksheet("报告")
    lines = [part for part in case.parts() if isinstance(part, str)]
    for row, line in enumerate(lines):
        text.write_string(row, 0, line)
    for part in case.parts():
        if isinstance(part, PrintedTable):
            table = case.table(part.key)
            sheet = book.add_worksheet(f"表{table.number}")
            sheet.write_string(0, 0, table.label_zh)
            for box in part.boxes:
                office.write_box(sheet, box, 2, frame)
    book.close()
    return Made("xlsx", out.getvalue(), case)


@variant
def xlsx_flat(case: Case, chance: Random) -> Made:
    """No merged cells, every figure as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for part in case.parts():
        for row in [[part]] if isinstance(part, str) else part.grid():
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return Made("xlsx", out.getvalue(), case)


@variant
def xlsx_formulas(case: Case, chance: Random) -> Made:
    """Totals as formulas with cached results; a hidden sheet with other figures."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    frame = book.add_format({"border": 1})
    sheet, row = book.add_worksheet("年报"), 0
    for part in case.parts():
        if isinstance(part, str):
            sheet.write_string(row, 0, part)
            row += 1
            continue
        for box in part.boxes:
            if box.address and box.address.column == "total":
                sheet.write_formula(row + box.row, box.column, "=0+0", frame, float(box.text))
            else:
                office.write_box(sheet, box, row, frame)
        row += part.height + 1
    hidden = book.add_worksheet("草稿")
    hidden.write_row(0, 0, ["行政许可", 31313])
    hidden.hide()
    book.close()
    return Made("xlsx", out.getvalue(), case)


@variant
def mht(case: Case, chance: Random) -> Made:
    return Made("mht", web.mht(draft_of(case)), case)


@variant
def zipped(case: Case, chance: Random) -> Made:
    """An archive with the page and a picture."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("report.html", page(case.parts()))
        file.writestr("logo.png", b"\x89PNG\r\n\x1a\n")
    return Made("zip", out.getvalue(), case)
