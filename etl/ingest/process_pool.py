"""Process pool that isolates crashes and timeouts: a failing batch is bisected down to the failing item.

Why not pebble: it restarts a worker after a crash or a timeout, too, but takes items one by one. Most items here take
milliseconds, so workers get batches whose deadline grows with their size and leaves out the worker's start, and a
failed batch is halved. That would have to be built on top of pebble, at about the length of this module.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar, cast

from etl.ingest.forked_workers import context
from etl.runtime import more_time
from etl.runtime.processor_time import TimeLimit
from etl.runtime.sandbox import limit_memory

Item = TypeVar("Item")
Result = TypeVar("Result")

# one item may take this much processor time, and each further item of its batch a little more: most take milliseconds
SECONDS = 20.0
_SECONDS_PER_ITEM = 1.0
_SECONDS_TO_START = 60.0


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """Some items and their result; or one item without a result and the reason: `died` or `too_long`."""

    items: Sequence[Item]
    result: Result | None
    failure: str = ""


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: Connection
    batch: list[Item]
    limit: TimeLimit
    is_ready: bool = False

    def give_time(self, seconds: float) -> None:
        """Give the batch its time from now on; a process that is still importing has more."""
        start = 0.0 if self.is_ready else _SECONDS_TO_START
        self.limit = TimeLimit(self.limit.process, start + seconds + _SECONDS_PER_ITEM * len(self.batch))

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def run(
    work: Callable[[Sequence[Item]], Result],
    batches: Sequence[Sequence[Item]],
    workers: int,
    seconds: float = SECONDS,
) -> Iterator[Done[Item, Result]]:
    """Yield results as they come, in any order. `work`, the items and the results must pickle.

    A batch whose worker dies, or that takes more than `seconds` of processor time and a little per item, is halved until
    the failing item stands alone. Work may ask for more time (`etl.runtime.more_time`).
    """
    pool = _Pool(work, batches, workers, seconds)
    try:
        while pool.is_busy():
            pool.hand_out()
            yield from pool.collect()
            yield from pool.stop_overdue()
    finally:
        pool.stop()


def bisected(batch: list[Item], waiting: deque[list[Item]], failure: str) -> Iterator[Done[Item, Result]]:
    """Queue both halves of a failed batch; yield the failure if it is a single item."""
    if len(batch) == 1:
        yield Done(batch, None, failure)
        return
    middle = len(batch) // 2
    waiting.extend((batch[:middle], batch[middle:]))


class _Pool(Generic[Item, Result]):
    """Batches that wait, workers that read one, and workers without one."""

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Result],
        batches: Sequence[Sequence[Item]],
        workers: int,
        seconds: float,
    ) -> None:
        self._work, self._workers, self._seconds = work, workers, seconds
        self._waiting = deque(list(batch) for batch in batches if batch)
        self._busy: dict[Connection, _Worker[Item]] = {}
        self._idle: list[_Worker[Item]] = []

    def is_busy(self) -> bool:
        return bool(self._waiting or self._busy)

    def hand_out(self) -> None:
        """Send waiting batches to idle workers, and to new ones up to the number allowed."""
        while self._waiting and (self._idle or len(self._busy) < self._workers):
            worker = self._idle.pop() if self._idle else self._start()
            worker.batch = self._waiting.popleft()
            try:
                worker.pipe.send(worker.batch)
            except OSError:  # died while idle
                self._waiting.appendleft(worker.batch)
                worker.stop()
                continue
            worker.give_time(self._seconds)
            self._busy[worker.pipe] = worker

    def collect(self) -> Iterator[Done[Item, Result]]:
        """Wait until a worker answers or is overdue, and yield what the answers are."""
        nearest = min(worker.limit.left() for worker in self._busy.values())
        for ready in wait(list(self._busy), timeout=nearest):
            worker = self._busy.pop(cast(Connection, ready))
            try:
                result = worker.pipe.recv()
                if isinstance(result, float):  # the reader asks for so many seconds
                    worker.give_time(max(self._seconds, result))
                    self._busy[worker.pipe] = worker
                    continue
            except (EOFError, OSError):
                worker.stop()
                yield from bisected(worker.batch, self._waiting, "died")
                continue
            if worker.is_ready:
                yield Done(worker.batch, result)
                self._idle.append(worker)
            else:  # the first message says that the worker's imports are done
                worker.is_ready = True
                worker.give_time(self._seconds)
                self._busy[worker.pipe] = worker

    def stop_overdue(self) -> Iterator[Done[Item, Result]]:
        """Stop workers past their deadline and bisect their batches."""
        for worker in [worker for worker in self._busy.values() if not worker.limit.left()]:
            del self._busy[worker.pipe]
            worker.stop()
            yield from bisected(worker.batch, self._waiting, "too_long")

    def stop(self) -> None:
        for worker in (*self._idle, *self._busy.values()):
            worker.stop()

    def _start(self) -> _Worker[Item]:
        ours, theirs = multiprocessing.Pipe()
        process = context().Process(target=_serve, args=(theirs, self._work, dict(os.environ)), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, [], TimeLimit(process.pid or 0, self._seconds))


def _serve(
    pipe: Connection, work: Callable[[Sequence[Item]], Result], environment: Mapping[str, str]
) -> None:
    """Answer batches until the pipe is closed; the main function of a worker process."""
    # the process that this one was forked from may be older than a choice of language
    os.environ.update(environment)
    limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the loading process is interrupted and stops its workers
    more_time.report_to(pipe.send)
    pipe.send(None)
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        pipe.send(work(batch))
