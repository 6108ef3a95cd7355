"""A few reports, loads of them in a child process, and what a warehouse holds afterwards."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb

from etl.demo import write
from etl.ingest.load import Summary, load_sources
from etl.ingest.process_pool import Done, Item, Result
from etl.warehouse import versions
from etl.warehouse.version_record import content_hash

_ENDINGS = (".html", ".txt", ".md")
# audit events of the interpreter for what a process does to files
_FILE_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "tempfile.mkdtemp")


def reports(folder: Path, count: int = 4) -> Path:
    """A folder of `count` synthetic reports."""
    with tempfile.TemporaryDirectory() as demo:
        write(Path(demo), 1, (2024, 2024), 3)
        found = sorted(path for path in Path(demo).rglob("*") if path.suffix in _ENDINGS and path.is_file())
        folder.mkdir(parents=True)
        for path in found[:count]:
            shutil.copy(path, folder)
    return folder


def read_here(
    work: Callable[[Sequence[Item]], Result], batches: Sequence[Sequence[Item]]
) -> Iterator[Done[Item, Result]]:
    """Read in this process: starting workers would take longer than reading these few reports."""
    for batch in batches:
        yield Done(batch, work(batch))


def load_here(sources: Path, house: Path) -> Summary:
    return load_sources([sources], house, 1, read_here)


def in_child(work: Callable[[], object], kill_after: float | None = None) -> int | None:
    """The exit code of a forked process that does `work`: 0 done, 1 raised, -9 killed after `kill_after` seconds.

    It is forked to save the imports, so the parent must not have used DuckDB or Arrow before.
    """
    process = multiprocessing.get_context("fork").Process(target=_work, args=(work,))
    process.start()
    process.join(kill_after)
    if process.is_alive() and process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return process.exitcode


def _work(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def die_at(number: int) -> None:
    """Kill this process (SIGKILL) at its `number`-th file operation."""
    left = [number]

    def count(event: str, _: object) -> None:
        if event in _FILE_EVENTS:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def content(house: Path) -> tuple[str, int] | None:
    """Content hash, computed again, and number of reports of the current version; None if there is none.

    Raises AssertionError or duckdb.Error if the version is not whole.
    """
    path = versions.current(house)
    if path is None:
        return None
    with duckdb.connect(str(path), read_only=True) as con:
        expected, reports = con.execute("select content_hash, reports from version").fetchall()[0]
        assert content_hash(con) == expected, f"{path} is not what was published"
        assert con.execute("select count(*), count(distinct report_id) from figures").fetchall() == [
            (reports, reports)
        ]
    return expected, reports


def leftovers(house: Path) -> list[str]:
    """Files that an interrupted load left in the warehouse."""
    return sorted(
        path.name for pattern in ("*.part*", f"{versions.STAGING}*") for path in house.glob(pattern)
    )


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
