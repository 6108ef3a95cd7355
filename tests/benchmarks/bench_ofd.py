"""Compare the OFD reader with unzipping and parsing the XML of its parts: python -m tests.benchmarks.bench_ofd

The files are printed variants of a report, rewritten as OFD. Prints milliseconds of processor time (the best of many
runs), the ratio, and how much of it goes to the tables that PDF and OFD share. Target: at most 3.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from functools import partial

from lxml import etree

from etl.readers import read
from etl.readers.fixed_page.page_blocks import page_blocks
from etl.readers.fixed_page.printed_page import Page
from etl.readers.ofd.ofd_page import ofd_page
from etl.readers.ofd.package import OfdDocument, Package
from tests.robustness.variants import bases, make
from tests.support.ofd_file import from_pdf

RUNS = 30
VARIANTS = ("pdf_ruled", "pdf_borderless", "pdf_statistics")


def best(work: Callable[[], object]) -> float:
    """The shortest of many runs, in milliseconds."""
    shortest = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        shortest = min(shortest, time.process_time() - begun)
    return shortest * 1000


def bare(data: bytes) -> None:
    """The least that any reader must do."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                etree.fromstring(package.read(name))


def drawn(document: OfdDocument) -> list[Page]:
    """The pages of a document, parsed and drawn."""
    return [ofd_page(document, part, number) for number, part in enumerate(document.pages(), 1)]


def tabled(pages: list[Page]) -> None:
    """What PDF and OFD share: tables and lines from glyphs and strokes."""
    for page in pages:
        page_blocks(page)


def main() -> None:
    case = next(iter(bases(seed=1)))
    print(
        f"{'file':20}{'XML KB':>8}{'bare ms':>9}{'read ms':>9}{'ratio':>7}{'drawing ms':>12}{'tables ms':>11}"
    )
    for name in VARIANTS:
        data = from_pdf(make(case, name).content)
        size = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
        (document,) = Package(data).documents()
        pages = drawn(document)
        floor, ours = best(partial(bare, data)), best(partial(read, data, "a.ofd"))
        drawing, tables = best(partial(drawn, document)), best(partial(tabled, pages))
        print(
            f"{name:20}{size / 1024:8.0f}{floor:9.2f}{ours:9.2f}{ours / floor:7.1f}{drawing:12.2f}{tables:11.2f}"
        )


if __name__ == "__main__":
    main()
