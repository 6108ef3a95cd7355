"""How a reader asks for more time than a file usually has: recognising a page takes seconds, and a scan has many."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

_asked: ContextVar[Callable[[float], None] | None] = ContextVar("asked", default=None)


def ask_for(seconds: float) -> None:
    """Tell whoever limits this process that it may use `seconds` of processor time from now on."""
    if (tell := _asked.get()) is not None:
        tell(seconds)


def report_to(tell: Callable[[float], None]) -> None:
    """From now on, `tell` is called with what readers in this process ask for."""
    _asked.set(tell)
