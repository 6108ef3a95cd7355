"""In-process LRU cache, bounded in bytes, that computes each value once however many readers ask for it at a time.

Values are shared by all readers, so nobody may change them; data frames are handed out as copies, which cost nothing
until they are written to. Why this is not `cachetools.cached(condition=…)`: docs/decisions/page-cache.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import plotly.graph_objects as go
from cachetools import LRUCache

from pages.parts.runtime import run_queue

BYTES = 192 << 20
_Args = ParamSpec("_Args")
_Value = TypeVar("_Value")
_ABSENT = object()
_lock = Lock()
_computing: dict[Hashable, Lock] = {}
_entries: LRUCache[Hashable, tuple[Any, int]] = LRUCache(BYTES, getsizeof=lambda entry: entry[1])


def cached(compute: Callable[_Args, _Value]) -> Callable[_Args, _Value]:
    """Cache a function of hashable arguments that depends on them alone, and on nothing that a session holds.

    A call that raises leaves nothing behind: the next one computes again.
    """

    @wraps(compute)
    def look_up(*args: _Args.args, **kwargs: _Args.kwargs) -> _Value:
        key = (compute.__module__, compute.__qualname__, args, tuple(sorted(kwargs.items())))
        value = _stored(key)
        if value is _ABSENT:
            with _alone(key):
                value = _stored(key)  # another reader may have computed it meanwhile
                if value is _ABSENT:
                    value = compute(*args, **kwargs)
                    _store(key, value)
        return value.copy(deep=False) if isinstance(value, pd.DataFrame) else value

    return look_up


def clear() -> None:
    """Drop all values."""
    with _lock:
        _entries.clear()


def bytes_used() -> int:
    """The estimated size of all values."""
    with _lock:
        return int(_entries.currsize)


@contextmanager
def _alone(key: Hashable) -> Iterator[None]:
    """Let one reader at a time compute the value of a key; the others wait without holding the run queue's slot."""
    with _lock:
        computing = _computing.setdefault(key, Lock())
    try:
        if not computing.acquire(blocking=False):
            with run_queue.released():  # whoever computes it needs the slot to finish
                computing.acquire()
        try:
            yield
        finally:
            computing.release()
    finally:
        with _lock:
            _computing.pop(key, None)


def _stored(key: Hashable) -> Any:
    with _lock:
        return _entries.get(key, (_ABSENT, 0))[0]


def _store(key: Hashable, value: object) -> None:
    """Keep a value unless it alone would push out much of the rest."""
    size = _size(value)
    if size < BYTES // 8:
        with _lock:
            _entries[key] = value, size


def _size(value: object) -> int:
    """Roughly how many bytes a value takes: data frames and figures by content, dataclasses by their fields."""
    if isinstance(value, pd.DataFrame):
        return 500 + sum(
            column.memory_usage(deep=True) if column.dtype == object else column.nbytes
            for _, column in value.items()
        )
    if isinstance(value, Mapping):
        return sys.getsizeof(value) + sum(map(_size, value.values()))
    if isinstance(value, go.Figure):
        return 2_000 + _weight(value.to_dict())
    fields = getattr(value, "__dataclass_fields__", ())
    return sys.getsizeof(value) + sum(_size(getattr(value, name)) for name in fields)


def _weight(part: object) -> int:
    """Roughly how many bytes plain data take; the values of a list are taken to be like its first one."""
    if isinstance(part, dict):
        return sum(map(_weight, part.values()))
    if isinstance(part, list | tuple):
        return len(part) * (8 + _weight(part[0])) if part else 0
    return sys.getsizeof(part)
