"""Runs one page script at a time; the slot is released while a script waits for the database or for another script.

Scripts that run all at once take turns on Python's global lock and on Streamlit's settings, which every element reads
under one lock: fifty readers would wait several times as long (tests/benchmarks/bench_sessions.py). The slot is handed
on in the order in which it was asked for, to scripts that have begun before those that have not. A semaphore has no
such order, and anyio's limiter no way to let those that have begun go first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, local

MAX_WAIT = 5  # seconds behind a script that takes long
_lock = Lock()
_waiting: deque[Event] = deque()
_busy = False
_thread = local()


@contextmanager
def slot() -> Iterator[None]:
    """Hold the slot; without it after `MAX_WAIT` seconds, so that no script blocks the others for good."""
    _acquire(begun=False)
    try:
        yield
    finally:
        _release()


@contextmanager
def released() -> Iterator[None]:
    """Give up the slot while this thread waits for something, and take it again afterwards.

    Without a slot (a card that is drawn by itself, a test) nothing happens.
    """
    had_slot = _release()
    try:
        yield
    finally:
        if had_slot:
            _acquire(begun=True)


def waiting() -> int:
    """How many scripts wait for the slot."""
    with _lock:
        return len(_waiting)


def is_busy() -> bool:
    """Whether a script has the slot."""
    with _lock:
        return _busy


def _acquire(begun: bool) -> None:
    global _busy
    granted = Event()
    with _lock:
        if not _busy:
            _busy = True
            granted.set()
        elif begun:
            _waiting.appendleft(granted)
        else:
            _waiting.append(granted)
    _thread.has_slot = granted.wait(MAX_WAIT) or not _withdraw(granted)


def _withdraw(request: Event) -> bool:
    """Take back a request; False if the slot was granted meanwhile."""
    with _lock:
        if request.is_set():
            return False
        _waiting.remove(request)
        return True


def _release() -> bool:
    """Hand the slot on; False if this thread does not have it."""
    global _busy
    if not getattr(_thread, "has_slot", False):
        return False
    _thread.has_slot = False
    with _lock:
        if _waiting:
            _waiting.popleft().set()
        else:
            _busy = False
    return True
