"""Measure a load from files on disk to a published warehouse: rate and memory, against reading alone.

    python -m tests.benchmarks.bench_load [--reports N] [--keep DIR]

Writes N demo reports to a temporary folder, reads a sample of them in as many processes as a load has, without storing
anything, then loads them all with the command. Prints seconds, reports per second, and the peak memory of all processes
together.
"""

from __future__ import annotations

import argparse
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from etl.demo import write
from etl.ingest.records import Task
from etl.ingest.worker import read_batch
from etl.sources.discovery import find
from etl.sources.source import Source
from tests.support.paths import ROOT

PROCESSES = 2
LOOK_EVERY = 0.25  # seconds; looking takes the processor from what is measured
REPORTS_A_COUNTY = 120  # of the demo, over 2019–2025


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="folder in which the warehouse stays, for bench_pages")
    options = parser.parse_args()
    wanted = options.reports
    with tempfile.TemporaryDirectory() as folder:
        reports, house = Path(folder) / "reports", options.keep or Path(folder) / "warehouse"
        count = write(reports, max(1, wanted // REPORTS_A_COUNTY), (2019, 2025), 1)
        tasks = [Task(source, folder) for source in find([reports]) if isinstance(source, Source)]
        alone = read_alone(tasks[:: max(1, len(tasks) // 2000)])
        seconds, peak, last = load(reports, house)
        again, _, _ = load(reports, house)
    print(f"{'':44}{'reports/s':>10}{'seconds':>9}{'peak MB':>9}")
    print(f"{f'reading alone, {PROCESSES} processes':44}{alone:>10.0f}")
    print(
        f"{f'load of {count} files, {PROCESSES} processes':44}{count / seconds:>10.0f}{seconds:>9.1f}{peak:>9.0f}"
    )
    print(f"{'the same once more, nothing changed':44}{'':>10}{again:>9.1f}")
    print(f"share of the rate of reading alone: {count / seconds / alone:.0%}; {last}")


def read_alone(tasks: Sequence[Task]) -> float:
    """Files per second that as many warm processes read at the same time."""
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(read_in_silence, [tasks[:50]] * PROCESSES, chunksize=1)
        batches = [tasks[begin : begin + 20] for begin in range(0, len(tasks), 20)]
        start = time.perf_counter()
        pool.map(read_in_silence, batches, chunksize=1)
        return len(tasks) / (time.perf_counter() - start)


def read_in_silence(tasks: Sequence[Task]) -> None:
    """Read files without handing over what they hold."""
    read_batch(tasks)


def load(reports: Path, house: Path) -> tuple[float, float, str]:
    """Seconds, peak resident memory of the process tree in MB, and the last line printed."""
    command = [
        sys.executable,
        "-m",
        "etl",
        "load",
        str(reports),
        "--warehouse",
        str(house),
        "--workers",
        str(PROCESSES),
    ]
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                tree = [watched, *watched.children(recursive=True)]
                peak = max(peak, sum(one.memory_info().rss for one in tree) / 1e6)
            except psutil.Error:
                continue
            time.sleep(LOOK_EVERY)
        assert process.stdout is not None
        return time.perf_counter() - start, peak, process.stdout.read().strip().splitlines()[-1]


if __name__ == "__main__":
    main()
