"""A measure against the year before, over the same agencies: else it would show a change of who reports."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pages.parts.data.dictionary import Measure
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.stats import proportions
from pages.parts.text import number_format


@dataclass(frozen=True, slots=True)
class Change:
    """Both years' figures over the agencies that state both; `same` if those are all agencies of both years.

    `step` is None if a figure may not be shown or the series breaks between the years.
    """

    before: pd.Series
    now: pd.Series
    agencies: int
    same: bool
    step: float | None


def change(view: View, measure: Measure) -> Change | None:
    """The change to the last year selected; None if no agency states the measure in both years."""
    return _change(view.in_year(view.year), measure)


@cache.cached
def _change(view: View, measure: Measure) -> Change | None:
    frame = view.ask("matched", measure=measure.key)
    if not frame["both"].sum():
        return None
    row, (before, now) = frame.iloc[0], (years.iloc[0] for years in _rated(frame, measure))
    step = now["plotted"] - before["plotted"]
    broken = view.broken(view.year, measure.key)
    same = row["both"] == row["agencies"] == row["before_agencies"]
    return Change(before, now, int(row["both"]), bool(same), None if broken or step != step else float(step))


def is_significant(measure: Measure, change: Change) -> bool:
    """Whether a rate changed beyond chance: of full size in both years, and 0 outside the interval of the difference.

    Other figures have no chance in them that could be told from their change.
    """
    years = (change.before, change.now)
    if measure.kind != "rate" or any(year["status"] != "full" for year in years):
        return False
    hits, cases = (tuple(float(year[name]) for year in years) for name in ("numerator", "denominator"))
    low, high = proportions.difference((hits[0], hits[1]), (cases[0], cases[1]))
    return low > 0 or high < 0


def steps(view: View, measure: Measure, by: str) -> pd.Series:
    """The step of each group since last year, over the agencies that state both, where both figures may be ranked."""
    frame = view.in_year(view.year).ask("matched", measure=measure.key, by=by)
    before, now = _rated(frame, measure)
    full = (before["status"] == "full") & (now["status"] == "full")
    return (now["value"] - before["value"])[full].set_axis(frame["key"][full])


def _rated(frame: pd.DataFrame, measure: Measure) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of matched.sql in the year before and in the last year."""
    names = ["numerator", "denominator"]
    before = frame[[f"before_{name}" for name in names]].set_axis(names, axis=1)
    return (
        proportions.with_rates(before.assign(taken_in=frame["both"]), measure.kind),
        proportions.with_rates(frame[names].assign(taken_in=frame["both"]), measure.kind),
    )


def step_text(view: View, measure: Measure, step: float) -> str:
    """A step as text; rates in percentage points."""
    if measure.kind in ("rate", "ratio"):
        return f"{number_format.points(step)} {view.text('unit.points')}"
    return number_format.whole(step, signed=True)
