"""Work in separate processes: what kills its worker or takes too long costs itself only, and is found by halving."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from etl.runtime.sandbox import limit_memory

Item = TypeVar("Item")
Result = TypeVar("Result")

# one item may take this long, and each further one of its batch a little more: most take milliseconds
SECONDS = 20.0
_SECONDS_MORE = 1.0
_SECONDS_TO_START = 60.0


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """What became of some items: a result, or (for one item alone) why there is none: `died` or `too_long`."""

    items: Sequence[Item]
    result: Result | None
    failure: str = ""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    batch: list[Any]
    deadline: float = 0.0
    started: bool = False

    def begin(self, seconds: float) -> None:
        """From now on its batch has so much time; a process that is still importing has more."""
        start = 0.0 if self.started else _SECONDS_TO_START
        self.deadline = time.monotonic() + start + seconds + _SECONDS_MORE * len(self.batch)


def run(
    work: Callable[[Sequence[Item]], Result],
    batches: Sequence[Sequence[Item]],
    workers: int,
    seconds: float = SECONDS,
) -> Iterator[Done[Item, Result]]:
    """Results as they come, in any order. `work` and what it takes and gives must pickle.

    A batch whose worker dies, or takes longer than `seconds` and a little for each item, is halved until the item
    stands alone.
    """
    waiting = deque(list(batch) for batch in batches if batch)
    busy: dict[Connection, _Worker] = {}
    idle: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and (idle or len(busy) < workers):
                worker = idle.pop() if idle else _start(work)
                worker.batch = waiting.popleft()
                try:
                    worker.pipe.send(worker.batch)
                except OSError:  # died while idle
                    waiting.appendleft(worker.batch)
                    _stop(worker)
                    continue
                worker.begin(seconds)
                busy[worker.pipe] = worker
            nearest = min(worker.deadline for worker in busy.values())
            for ready in wait(list(busy), timeout=max(0.0, nearest - time.monotonic())):
                worker = busy.pop(ready)  # type: ignore[call-overload]
                try:
                    result = worker.pipe.recv()
                    if worker.started:
                        yield Done(worker.batch, result)
                        idle.append(worker)
                    else:  # its first message says that its imports are done
                        worker.started, busy[worker.pipe] = True, worker
                        worker.begin(seconds)
                except (EOFError, OSError):
                    _stop(worker)
                    yield from halved(worker.batch, waiting, "died")
            for worker in [worker for worker in busy.values() if worker.deadline <= time.monotonic()]:
                del busy[worker.pipe]
                _stop(worker)
                yield from halved(worker.batch, waiting, "too_long")
    finally:
        for worker in (*idle, *busy.values()):
            _stop(worker)


def halved(batch: list[Item], waiting: deque[list[Item]], failure: str) -> Iterator[Done[Item, Result]]:
    if len(batch) == 1:
        yield Done(batch, None, failure)
        return
    middle = len(batch) // 2
    waiting.extend((batch[:middle], batch[middle:]))


def _start(work: Callable[[Sequence[Item]], Result]) -> _Worker:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, work), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here, [])


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _serve(pipe: Connection, work: Callable[[Sequence[Item]], Result]) -> None:
    limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the loader is told, and ends its workers
    pipe.send(None)
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        pipe.send(work(batch))
