"""Versions are published while readers use the dashboard, over real connections.

    python -m tests.robustness.faults.publishing WAREHOUSE [--sessions 50] [--publications 20]

Each answer must come from one version, of what was published five seconds before it was asked for or later, without an
error. The warehouse is copied first. Exit 0 where all of that holds.
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
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from etl.warehouse import versions as warehouse_versions
from tests.benchmarks.bench_sessions import VISITED, Session
from tests.browser.serving import dashboard

LATEST = 5  # seconds after which a version must be seen
_APART = 2.0
# as the line of coverage says it, and each chart below its title
_VERSION = re.compile(r"数据版本[^#\"]{0,40}#(\d+)|· #(\d+)\b")


@dataclass
class Answers:
    """What the readers were told: how many answers, and what was wrong with which."""

    count: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Watcher(Session):
    """A reader who notes which data versions an answer names."""

    versions: set[int] = field(default_factory=set)

    def see(self, said: ForwardMsg) -> None:
        super().see(said)
        self.versions |= {int(one or other) for one, other in _VERSION.findall(str(said.delta))}


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


async def _read(address: str, published: Mapping[int, float], over: asyncio.Event, told: Answers) -> None:
    chance = random.Random(len(address) + told.count)
    async with connect(address, subprotocols=["streamlit"], max_size=None) as wire:  # type: ignore[list-item]
        reader = Watcher(wire)
        while not over.is_set():
            reader.page = chance.choice(("", *VISITED[1:]))
            reader.versions.clear()
            begun = time.monotonic()
            await reader.run()
            told.count += 1
            due = max((number for number, at in published.items() if at < begun - LATEST), default=0)
            if len(reader.versions) != 1 or min(reader.versions) < due:
                told.wrong.append(f"versions {sorted(reader.versions)}, due {due}")
            await asyncio.sleep(chance.uniform(0, 2 * _APART))
        told.wrong += reader.failed


async def _watch(address: str, house: Path, sessions: int, publications: int) -> Answers:
    published, told, over = {0: time.monotonic()}, Answers(), asyncio.Event()
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    readers = [asyncio.create_task(_read(stream, published, over, told)) for _ in range(sessions)]
    for _ in range(publications):
        await asyncio.sleep(_APART)
        published[await asyncio.to_thread(publish, house)] = time.monotonic()
    await asyncio.sleep(LATEST + _APART)
    over.set()
    for ended in await asyncio.gather(*readers, return_exceptions=True):
        if isinstance(ended, BaseException):
            told.wrong.append(f"{type(ended).__name__}: {ended}")
    return told


def watched(given: Path, sessions: int, publications: int) -> Answers:
    """What `sessions` readers are told by a fresh server over a copy of a warehouse, while it is published anew."""
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
    told = watched(options.given, options.sessions, options.publications)
    print(f"{told.count} answers, {len(told.wrong)} wrong", *sorted(set(told.wrong))[:5], sep="\n")
    return int(bool(told.wrong))


if __name__ == "__main__":
    sys.exit(main())
