"""One page is worked out at a time in a process; while it waits, for the database or for another page, the next one is.

All at once they would take Python from each other, and Streamlit's settings, which every element reads under one lock:
fifty readers would then wait several times as long (see tests/benchmarks/bench_sessions.py). Turns are handed on in the
order in which they were asked for, to pages that have begun before those that have not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, local

LONGEST_WAIT = 5  # seconds to wait behind a page that takes long
_lock = Lock()
_waiting: deque[Event] = deque()
_busy = False
_mine = local()


@contextmanager
def slot() -> Iterator[None]:
    """Waits for this thread's turn; after `LONGEST_WAIT` seconds goes on without one."""
    _take(begun=False)
    try:
        yield
    finally:
        _give()


@contextmanager
def released() -> Iterator[None]:
    """Lets others have their turn while this thread waits for something; takes its own again afterwards.

    Without a turn (a card that is drawn by itself, a test) nothing happens.
    """
    had = _give()
    try:
        yield
    finally:
        if had:
            _take(begun=True)


def is_taken() -> bool:
    """Whether a script holds the slot."""
    return _busy


def waiting() -> int:
    """The number of scripts that wait for the slot."""
    return len(_waiting)


def _take(begun: bool) -> None:
    global _busy
    handed = Event()
    with _lock:
        if not _busy:
            _busy = True
            handed.set()
        elif begun:
            _waiting.appendleft(handed)
        else:
            _waiting.append(handed)
    _mine.held = handed.wait(LONGEST_WAIT) or not _withdrawn(handed)


def _withdrawn(handed: Event) -> bool:
    """Takes back a request; False where the turn has come meanwhile."""
    with _lock:
        if handed.is_set():
            return False
        _waiting.remove(handed)
        return True


def _give() -> bool:
    """Hands the turn on; False where this thread has none."""
    global _busy
    if not getattr(_mine, "held", False):
        return False
    _mine.held = False
    with _lock:
        if _waiting:
            _waiting.popleft().set()
        else:
            _busy = False
    return True
