"""What was worked out once is kept for the next who asks the same of the same data version.

All of it together is bounded in bytes; what was not asked for longest goes first. What is kept is shared by all
readers, so nobody may change it: frames are handed out as copies, which cost nothing until they are changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import plotly.graph_objects as go
from cachetools import LRUCache

from pages.parts.runtime import run_queue

BYTES = 192 << 20
_Given = ParamSpec("_Given")
_Value = TypeVar("_Value")
_NOTHING = object()
_lock = Lock()
_making: dict[Hashable, Lock] = {}
_held: LRUCache[Hashable, tuple[Any, int]] = LRUCache(BYTES, getsizeof=lambda held: held[1])


def cached(work_out: Callable[_Given, _Value]) -> Callable[_Given, _Value]:
    """For functions of hashable arguments that depend on these alone, and on nothing that a session holds."""

    @wraps(work_out)
    def recalled(*given: _Given.args, **named: _Given.kwargs) -> _Value:
        key = (work_out.__module__, work_out.__qualname__, given, tuple(sorted(named.items())))
        value = _known(key)
        if value is _NOTHING:
            with _lock:
                making = _making.setdefault(key, Lock())
            try:
                with _waited_for(
                    making
                ):  # whoever asks the same meanwhile waits for the one who works it out
                    value = _known(key)
                    if value is _NOTHING:
                        value = work_out(*given, **named)
                        _keep(key, value)
            finally:
                with _lock:
                    _making.pop(key, None)
        return value.copy(deep=False) if isinstance(value, pd.DataFrame) else value

    return recalled


@contextmanager
def _waited_for(lock: Lock) -> Iterator[None]:
    if not lock.acquire(blocking=False):
        with run_queue.released():  # the one who works it out needs a turn to end
            lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _known(key: Hashable) -> Any:
    with _lock:
        return _held.get(key, (_NOTHING, 0))[0]


def _keep(key: Hashable, value: object) -> None:
    size = _size(value)
    if size < BYTES // 8:
        with _lock:
            _held[key] = value, size


def clear() -> None:
    """Lets go of everything that is kept."""
    with _lock:
        _held.clear()


def held_bytes() -> int:
    """About how many bytes all cached values take."""
    with _lock:
        return int(_held.currsize)


def _size(value: object) -> int:
    """About how many bytes a value takes: frames and figures by their content, records by their fields."""
    if isinstance(value, pd.DataFrame):
        return 500 + sum(
            column.memory_usage(deep=True) if column.dtype == object else column.nbytes
            for _, column in value.items()
        )
    if isinstance(value, go.Figure):
        return 2_000 + 4 * len(value.to_json())
    fields = getattr(value, "__dataclass_fields__", ())
    return sys.getsizeof(value) + sum(_size(getattr(value, name)) for name in fields)
