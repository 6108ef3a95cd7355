"""Building a version from so many staged reports, against DuckDB's own load of the same Parquet; size and memory.

    python -m tests.benchmarks.bench_scale [--reports N ...]

Each size runs in a process of its own, so that its peak memory is its own. The slope is the growth of the time when
the number of reports grows tenfold, as a power of ten (1: in proportion).
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import duckdb
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from etl import load
from etl.rows import SOURCE_COLUMNS, schemas


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="folder in which the databases stay, for bench_queries")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(options.one, options.keep)))
        return
    print(
        f"{'reports':>10}{'build s':>9}{'DuckDB s':>10}{'ratio':>7}{'file MB':>9}{'peak MB':>9}{'slope':>7}"
    )
    before: tuple[int, float] | None = None
    for reports in options.reports:
        command = [sys.executable, "-m", "tests.benchmarks.bench_scale", "--one", str(reports)]
        if options.keep:
            command += ["--keep", str(options.keep)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        row = json.loads(done.stdout.splitlines()[-1])
        slope = math.log10(row["build"] / before[1]) / math.log10(reports / before[0]) if before else math.nan
        print(
            f"{reports:>10}{row['build']:>9.1f}{row['floor']:>10.1f}{row['build'] / row['floor']:>7.1f}"
            f"{row['size']:>9.0f}{row['peak']:>9.0f}{slope:>7.2f}",
            flush=True,
        )
        before = (reports, row["build"])


def one(reports: int, keep: Path | None) -> dict[str, float]:
    """Seconds of our build and of DuckDB's load of the same wide rows, size of the file, peak memory of the build."""
    with tempfile.TemporaryDirectory() as folder:
        staging = Path(folder) / "staging"
        subprocess.run(
            [sys.executable, "-c", f"from tests.benchmarks import scale; from pathlib import Path; "
             f"scale.stage(Path({str(staging)!r}), {reports})"], check=True,
        )  # fmt: skip
        stage_sources(staging)
        path = (keep or Path(folder)) / f"disclosure.{int(math.log10(reports)):06d}.duckdb"
        path.parent.mkdir(parents=True, exist_ok=True)
        now = datetime(2026, 1, 1)
        start = time.perf_counter()
        load.build(path, staging, load.Run(now, "-", "-", 1, reports, 0, 0, 0))
        build = time.perf_counter() - start
        peak = psutil.Process().memory_info()
        most = getattr(peak, "peak_wset", None) or peak_rss()
        start = time.perf_counter()
        with duckdb.connect(str(Path(folder) / "floor.duckdb")) as con:
            con.execute(f"create table figures as from read_parquet('{staging}/figures.parquet')")
            con.execute("checkpoint")
        floor = time.perf_counter() - start
        return {"build": build, "floor": floor, "size": path.stat().st_size / 1e6, "peak": most / 1e6}


def peak_rss() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def stage_sources(staging: Path) -> None:
    """The rows of `sources` that go with the staged figures."""
    figures = pq.read_table(staging / "figures.parquet", columns=["report_id", "source_name"])
    count = figures.num_rows
    values = {
        "source_name": figures["source_name"],
        "root": ["data"] * count,
        "size": [50_000] * count,
        "modified_ns": [1] * count,
        "reading": ["-"] * count,
        "outcome": ["loaded"] * count,
        "report_id": figures["report_id"],
        "reason": pa.nulls(count, pa.string()),
    }
    table = pa.table({name: values[name] for name in SOURCE_COLUMNS}, schema=schemas()["sources"])
    pq.write_table(table, staging / "sources.parquet")


if __name__ == "__main__":
    main()
