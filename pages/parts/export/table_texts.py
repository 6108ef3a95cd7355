"""Tables as texts, for papers: the columns on screen without codes, numbers as the pages print them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from etl import PaperTable
from pages.parts.data import dictionary
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.file_names import without_folders

RATES = ("rate", "low", "high", "share")
YEARS = ("year", "last_filed", "first_year", "last_year", "other_year", "population_year")
# on screen they stand behind the names that they stand for
CODES = ("code", "measure_key", "agency_id", "report_id", "rule_key", "table_key", "row_key", "column_key")
_NOT_ON_PAPER = (*CODES, "cell", "locator", "source_sha256", "url")
MOST_ROWS, _MOST_COLUMNS = 100, 9


def paper_table(view: View, frame: pd.DataFrame, most_columns: int = _MOST_COLUMNS) -> tuple[PaperTable, str]:
    """A frame as a table that fits a page, and what was left out of it, in words, if anything was."""
    frame = without_folders(frame)
    remaining = [
        (str(name), column)
        for name, column in frame.items()
        if name not in _NOT_ON_PAPER and column.notna().any()
    ]
    shown = remaining[:most_columns]
    columns = [[_text(name, value) for value in column.head(MOST_ROWS)] for name, column in shown]
    head = [dictionary.heading(name, view.language) for name, _ in shown]
    left_out = _more_rows(view, len(frame))
    if len(remaining) > most_columns:
        names = [dictionary.heading(name, view.language) for name, _ in remaining[most_columns:]]
        left_out.append(view.text("paper.more_columns", names=view.text("list.comma").join(names)))
    return PaperTable(head, list(zip(*columns, strict=True))), " ".join(left_out)


def crosstab(view: View, wide: pd.DataFrame, rates: Collection[str]) -> tuple[PaperTable, str]:
    """A table of a row per name, and which rows were left out of it; `rates` are the columns of rates."""
    columns = [
        [_text(RATES[0] if name in rates else name, value) for value in column.head(MOST_ROWS)]
        for name, column in wide.items()
    ]
    head = [dictionary.heading("name", view.language), *map(str, wide.columns)]
    names = [str(name) for name in wide.index[:MOST_ROWS]]
    return PaperTable(head, list(zip(names, *columns, strict=True))), " ".join(_more_rows(view, len(wide)))


def _more_rows(view: View, rows: int) -> list[str]:
    return [view.text("paper.more_rows", n=f"{rows - MOST_ROWS:,}")] if rows > MOST_ROWS else []


def _text(column: str, value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return number_format.NONE
    if isinstance(value, bool) or (not isinstance(value, int | float) and not hasattr(value, "__float__")):
        return str(value)
    number = float(str(value))
    if column in YEARS:
        return f"{number:.0f}"
    return number_format.rate(number) if column in RATES else number_format.whole(number)
