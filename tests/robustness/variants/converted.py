"""Variants made by other programs, LibreOffice and Chromium, if they are installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.robustness.variants import make
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, save
from tests.support.processes import CHROMIUM, SOFFICE, convert, print_to_pdf

# name of the variant: the variant it is made from, and LibreOffice's conversions one after another
OFFICE: dict[str, tuple[str, tuple[str, ...]]] = {
    "pdf_office_docx": ("docx_merged", ("pdf",)),
    "pdf_office_html": ("html_plain", ("odt:writer8", "pdf")),
    "doc_office_html": ("html_plain", ("odt:writer8", "doc:MS Word 97")),
    "docx_office_html": ("html_plain", ("odt:writer8", "docx:MS Word 2007 XML")),
    "rtf_office_docx": ("docx_merged", ("rtf",)),
    "xls_office": ("xlsx_one_sheet", ("xls:MS Excel 97",)),
    "pdf_office_xlsx": ("xlsx_one_sheet", ("pdf",)),
    "html_office_docx": ("docx_merged", ("html",)),
}
BROWSER = {"pdf_browser": "html_plain", "pdf_browser_site": "html_site"}


def write_converted(out: Path, cases: Sequence[Case], only: str = "") -> Iterator[Path]:
    """Writes what the programs at hand make of `cases`; nothing where neither is installed.

    `only` keeps variants with this in their name.
    """
    out.mkdir(parents=True, exist_ok=True)
    for made_by in (_office, _browser):
        for name, converted in made_by(cases, only):
            yield save(converted, out, name)


def _office(cases: Sequence[Case], only: str) -> Iterator[tuple[str, Made]]:
    for name, (base, steps) in OFFICE.items() if SOFFICE else ():
        if only not in name:
            continue
        with TemporaryDirectory() as folder:
            made = {case.name: make(case, base) for case in cases}
            files = [Path(folder, f"{key}.{one.extension}") for key, one in made.items()]
            for file, one in zip(files, made.values(), strict=True):
                file.write_bytes(one.content)
            for step in steps:
                files = convert(files, step)
            for file, one in zip(files, made.values(), strict=True):
                if file.exists():
                    yield name, replace(one, extension=file.suffix[1:], content=file.read_bytes())


def _browser(cases: Sequence[Case], only: str) -> Iterator[tuple[str, Made]]:
    for name, base in BROWSER.items() if CHROMIUM else ():
        for case in cases if only in name else ():
            made = make(case, base)
            with TemporaryDirectory() as folder:
                page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
                page.write_bytes(made.content)
                print_to_pdf(page, target, header_and_footer=True)
                yield name, replace(made, extension="pdf", content=target.read_bytes())
