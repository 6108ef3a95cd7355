"""Publishes versions while readers use the dashboard over real connections.

    python -m tests.robustness.faults.publishing WAREHOUSE [--sessions 50] [--publications 20]

Each answer must be free of errors and come from one version, no older than the newest one published five seconds before
the question. Works on a copy of the warehouse. Exit code 0 if all answers are right.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from etl.warehouse import versions as warehouse_versions
from tests.benchmarks.bench_sessions import VISITED, Session
from tests.browser.serving import dashboard

LATEST = 5  # seconds after which a version must be shown
_APART = 2.0
# as the coverage line and the line below each chart's title print it
_VERSION = re.compile(r"数据版本[^#\"]{0,40}#(\d+)|· #(\d+)\b")


@dataclass
class Answers:
    """How many answers the readers got, and what was wrong with any of them."""

    count: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Watcher(Session):
    """A reader that records which data versions an answer names."""

    versions: set[int] = field(default_factory=set)

    def see(self, said: ForwardMsg) -> None:
        super().see(said)
        self.versions |= {int(coverage or chart) for coverage, chart in _VERSION.findall(str(said.delta))}


def publish(house: Path) -> int:
    """One more version: the newest one under another number."""
    newest, path = warehouse_versions.current(house), warehouse_versions.next_path(house)
    assert newest is not None
    part = path.with_name(path.name + ".part")
    shutil.copy(newest, part)
    number = warehouse_versions.version_of(path)
    with duckdb.connect(str(part)) as con:
        con.execute("update version set version = ?", [number])
    with warehouse_versions.locked(house):
        warehouse_versions.publish(part, path)
        warehouse_versions.clear_old(house)
    return number


async def _read(address: str, published: Mapping[int, float], over: asyncio.Event, answers: Answers) -> None:
    chance = random.Random(len(address) + answers.count)
    async with connect(address, subprotocols=["streamlit"], max_size=None) as wire:  # type: ignore[list-item]
        reader = Watcher(wire)
        is_last = False
        while not is_last:
            is_last = over.is_set()  # every reader looks once more after the last publication
            reader.page = chance.choice(("", *VISITED[1:]))
            reader.versions.clear()
            begun = time.monotonic()
            await reader.run()
            answers.count += 1
            due = max((number for number, at in published.items() if at < begun - LATEST), default=0)
            if len(reader.versions) != 1 or min(reader.versions) < due:
                answers.wrong.append(f"versions {sorted(reader.versions)}, due {due}")
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), chance.uniform(0, 2 * _APART))
        answers.wrong += reader.failed


async def _watch(address: str, house: Path, sessions: int, publications: int) -> Answers:
    published, answers, over = {0: time.monotonic()}, Answers(), asyncio.Event()
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    readers = [asyncio.create_task(_read(stream, published, over, answers)) for _ in range(sessions)]
    for _ in range(publications):
        await asyncio.sleep(_APART)
        published[await asyncio.to_thread(publish, house)] = time.monotonic()
    await asyncio.sleep(LATEST + _APART)
    over.set()
    for ended in await asyncio.gather(*readers, return_exceptions=True):
        if isinstance(ended, BaseException):
            answers.wrong.append(f"{type(ended).__name__}: {ended}")
    return answers


def watched(given: Path, sessions: int, publications: int) -> Answers:
    """The answers that `sessions` readers get from a fresh server while versions of a copied warehouse are published."""
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder) / "house"
        shutil.copytree(given, house)
        # in a thread of its own: a browser of another test may have left a loop running in this one
        with dashboard(house) as address, ThreadPoolExecutor(1) as thread:
            watching = _watch(address, house, sessions, publications)
            return thread.submit(asyncio.run, watching).result()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("given", type=Path)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--publications", type=int, default=20)
    options = parser.parse_args()
    answers = watched(options.given, options.sessions, options.publications)
    print(f"{answers.count} answers, {len(answers.wrong)} wrong", *sorted(set(answers.wrong))[:5], sep="\n")
    return int(bool(answers.wrong))


if __name__ == "__main__":
    sys.exit(main())
