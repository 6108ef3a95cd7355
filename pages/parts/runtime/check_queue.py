"""Self-checks in turn: few run at once, the others wait in line, and any of them can be cancelled.

Each check is a process of its own with limits of time and memory (`etl.check_upload`); `AT_ONCE` bounds what all of
them use together, so that the pages of other readers keep their speed.
"""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from threading import Event, Lock, Thread
from typing import Any

from etl import check_upload

_LOG = logging.getLogger(__name__)
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
MOST_WAITING, MOST_WAITING_BYTES = 50, 200_000_000
ABANDONED_AFTER = 20.0  # seconds in which nobody asked for a check that waits

Results = Sequence[Mapping[str, Any]]
Check = Callable[[bytes, str, Event], Results]


class Ticket:
    """One check, waiting, running or done. `results` are those of `etl.check_upload`; empty until it is done, and if it
    was cancelled."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name
        self.results: Results = ()
        self.asked_at = time.monotonic()
        self.cancelled, self._done = Event(), Event()

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end; False if it has not come by then. Says that somebody still waits for this check."""
        self.asked_at = time.monotonic()
        return self._done.wait(seconds)

    def cancel(self) -> None:
        """Give the check up: a waiting one loses its place, a running one is ended."""
        self.cancelled.set()

    def finish(self, results: Results) -> None:
        """Hand in the results, and let go of the file."""
        self.results, self.data = () if self.cancelled.is_set() else results, b""
        self._done.set()


class CheckQueue:
    """Checks in the order in which they were handed in, `at_once` of them at a time."""

    def __init__(self, check: Check = check_upload, at_once: int = AT_ONCE) -> None:
        self._check, self._at_once = check, at_once
        self._lock = Lock()
        self._waiting: deque[Ticket] = deque()
        self._running = 0

    def submit(self, data: bytes, name: str) -> Ticket | None:
        """Hand in a file; None if too many wait already."""
        ticket = Ticket(data, name)
        with self._lock:
            self._drop_abandoned()
            waiting = sum(len(one.data) for one in self._waiting)
            if len(self._waiting) >= MOST_WAITING or waiting + len(data) > MOST_WAITING_BYTES:
                return None
            self._waiting.append(ticket)
            if self._running < self._at_once:
                self._running += 1
                Thread(target=self._run, daemon=True, name="self-check").start()
        return ticket

    def place(self, ticket: Ticket) -> int:
        """Its place in line, 1 for the next; 0 if it runs or is done."""
        with self._lock:
            self._drop_abandoned()
            return self._waiting.index(ticket) + 1 if ticket in self._waiting else 0

    def _run(self) -> None:
        while (ticket := self._next()) is not None:
            results: Results = ()
            try:
                results = self._check(ticket.data, ticket.name, ticket.cancelled)
            except Exception:  # such as no memory for another process: the line goes on
                _LOG.exception("一次自检没有做成", extra={"event": "check_failed"})
            finally:
                ticket.finish(results)

    def _next(self) -> Ticket | None:
        with self._lock:
            self._drop_abandoned()
            if self._waiting:
                return self._waiting.popleft()
            self._running -= 1
            return None

    def _drop_abandoned(self) -> None:
        oldest = time.monotonic() - ABANDONED_AFTER
        for ticket in [one for one in self._waiting if one.cancelled.is_set() or one.asked_at < oldest]:
            self._waiting.remove(ticket)
            ticket.cancel()
            ticket.finish(())


QUEUE = CheckQueue()
