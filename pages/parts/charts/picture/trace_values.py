"""What the traces of a figure have in common: values as lists, and options that are one value or one per mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def listed(values: Iterable[Any] | None) -> list[Any]:
    """The values that a trace states; none if it does not."""
    return [] if values is None else list(values)


def each(values: Any, count: int, default: Any) -> list[Any]:
    """One value per mark from an option that is a single value or has one for each."""
    if values is None:
        return [default] * count
    if isinstance(values, str | int | float):
        return [values] * count
    return listed(values)
