"""Files that hold several reports, in several formats, and whether what is read of them is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import chain

import openpyxl
import pypdfium2

from etl.demo import office, text_files
from etl.demo.paper import pdf
from etl.model.report import Report
from tests.robustness.variants.case import Case, Part, bases
from tests.robustness.variants.pages import page, plain_rows
from tests.robustness.variants.structure import draft_of

BUREAU = replace(next(case for case in bases(seed=23) if case.name.startswith("bureau2021")), year=2023)


CITY = replace(
    next(case for case in bases(seed=29) if case.name.startswith("city2021")),
    agency="岚岭县人民政府",
    year=2023,
)


LAST_YEAR = replace(
    next(case for case in bases(seed=31) if case.name.startswith("city2021")), agency=CITY.agency, year=2022
)


def as_html(cases: Sequence[Case]) -> bytes:
    return page(list(chain.from_iterable(case.parts() for case in cases))).encode()


def as_one_table(cases: Sequence[Case]) -> bytes:
    """A scraper's page: every line and every row of all tables in one table."""
    rows: list[list[str]] = []
    for part in chain.from_iterable(case.parts() for case in cases):
        rows += [[part]] if isinstance(part, str) else part.grid()
    width = max(map(len, rows))
    return plain_rows([*row, *[""] * (width - len(row))] for row in rows).encode()


def as_docx(cases: Sequence[Case]) -> bytes:
    parts = chain.from_iterable(case.parts() for case in cases)
    return office.package("".join(map(in_word, parts)))


def as_pdf(cases: Sequence[Case]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for case in cases:
        whole.import_pages(pypdfium2.PdfDocument(pdf(draft_of(case))))
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


def as_text(cases: Sequence[Case]) -> bytes:
    return "\n".join(text_files.text_by_cell(draft_of(case)).decode() for case in cases).encode()


def as_csv(cases: Sequence[Case]) -> bytes:
    out = StringIO()
    for part in chain.from_iterable(case.parts() for case in cases):
        for row in [[part]] if isinstance(part, str) else part.grid():
            out.write(",".join(f'"{cell}"' for cell in row) + "\n")
    return out.getvalue().encode()


def book(sheets: Sequence[tuple[str, Sequence[Part]]]) -> bytes:
    """A workbook of these sheets, cells not merged."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, parts in sheets:
        sheet = workbook.create_sheet(name)
        for part in parts:
            for row in [[part]] if isinstance(part, str) else part.grid():
                sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def titled_sheets(cases: Sequence[Case]) -> bytes:
    return book([(f"Sheet{number}", case.parts()) for number, case in enumerate(cases, start=1)])


def stacked_sheet(cases: Sequence[Case]) -> bytes:
    return book([("汇总", list(chain.from_iterable(case.parts() for case in cases)))])


def assert_holds(reports: Sequence[Report], cases: Sequence[Case]) -> None:
    assert [(report.identity.agency, report.identity.year) for report in reports] == [
        (case.agency, case.year) for case in cases
    ]
    for report, case in zip(reports, cases, strict=True):
        assert {address: report.cells[address].value for address in case.truth} == case.truth


def in_word(part: Part) -> str:
    return office.paragraph(part) if isinstance(part, str) else office.table_xml(part)
