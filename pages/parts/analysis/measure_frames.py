"""Measures as data frames for charts: values, display texts and hover texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pages.parts.data import dictionary, query
from pages.parts.data.dictionary import Measure
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.text import number_format

# rows of a chart, and of a grid, whose rows have a number per year; the table beside the chart has all of them
MAX_ROWS, MAX_GRID_ROWS = 40, 20


def fetch(view: View, key: str, by: str = "none", year: int | None = None) -> pd.DataFrame:
    """A measure by group and year: the rows of `fetch_sums` with value, low, high, status, plotted and name."""
    if by != "none":
        return _by_groups(view, key, by, year)
    page = view.measures(view.measure(key).page)
    together = view.drawn if key in view.drawn else tuple(other.key for other in page)
    frame = _overall(view, together)[key]
    if year is None:
        return frame.copy(deep=False)
    return frame[frame["year"].to_numpy() == year].reset_index(drop=True)


@cache.cached
def _by_groups(view: View, key: str, by: str, year: int | None) -> pd.DataFrame:
    measure = view.measure(key)
    frame = proportions.with_rates(fetch_sums(view, [measure], by, year), measure.kind)
    names = view.names(by, list(frame["key"].unique()))
    return frame.assign(name=[names.get(key, key) for key in frame["key"]])


def fetch_sums(view: View, measures: Sequence[Measure], by: str, year: int | None = None) -> pd.DataFrame:
    """One row per year (or for the one given), group and measure: reports, taken_in, contradictory, numerator, denominator."""
    asked = view if year is None else view.in_year(year)
    return asked.ask("measures_by", by=by, fragments=query.pooled(measures))


@cache.cached
def _overall(view: View, keys: tuple[str, ...]) -> Mapping[str, pd.DataFrame]:
    """Several measures over all agencies together, asked for and computed at once: the frame of each, by year."""
    measures = {key: view.measure(key) for key in keys}
    frame = fetch_sums(view, list(measures.values()), "none")
    frame = frame.sort_values(["measure", "year"], ignore_index=True)
    of_rows = [measures[key] for key in frame["measure"]]
    rated = proportions.with_rates(frame, [measure.kind for measure in of_rows])
    rated = rated.assign(name=[measure.label(view.language) for measure in of_rows])
    frames = {key: rows.reset_index(drop=True) for key, rows in rated.groupby("measure", sort=False)}
    return {key: frames.get(key, rated.iloc[:0]) for key in keys}


def with_texts(view: View, measure: Measure, frame: pd.DataFrame) -> pd.DataFrame:
    """Add `display_text` and `hover_text`, for the rows that are drawn."""
    rows = list(frame.itertuples())
    return frame.assign(
        display_text=[display_text(view, measure, row) for row in rows],
        hover_text=[hover_text(view, measure, row) for row in rows],
    )


def display_text(view: View, measure: Measure, row: object) -> str:
    """The text at a mark: 34.2 % (275/805); 3/7 where only counts may be shown; — where the denominator is 0."""
    status = row.status  # type: ignore[attr-defined]
    numerator, denominator = row.numerator, row.denominator  # type: ignore[attr-defined]
    if status == "not_stated":
        return view.text("status.not_stated")
    if measure.kind not in ("rate", "ratio"):
        return number_format.whole(row.value)  # type: ignore[attr-defined]
    pair = number_format.fraction(numerator, denominator)
    if status == "none":
        return f"{number_format.NONE} ({pair})"
    few = "*" if status == "small" else ""
    return pair if status == "counts_only" else f"{number_format.rate(row.value)} ({pair}){few}"  # type: ignore[attr-defined]


def hover_text(view: View, measure: Measure, row: object) -> str:
    """The text shown on hover: name, year, figure, interval, and how many reports it includes."""
    figure = display_text(view, measure, row)
    unit = dictionary.unit(measure, view.language)
    if measure.kind not in ("rate", "ratio") and unit:
        figure = f"{figure} {unit}"
    lines = [f"<b>{row.name}</b> {row.year}", f"{measure.label(view.language)}: {figure}"]  # type: ignore[attr-defined]
    low, high = row.low, row.high  # type: ignore[attr-defined]
    if low == low and measure.kind == "rate":
        lines.append(view.text("hover.interval", low=number_format.rate(low), high=number_format.rate(high)))
    lines.append(view.text("hover.reports", taken_in=row.taken_in, reports=row.reports))  # type: ignore[attr-defined]
    if row.contradictory:  # type: ignore[attr-defined]
        lines.append(view.text("hover.contradictory", n=row.contradictory))  # type: ignore[attr-defined]
    return "<br>".join(lines)


def sorted_for_chart(frame: pd.DataFrame) -> pd.DataFrame:
    """Largest plotted value first, then rows with counts only, then rows that state nothing."""
    return frame.sort_values(
        ["plotted", "numerator", "name"], ascending=[False, False, True], na_position="last"
    )


def asked(view: View, measure: Measure, frame: pd.DataFrame) -> pd.Series:
    """Of rows of years, in which the form asks for the measure, or some report has it nevertheless."""
    is_due = [dictionary.form_of_year(view.opened, year) in measure.forms for year in frame["year"]]
    return pd.Series(is_due, frame.index, dtype=bool) | (frame["taken_in"] + frame["contradictory"] > 0)


def expected_reports(view: View, measure: Measure, frame: pd.DataFrame) -> int:
    """The reports expected in the years whose form asks for the measure, or whose reports have it."""
    coverage = view.ask("filing_counts").set_index("year")["expected"]
    has_it = set(frame.loc[asked(view, measure, frame), "year"])
    years = [
        year
        for year in coverage.index
        if year in has_it or dictionary.form_of_year(view.opened, year) in measure.forms
    ]
    return int(coverage[years].sum())


def partial_coverage(view: View, frame: pd.DataFrame) -> dict[int, str]:
    """The years whose figure includes fewer reports than expected, with both numbers: 2024 -> 7/8."""
    expected = view.ask("filing_counts").set_index("year")["expected"]
    return {
        int(row.year): view.text("chart.reports_of", taken_in=row.taken_in, expected=expected[row.year])
        for row in frame.itertuples()
        if 0 < row.taken_in < expected.get(row.year, 0)
    }


def row_of_year(frame: pd.DataFrame, year: int) -> pd.Series | None:
    """The row of one year; None if there is none."""
    at = np.flatnonzero(frame["year"].to_numpy() == year)
    return frame.iloc[at[0]] if len(at) else None


def truncation_note(view: View, rows: int, drawn: int = MAX_ROWS) -> list[str]:
    """A note if a chart shows fewer rows than there are."""
    return [view.text("chart.first_only", shown=drawn, n=rows)] if rows > drawn else []


def short_text(view: View, measure: Measure, row: object) -> str:
    """The text in a cell of a grid: the rate alone, 3/7 where only counts may be shown, * where cases are few."""
    status = row.status  # type: ignore[attr-defined]
    if status == "not_stated":
        return view.text("status.not_stated_short")
    if status == "none":
        return number_format.NONE
    if status == "counts_only":
        return number_format.fraction(row.numerator, row.denominator)  # type: ignore[attr-defined]
    if measure.kind in ("rate", "ratio"):
        return number_format.rate(row.value) + ("*" if status == "small" else "")  # type: ignore[attr-defined]
    value: float = row.value  # type: ignore[attr-defined]
    return number_format.whole(value) if abs(value) < 1e6 else number_format.compact(value, view.language)
