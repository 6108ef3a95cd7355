"""Reading on a dask cluster: a scheduler and two workers, one of which is killed while it reads."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
import pytest

from etl.demo import write
from etl.ingest.dask_cluster import on_cluster
from etl.ingest.load import load_sources
from etl.warehouse import versions
from tests.support.processes import started

distributed = pytest.importorskip("distributed", reason="distributed is not installed")
dask = pytest.importorskip("dask")


def command(module: str, *options: str) -> list[str]:
    return [sys.executable, "-m", f"distributed.cli.{module}", *options]


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and two worker processes that are connected to it."""
    address_file = folder / "scheduler.json"
    with ExitStack() as stack:
        stack.enter_context(
            started(command("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file)))
        )  # fmt: skip
        options = ("--scheduler-file", str(address_file), "--nthreads", "1", "--no-nanny", "--no-dashboard")
        scratch = ("--local-directory", str(folder))
        worker = command("dask_worker", *options, *scratch)
        workers = [stack.enter_context(started(worker)) for _ in range(2)]
        with distributed.Client(scheduler_file=str(address_file), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address, workers


def content(house: Path) -> tuple[list[tuple[object, ...]], ...]:
    path = versions.current(house)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as con:
        return tuple(
            con.execute(query).fetchall()
            for query in (
                "select content_hash, reports from version",
                "select loaded, rejected, findings from loads",
                "select count(*), count(distinct source_name), count(distinct report_ids) from sources",
            )
        )


def test_a_cluster_that_loses_a_worker_loads_what_one_process_loads(tmp_path: Path) -> None:
    sources = tmp_path / "reports"
    write(sources, 1, (2023, 2024), 3)
    parts = sorted(path for path in sources.iterdir() if path.is_dir())
    for number, order in enumerate(([*parts], [*reversed(parts)])):
        load_sources(order, tmp_path / f"here-{number}", workers=(1, 4)[number])
    expected = content(tmp_path / "here-0")
    assert int(str(expected[2][0][0])) > 20
    assert content(tmp_path / "here-1") == expected
    with cluster(tmp_path) as (address, workers):
        first, second = workers
        done: list[int] = []

        def kill_one(read: int, of: int) -> None:
            done.append(read)
            if first.poll() is None and read < of:
                os.kill(first.pid, signal.SIGKILL)
                first.wait()

        load_sources([sources], tmp_path / "there", 8, on_cluster(address), kill_one)
        assert first.returncode == -signal.SIGKILL and second.poll() is None
        assert len(done) > 4, "reading ended before the worker was killed"
    assert content(tmp_path / "there") == expected


def test_no_scheduler_answers() -> None:
    at_once = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with at_once, pytest.raises(OSError):
        list(on_cluster("tcp://127.0.0.1:9")(len, [["a"]]))
