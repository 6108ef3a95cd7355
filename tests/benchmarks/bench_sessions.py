"""Simulate many readers at once: each changes a filter or the page, thinks, and changes again.

    python -m tests.benchmarks.bench_sessions DATABASE-OR-WAREHOUSE [--sessions 50] [--seconds 40] [--think 2] [--servers 1]

Speaks to the server as Streamlit's browser code does (one WebSocket per session, the server's own messages), so that
the server alone is measured: seconds from a choice to the end of the page's script. The first 20 seconds, in which
all readers arrive at once, are left out. Prints median and 95th percentile, failures, and the servers' memory.
With several servers a session stays with one of them, as behind the proxy of docs/nginx.conf.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks.bench_pages import memory, served

VISITED = ("overview", "disclosure", "applications", "litigation")
_ARRIVING = 20
_YEARS = ("2019", "2020", "2021", "2022", "2023")


@dataclass
class Session:
    """One reader: the connection, the current page and the select boxes that the page has."""

    wire: ClientConnection
    page: str = ""
    boxes: dict[str, str] = field(default_factory=dict)  # the first year offered -> id of the widget
    chosen: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    async def run(self) -> float:
        """Run the page's script with the present choices; seconds until it ends."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        for widget, value in self.chosen.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = widget, value
        start = time.perf_counter()
        await self.wire.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.wire.recv())
            kind = answer.WhichOneof("type")
            if kind == "delta":
                self.see(answer)
            elif kind == "script_finished":
                return time.perf_counter() - start

    def see(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.failed.append(element.exception.message)
        if element.WhichOneof("type") == "selectbox" and "2019" in element.selectbox.options:
            self.boxes[element.selectbox.label] = element.selectbox.id


async def reader(
    address: str, number: int, seconds: float, think: float, times: list[float], failed: list[str]
) -> None:
    """Open the dashboard and change page or years until the time is over."""
    chance = random.Random(number)
    try:
        async with connect(address, subprotocols=["streamlit"], max_size=None) as wire:  # type: ignore[list-item]
            session = Session(wire)
            await asyncio.sleep(chance.uniform(0, think * 2))
            await session.run()
            end = time.perf_counter() + _ARRIVING + seconds
            while time.perf_counter() < end:
                await asyncio.sleep(chance.expovariate(1 / think))
                if chance.random() < 0.3 or not session.boxes:
                    page = chance.choice(VISITED)
                    session.page = "" if page == VISITED[0] else page  # the first stands at the root
                    session.chosen.clear()
                else:
                    session.chosen[next(iter(session.boxes.values()))] = chance.choice(_YEARS)
                taken = await session.run()
                if end - time.perf_counter() < seconds:
                    times.append(taken)
            failed += session.failed
    except Exception as error:
        failed.append(f"{type(error).__name__}: {error}")


async def measure(
    addresses: Sequence[str], sessions: int, seconds: float, think: float
) -> tuple[list[float], list[str]]:
    """Seconds of every change, and the failures."""
    times: list[float] = []
    failed: list[str] = []
    streams = [address.replace("http", "ws", 1) + "/_stcore/stream" for address in addresses]
    await asyncio.gather(
        *(reader(streams[at % len(streams)], at, seconds, think, times, failed) for at in range(sessions))
    )
    return sorted(times), failed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("given", type=Path)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--think", type=float, default=2)
    parser.add_argument("--servers", type=int, default=1)
    options = parser.parse_args()
    with ExitStack() as stack:
        addresses = [stack.enter_context(served(options.given)) for _ in range(options.servers)]
        for sessions in (1, options.sessions):
            times, failed = asyncio.run(measure(addresses, sessions, options.seconds, options.think))
            print(
                f"{sessions:>4} sessions: {len(times):>6} changes, median {statistics.median(times) * 1000:.0f} ms, "
                f"p95 {times[int(0.95 * (len(times) - 1))] * 1000:.0f} ms, failed {len(failed)}, "
                f"server {' + '.join(f'{memory(address):.0f}' for address in addresses)} MB",
                flush=True,
            )
            for reason in sorted(set(failed))[:5]:
                print("     ", reason)


if __name__ == "__main__":
    main()
