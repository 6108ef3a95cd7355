"""Time the files that readers download, and the memory and bytes that they take.

    python -m tests.benchmarks.bench_exports DATABASE

A million cells as CSV and as Parquet, 200,000 as a workbook; wall time, time of the processor, bytes a row and the
largest memory so far, with the settings of the pages.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from etl import ReportFilter, exported_table, write_file
from pages.parts.data import database as page_database

_FILES = (("csv", 1_000_000), ("parquet", 1_000_000), ("xlsx", 200_000))
_CELLS_A_REPORT = 200


def main(database: Path) -> None:
    con = page_database.connection(str(database), database.stat().st_mtime_ns)
    for file_format, rows in _FILES:
        newest = (
            f"select report_id from reports order by year desc, agency_id limit {rows // _CELLS_A_REPORT}"
        )
        table = exported_table(con, "cells", ReportFilter(f"report_id in ({newest})"), "zh")
        with tempfile.TemporaryFile() as out:
            start, worked = time.perf_counter(), time.process_time()
            count = write_file(con, table, out, file_format, explanation=[("kind", "benchmark")])
            took, worked = time.perf_counter() - start, time.process_time() - worked
            size = out.tell() / count
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:,} cells as {file_format}: {took:.1f} s ({worked:.1f} s of processor), {size:.0f} bytes a row, {peak:.0f} MB"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
