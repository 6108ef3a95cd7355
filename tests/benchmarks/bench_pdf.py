"""Compare the PDF reader with bare text extraction and with pdfplumber, and measure its memory.

    python -m tests.benchmarks.bench_pdf FILE.pdf...

Prints the best of several runs in milliseconds of processor time, and their ratios.
"""

from __future__ import annotations

import importlib.util
import io
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from etl.readers.pdf.reader import read

RUNS = 15


def bare_text(data: bytes) -> None:
    document = pdfium.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def plumbed_tables(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()


def milliseconds(work: Callable[[bytes], object], data: bytes, runs: int) -> float:
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work(data)
        best = min(best, time.process_time() - start)
    return best * 1000


def main(paths: list[str]) -> None:
    for path in paths:
        data = Path(path).read_bytes()
        bare = milliseconds(bare_text, data, RUNS)
        own = milliseconds(lambda bytes_: read(bytes_, "report.pdf"), data, RUNS)
        print(f"{Path(path).name}: text {bare:.1f} ms, reader {own:.1f} ms ({own / bare:.2f} x text)")
        if importlib.util.find_spec("pdfplumber"):
            plumbed = milliseconds(plumbed_tables, data, 3)
            print(f"  pdfplumber tables {plumbed:.0f} ms ({plumbed / own:.1f} x reader)")
        else:
            print("  pdfplumber is not installed: not compared")
        tracemalloc.start()
        read(data, "report.pdf")
        print(f"  peak of Python objects {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
        tracemalloc.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak resident memory of this process {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
