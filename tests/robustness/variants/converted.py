"""Variants that other programs make: LibreOffice and Chromium, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.robustness.variants import make
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, save

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
    program = shutil.which("soffice")
    for name, (base, steps) in OFFICE.items() if program else ():
        if only not in name:
            continue
        with TemporaryDirectory() as folder:
            made = {case.name: make(case, base) for case in cases}
            files = [Path(folder, f"{key}.{one.extension}") for key, one in made.items()]
            for file, one in zip(files, made.values(), strict=True):
                file.write_bytes(one.content)
            for step in steps:
                files = _convert(str(program), files, step, Path(folder))
            for file, one in zip(files, made.values(), strict=True):
                if file.exists():
                    yield name, replace(one, extension=file.suffix[1:], content=file.read_bytes())


def _convert(program: str, files: list[Path], to: str, folder: Path) -> list[Path]:
    profile = f"-env:UserInstallation={folder.as_uri()}/profile"
    given = [str(file) for file in files]
    command = [program, "--headless", profile, "--convert-to", to, "--outdir", str(folder), *given]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [file.with_suffix("." + to.partition(":")[0]) for file in files]


def _browser(cases: Sequence[Case], only: str) -> Iterator[tuple[str, Made]]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    for name, base in BROWSER.items() if program else ():
        for case in cases if only in name else ():
            made = make(case, base)
            with TemporaryDirectory() as folder:
                page, target = Path(folder, "page.html"), Path(folder, "page.pdf")
                page.write_bytes(made.content)
                options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
                command = [str(program), *options, f"--print-to-pdf={target}", page.as_uri()]
                subprocess.run(command, check=True, capture_output=True, timeout=120)
                yield name, replace(made, extension="pdf", content=target.read_bytes())
