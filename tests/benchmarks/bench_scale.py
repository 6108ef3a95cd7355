"""Build versions from staged reports, against DuckDB's own load of the same Parquet; size and memory.

    python -m tests.benchmarks.bench_scale [--reports N ...] [--texts]

Each size runs in a process of its own, so that its peak memory is its own. The slope is the growth of the time when
the number of reports grows tenfold, as a power of ten (1: in proportion). Then a thousand reports are added to each
and published (by a full build at 10,000, of which they are too large a share): seconds, without reading them, and
peak memory; and the two versions are compared as `changes` does.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import psutil

from etl.changes.compare import compare_versions
from etl.warehouse import amend, full_build, versions
from etl.warehouse.version_record import Run

MORE = 1_001  # reports of 143 bodies, which are added
_RUN = Run(datetime(2026, 1, 1), "-", "-", 1, 0, 0, 0, 0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="folder in which the databases stay, for bench_queries")
    parser.add_argument("--texts", action="store_true", help="each report with two sections of text")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--add", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(int(options.one[0]), Path(options.one[1]), options.keep, options.texts)))
        return
    if options.add:
        print(json.dumps(add(*options.add)))
        return
    print(
        f"{'reports':>10}{'build s':>9}{'DuckDB s':>10}{'ratio':>7}{'file MB':>9}{'peak MB':>9}{'slope':>7}"
        f"{'+1000 s':>9}{'peak MB':>9}{'changes s':>11}"
    )
    before: tuple[int, float] | None = None
    for reports in options.reports:
        with tempfile.TemporaryDirectory() as folder:
            keep = ["--keep", str(options.keep)] if options.keep else []
            row = measured("--one", str(reports), folder, *keep, *["--texts"] * options.texts)
            row |= measured("--add", str(row["path"]), str(Path(folder) / "more"))
        slope = math.log10(row["build"] / before[1]) / math.log10(reports / before[0]) if before else math.nan
        print(
            f"{reports:>10}{row['build']:>9.1f}{row['floor']:>10.1f}{row['build'] / row['floor']:>7.1f}"
            f"{row['size']:>9.0f}{row['peak']:>9.0f}{slope:>7.2f}"
            f"{row['add']:>9.1f}{row['add_peak']:>9.0f}{row['changes']:>11.1f}",
            flush=True,
        )
        before = (reports, row["build"])


def measured(*arguments: str) -> dict[str, Any]:
    """The output of this script with these arguments, run in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_scale", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def one(reports: int, folder: Path, keep: Path | None, texts: bool) -> dict[str, float | str]:
    """Seconds of our build and of DuckDB's load of the same wide rows, the file, its size, and the build's peak memory.
    `more` is the folder in which `add` later stages further reports."""
    staging, more = folder / "staging", folder / "more"
    subprocess.run(
        [sys.executable, "-c", f"from tests.benchmarks import scale; from pathlib import Path; "
         f"staging, more = Path({str(staging)!r}), Path({str(more)!r}); "
         f"scale.stage(staging, {reports}, texts={texts}); scale.stage_sources(staging); "
         f"scale.stage(more, {MORE}, 2, {reports}, {texts}); scale.stage_sources(more)"],
        check=True,
    )  # fmt: skip
    shutil.copy(staging / "sources.parquet", more / "sources-others.parquet")
    path = (keep or folder) / f"disclosure.{math.ceil(math.log10(reports)):06d}.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    full_build.build(path, staging, _RUN)
    build = time.perf_counter() - start
    peak = peak_memory() / 1e6
    start = time.perf_counter()
    with duckdb.connect(str(folder / "floor.duckdb")) as con:
        con.execute(f"create table figures as from read_parquet('{staging}/figures.parquet')")
        con.execute("checkpoint")
    floor = time.perf_counter() - start
    size = path.stat().st_size / 1e6
    return {"build": build, "floor": floor, "path": str(path), "size": size, "peak": peak}


def add(previous: Path, staging: Path) -> dict[str, float]:
    """Seconds until the staged reports are published as the next version, and peak memory; seconds to compare the two."""
    path = staging / "disclosure.000009.duckdb"
    part = path.with_name(path.name + ".part")
    start = time.perf_counter()
    amend.build(part, staging, _RUN, previous)
    versions.publish(part, path)
    added, peak = time.perf_counter() - start, peak_memory() / 1e6
    start = time.perf_counter()
    with compare_versions(previous, path) as changes:
        changes.count("cells")
    return {"add": added, "add_peak": peak, "changes": time.perf_counter() - start}


def peak_memory() -> int:
    """Peak resident memory of this process so far, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
