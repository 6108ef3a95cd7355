"""What the traces of a figure have in common: values as lists, and options that are one value or one per mark."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np


def listed(values: Any) -> list[Any]:
    """Values as plain Python: a list, a column, an array or Plotly's own coded form of one."""
    if values is None:
        return []
    if isinstance(values, Mapping):
        array = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        shape = values.get("shape")
        values = array.reshape([int(size) for size in str(shape).split(",")]) if shape else array
    return [_plain(value) for value in (values.tolist() if hasattr(values, "tolist") else values)]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return None if value is None or (isinstance(value, float) and value != value) else value


def each(values: Any, count: int, default: Any) -> list[Any]:
    """One value per mark from an option that is a single value or has one for each."""
    if values is None:
        return [default] * count
    if isinstance(values, str | int | float):
        return [values] * count
    return listed(values)
