"""Figures that a finding holds to be in the wrong unit: one can be ten thousand times the rest of its series."""

from __future__ import annotations

import pandas as pd

from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.text import number_format

_MAX_NAMES = 3
_TABLE, _COLUMNS = "proactive_disclosure", ["year", "agency", "counted", "report_id"]


@cache.cached
def of_measure(view: View, key: str) -> pd.DataFrame:
    """One row per counted figure of a doubtful unit in the measure: year, agency, counted, report_id."""
    table, _, cell = view.measure(key).numerator.partition(".")
    if table != _TABLE:
        return pd.DataFrame({name: [] for name in _COLUMNS})
    frame = view.ask("doubtful_volumes")
    is_meant = (frame["rule_key"] == "unit_slip") & (frame["row_key"] + "." + frame["column_key"] == cell)
    return frame.loc[is_meant & frame["counted"].notna(), _COLUMNS].reset_index(drop=True)


def without(frame: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """A measure by year (rows of measure_frames.fetch) less the doubtful figures, and less the reports that state them."""
    by_year = doubts.groupby("year")["counted"].agg(["sum", "count"]).reindex(frame["year"]).fillna(0)
    amounts, reports = by_year["sum"].to_numpy(), by_year["count"].to_numpy()
    frame = frame.assign(taken_in=frame["taken_in"] - reports.astype(int))
    is_left = frame["taken_in"] > 0
    columns = {name: (frame[name] - amounts).where(is_left) for name in ("numerator", "value", "plotted")}
    return frame.assign(**columns, status=frame["status"].where(is_left, "not_stated"))


def marked(view: View, frame: pd.DataFrame, doubts: pd.DataFrame) -> pd.DataFrame:
    """The frame with `doubtful_text`, what is written at a year with such a figure; empty at the others."""
    years = set(doubts["year"])
    texts = [
        view.text("doubtful.mark", value=number_format.compact(row.plotted, view.language))
        if row.year in years
        else ""
        for row in frame.itertuples()
    ]
    return frame.assign(doubtful_text=texts)


def note(view: View, doubts: pd.DataFrame, is_left_out: bool) -> list[str]:
    """Which figures they are, and whether they are counted."""
    if doubts.empty:
        return []
    first = doubts.head(_MAX_NAMES)
    listed = view.text("list.comma").join(
        view.text("doubtful.one", agency=row.agency, year=row.year, value=number_format.whole(row.counted))
        for row in first.itertuples()
    )
    more = "…" if len(doubts) > len(first) else ""
    return [view.text("doubtful.out" if is_left_out else "doubtful.in", n=len(doubts), listed=listed + more)]
