"""A measure against the year before, over the same agencies: else it would show a change of who reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.parts.data import query
from pages.parts.data.dictionary import Measure
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.stats import proportions

Figure = Mapping[str, Any]  # a row of proportions.with_rates


@dataclass(frozen=True, slots=True)
class Change:
    """Both years' figures over the agencies that state both; `same` if those are all agencies of both years.

    `step` is None if a figure may not be shown or the series breaks between the years.
    """

    before: Figure
    now: Figure
    agencies: int
    same: bool
    step: float | None


def change(view: View, measure: Measure) -> Change | None:
    """The change to the last year selected; None if no agency states the measure in both years."""
    together = view.drawn if measure.key in view.drawn else (measure.key,)
    return _changes(view.in_year(view.year), together).get(measure.key)


@cache.cached
def _changes(view: View, keys: tuple[str, ...]) -> Mapping[str, Change]:
    """The changes of several measures, asked for and computed at once; without those of which there is none."""
    measures = {key: view.measure(key) for key in keys}
    frame = view.ask("matched", fragments=query.compared(measures.values()))
    frame = frame[frame["both"] > 0]
    if frame.empty:
        return {}
    rated = _rated(frame, [measures[key].kind for key in frame["measure"]])
    pairs = zip(*(years.to_dict("records") for years in rated), strict=True)
    return {
        row.measure: _from_pair(view, row, before, now)
        for row, (before, now) in zip(frame.itertuples(), pairs, strict=True)
    }


def _from_pair(view: View, row: Any, before: Figure, now: Figure) -> Change:
    step = now["plotted"] - before["plotted"]
    broken = view.broken(view.year, row.measure)
    same = row.both == row.agencies == row.before_agencies
    return Change(before, now, int(row.both), bool(same), None if broken or step != step else float(step))


def is_significant(measure: Measure, change: Change) -> bool:
    """Whether a rate changed beyond chance: of full size in both years, and 0 outside the interval of the difference.

    Other figures have no chance in them that could be told from their change.
    """
    return measure.kind == "rate" and _direction(change.before, change.now) != 0


def _direction(before: Figure, now: Figure) -> int:
    """1 or −1 where a rate rose or fell beyond chance, else 0."""
    if before["status"] != "full" or now["status"] != "full":
        return 0
    hits, cases = ((float(before[name]), float(now[name])) for name in ("numerator", "denominator"))
    low, high = proportions.difference(hits, cases)
    return int(low > 0) - int(high < 0)


@cache.cached
def directions(view: View, keys: tuple[str, ...], by: str) -> Mapping[tuple[str, str], int]:
    """By group and measure 1 or −1 where a rate rose or fell beyond chance since last year, over the same agencies."""
    rates = [
        measure
        for measure in map(view.measure, keys)
        if measure.kind == "rate" and not view.broken(view.year, measure.key)
    ]
    if not rates:
        return {}
    frame = view.in_year(view.year).ask("matched", by=by, fragments=query.compared(rates))
    years = (one.to_dict("records") for one in _rated(frame, "rate"))
    found = (
        (key, _direction(before, now))
        for key, before, now in zip(zip(frame["key"], frame["measure"], strict=True), *years, strict=True)
    )
    return {key: direction for key, direction in found if direction}


def steps(view: View, measure: Measure, by: str) -> pd.Series:
    """The step of each group since last year, over the agencies that state both, where both figures may be ranked."""
    frame = view.in_year(view.year).ask("matched", by=by, fragments=query.compared([measure]))
    before, now = _rated(frame, measure.kind)
    full = (before["status"] == "full") & (now["status"] == "full")
    return (now["value"] - before["value"])[full].set_axis(frame["key"][full])


def _rated(frame: pd.DataFrame, kind: str | Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of matched.sql in the year before and in the last year; `kind` as in proportions.with_rates."""
    names = ["numerator", "denominator"]
    before = frame[[f"before_{name}" for name in names]].set_axis(names, axis=1)
    return (
        proportions.with_rates(before.assign(taken_in=frame["both"]), kind),
        proportions.with_rates(frame[names].assign(taken_in=frame["both"]), kind),
    )
