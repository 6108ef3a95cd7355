"""What a mark of a chart stands for, carried in Plotly's `customdata` so that a click can be answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

_ABSENT = ""


class Point(NamedTuple):
    """A mark: `key` of what is compared, `year`, and `measure`, the key of a measure or the address of a cell.

    An address is `table.row.column` of the form (`applications.granted.total`). None: not specific to the mark.
    A figure in a sentence may also ask for something else than the reports of the year (`asks`): their change, or a question that its card names.
    """

    key: str | None = None
    year: int | None = None
    measure: str | None = None
    asks: str | None = None


def customdata(frame: pd.DataFrame, measure_column: str = "measure") -> list[tuple[object, ...]]:
    """One point per row of a frame with `key` and, where the chart has them, `year`, `measure_column` and `asks`."""
    names = ("key", "year", measure_column, *(["asks"] if "asks" in frame else []))
    columns = [frame[name] if name in frame else [_ABSENT] * len(frame) for name in names]
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
    key, year, measure, asks = (*values, None, None, None, None)[:4]
    printed = str(year).removesuffix(".0")
    return Point(
        str(key) if key else None,
        int(printed) if re.fullmatch(r"\d{4}", printed) else None,
        str(measure) if measure else None,
        str(asks) if asks else None,
    )
