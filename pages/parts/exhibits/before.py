"""A measure against the year before: over the same bodies, or it would be a change of who reports."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pages.parts import memory, numbers, statistics
from pages.parts.labels import Measure
from pages.parts.view import View


@dataclass(frozen=True, slots=True)
class Change:
    """Both years' rated figures over the bodies that state both, and whether those are all bodies of both years.

    `step` is None where a figure may not be shown, nobody states both years, or the series breaks between them.
    """

    before: pd.Series
    now: pd.Series
    bodies: int
    same: bool
    step: float | None


def change(view: View, measure: Measure) -> Change | None:
    """None where no body states the measure in both years."""
    return _change(view.in_year(view.year), measure)


@memory.kept
def _change(view: View, measure: Measure) -> Change | None:
    row = view.ask("matched", measure=measure.key).iloc[0]
    if not row["both"]:
        return None
    pair = pd.DataFrame(
        {
            "numerator": [row["before_numerator"], row["numerator"]],
            "denominator": [row["before_denominator"], row["denominator"]],
            "taken_in": [row["both"], row["both"]],
        }
    )
    rated = statistics.rated(pair, measure.kind)
    before, now = rated.iloc[0], rated.iloc[1]
    step = now["shown"] - before["shown"]
    broken = view.broken(view.year, measure.key)
    same = row["both"] == row["bodies"] == row["before_bodies"]
    return Change(before, now, int(row["both"]), bool(same), None if broken or step != step else float(step))


def written(view: View, measure: Measure, step: float) -> str:
    """A step as it is written: in percentage points for rates."""
    if measure.kind in ("rate", "ratio"):
        return f"{numbers.points(step)} {view.text('unit.points')}"
    return numbers.whole(step, signed=True)
