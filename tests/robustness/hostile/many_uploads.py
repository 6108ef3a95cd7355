"""Hands files in to the self-check, one after another, and prints what the server has not let go of.

    python -m tests.robustness.hostile.many_uploads [--times 10000]

Readable reports, files that are none and files that are refused take turns. Exit code 1 if a check failed, or if memory,
open files, threads, child processes or temporary files at the end are more than after the first hundred (memory: a tenth).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from pages.parts.runtime.check_queue import CheckQueue
from tests.robustness.variants.case import bases
from tests.robustness.variants.pages import page

_FIRST, _LONGEST = 100, 120.0


@dataclass(frozen=True)
class Held:
    """What this process holds: megabytes, open files, threads, child processes, files in the temporary folder."""

    megabytes: float
    files: int
    threads: int
    children: int
    temporary: int


def held() -> Held:
    """What this process holds now."""
    process = psutil.Process()
    return Held(
        process.memory_info().rss / 1e6,
        process.num_fds(),
        process.num_threads(),
        len(process.children(recursive=True)),
        len(list(Path(tempfile.gettempdir()).iterdir())),
    )


def main(times: int) -> int:
    """Hand in `times` files; returns the exit code."""
    report = page(next(iter(bases(seed=3))).parts()).encode()
    files = {
        "年报.html": report,
        "说明.txt": "这不是年度报告。".encode(),
        "残缺.docx": b"PK\x03\x04" + report[:4000],
    }
    names, queue = list(files), CheckQueue(at_once=1)
    unfinished, first = 0, held()
    for number in range(times):
        name = names[number % len(names)]
        ticket = queue.submit(files[name], name)
        unfinished += ticket is None or not ticket.wait(_LONGEST) or not ticket.results
        if number + 1 == min(_FIRST, times):
            first = held()
            print(f"after {number + 1}: {asdict(first)}", flush=True)
        elif (number + 1) % 1000 == 0:
            print(f"after {number + 1}: {asdict(held())}", flush=True)
    last = held()
    print(f"{times} files, {unfinished} without an answer; at the end {asdict(last)}")
    grown = [
        name
        for name in ("files", "threads", "children", "temporary")
        if getattr(last, name) > getattr(first, name)
    ]
    if last.megabytes > 1.1 * first.megabytes:
        grown.append("megabytes")
    return 1 if unfinished or grown else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        code = main(parser.parse_args().times)
    sys.exit(code)
