"""What a mark of a chart stands for, carried in Plotly's `customdata` so that a click can be answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

_ABSENT = ""


class Point(NamedTuple):
    """A mark: `key` of what is compared, `year`, and `measure`, the key of a measure or the address of a cell.

    An address is `table.row.column` of the form (`applications.granted.total`). None: not specific to the mark.
    """

    key: str | None = None
    year: int | None = None
    measure: str | None = None


def customdata(frame: pd.DataFrame, measure_column: str = "measure") -> list[tuple[object, ...]]:
    """One point per row of a frame with `key` and, where the chart has them, `year` and `measure_column`."""
    columns = [
        frame[name] if name in frame else [_ABSENT] * len(frame) for name in ("key", "year", measure_column)
    ]
    return list(zip(*columns, strict=True))


def over_years(
    years: Iterable[float], key: str = _ABSENT, measure: str = _ABSENT
) -> list[tuple[object, ...]]:
    """The points of one line: the same key and measure in each year."""
    return [(key, year, measure) for year in years]


def parse(data: object) -> Point:
    """The point that a browser reports; it comes from outside and may hold anything."""
    values = (
        list(data.values())
        if isinstance(data, dict)
        else list(data)
        if isinstance(data, list | tuple)
        else []
    )
    key, year, measure = (*values, None, None, None)[:3]
    number = str(year).removesuffix(".0")
    return Point(
        str(key) if key else None,
        int(number) if number.isdecimal() else None,
        str(measure) if measure else None,
    )
