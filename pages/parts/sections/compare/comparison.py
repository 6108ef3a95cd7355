"""What is compared with what: units (regions or agencies), peers, year and measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.data.database import OpenVersion
from pages.parts.data.dictionary import Measure
from pages.parts.data.selection import Selection
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.stats import proportions

NEAREST = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reader's choice.

    `units` has one row per unit of the year (units.sql) with its `name`, indexed by key; `keys` are the peers among
    them, chosen by `peers`; `focus` is the highlighted unit ("" if none); `picked` are those shown side by side.
    """

    view: View
    by: str
    year: int
    measure: Measure
    units: pd.DataFrame = field(compare=False)  # follows from the other fields
    peers: str
    keys: tuple[str, ...]
    focus: str
    picked: tuple[str, ...]

    def fetch(self, key: str, year: int | None = None, keys: tuple[str, ...] = ()) -> pd.DataFrame:
        """A measure of the peers (or of `keys`) in one year or all: as `measure_frames.fetch`, with `chosen`."""
        return _fetch(self, (key,), year, keys or self.keys)[key]

    def fetch_each(self, measures: Sequence[str], year: int) -> Mapping[str, pd.DataFrame]:
        """Several measures of the peers in one year, asked for at once."""
        return _fetch(self, tuple(measures), year, self.keys)

    def name(self, key: str) -> str:
        """The unit's name, or its key if it is not among the units."""
        return str(self.units["name"].get(key, key))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The units that charts point out: focus and picked."""
        return tuple(dict.fromkeys((*([self.focus] if self.focus else []), *self.picked)))

    def sentence(self) -> str:
        """Who the peers are, in words."""
        focus = self.name(self.focus) if self.focus else ""
        return self.view.text(f"peers.are_{self.peers}", n=len(self.keys), focus=focus, nearest=NEAREST)


@cache.cached
def _fetch(
    comparison: Comparison, measures: tuple[str, ...], year: int | None, keys: tuple[str, ...]
) -> Mapping[str, pd.DataFrame]:
    asked = [comparison.view.measure(key) for key in measures]
    sums = measure_frames.fetch_sums(comparison.view, asked, comparison.by, year)
    sums = sums[sums["key"].isin(keys)]
    sums = sums.assign(
        name=sums["key"].map(comparison.units["name"]).fillna(sums["key"]),
        chosen=sums["key"].isin(comparison.chosen),
    )
    return {
        measure.key: proportions.with_rates(
            sums[sums["measure"] == measure.key].reset_index(drop=True), measure.kind
        )
        for measure in asked
    }


def overall_rate(frame: pd.DataFrame) -> float | None:
    """Sum of numerators over sum of denominators; None without cases."""
    cases = float(frame["denominator"].sum())
    return float(frame["numerator"].sum()) / cases if cases > 0 else None


def without_agency(opened: OpenVersion, selection: Selection) -> Selection:
    """The selection of this page: an agency chosen in the sidebar is highlighted, not the only one shown."""
    return selection.without("agency")
