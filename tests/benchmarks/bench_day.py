"""A day of readers: sessions that open the dashboard, walk every page and leave; what the server still holds afterwards.

    python -m tests.benchmarks.bench_day DATABASE-OR-WAREHOUSE [--sessions 2000] [--at-once 5]

Prints memory, open files, threads and child processes of the server after the first hundred sessions, then after each
fifth of the day. Exit code 1 if an answer failed, or memory ended above 1.1 times that after the first hundred.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
from websockets.asyncio.client import connect

from pages.parts.state import navigation
from tests.benchmarks.bench_pages import served
from tests.benchmarks.bench_sessions import Session
from tests.browser.reading import path

_FIRST = 100


def server(address: str) -> psutil.Process:
    """The process that serves this address."""
    port = address.rsplit(":", 1)[1]
    return next(one for one in psutil.process_iter(["cmdline"]) if port in (one.info["cmdline"] or []))


def held(process: psutil.Process) -> dict[str, float]:
    """What the server holds now."""
    return {
        "MB": round(process.memory_info().rss / 1e6, 1),
        "files": process.num_fds(),
        "threads": process.num_threads(),
        "children": len(process.children(recursive=True)),
    }


async def walk(stream: str) -> list[str]:
    """One reader: every page once; returns what failed."""
    async with connect(stream, subprotocols=["streamlit"], max_size=None) as wire:  # type: ignore[list-item]
        session = Session(wire)
        for key in navigation.PAGES:
            session.page = path(key)
            await session.run()
        return session.failed


async def walk_some(stream: str, numbers: Iterator[int], failed: list[str]) -> None:
    """Readers one after another, as long as there are numbers left."""
    for _ in numbers:
        try:
            failed += await walk(stream)
        except Exception as error:
            failed.append(f"{type(error).__name__}: {error}")


async def sessions(stream: str, count: int, at_once: int) -> list[str]:
    """So many readers, some of them at a time; returns what failed."""
    failed: list[str] = []
    numbers = iter(range(count))
    await asyncio.gather(*(walk_some(stream, numbers, failed) for _ in range(at_once)))
    return failed


def main(source: Path, count: int, at_once: int) -> int:
    """Measure and print; returns the exit code."""
    with served(source) as address:
        stream, process = address.replace("http", "ws", 1) + "/_stcore/stream", server(address)
        failed = asyncio.run(sessions(stream, min(_FIRST, count), at_once))
        first, done = held(process), min(_FIRST, count)
        print(f"{done:>6} sessions: {first}", flush=True)
        for part in range(1, 6):
            more = count * part // 5 - done
            if more > 0:
                failed += asyncio.run(sessions(stream, more, at_once))
                done += more
                print(f"{done:>6} sessions: {held(process)}, failed {len(failed)}", flush=True)
        last = held(process)
    print(f"memory {last['MB'] / first['MB']:.2f} times that after the first {min(_FIRST, count)}")
    for reason in sorted(set(failed))[:5]:
        print("     ", reason)
    return 1 if failed or last["MB"] > 1.1 * first["MB"] else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("given", type=Path)
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=5)
    options = parser.parse_args()
    sys.exit(main(options.given, options.sessions, options.at_once))
