"""What stands beside the lines of compared units: latest figure, change, rank among the peers, and the peers' median."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.data.dictionary import Measure
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.stats import ranking
from pages.parts.text import number_format


def medians(comparison: Comparison, key: str) -> dict[int, float]:
    """The median of a measure over the peers with enough cases, by year."""
    frame = comparison.fetch(key)
    full = frame[frame["status"] == "full"]
    return {int(year): float(value) for year, value in full.groupby("year")["plotted"].median().items()}


def latest(comparison: Comparison, key: str, units: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """For each unit its figure of the year compared, the change since the year before, and its rank, as texts."""
    view, measure = comparison.view, comparison.view.measure(key)
    frame = comparison.fetch(key, keys=tuple(units))
    ranks = _ranks(comparison, measure)
    is_broken = bool(view.broken(comparison.year, key))
    figures = {}
    for unit in units:
        of_unit = frame[frame["key"] == unit]
        now = measure_frames.row_of_year(of_unit, comparison.year)
        before = None if is_broken else measure_frames.row_of_year(of_unit, comparison.year - 1)
        value = number_format.NONE if now is None else measure_frames.short_text(view, measure, now)
        figures[unit] = (value, _change(measure, before, now), ranks.get(unit, number_format.NONE))
    return figures


def _change(measure: Measure, before: pd.Series | None, now: pd.Series | None) -> str:
    if before is None or now is None:
        return number_format.NONE
    step = now["plotted"] - before["plotted"]
    return (
        number_format.points(step)
        if measure.kind in ("rate", "ratio")
        else number_format.whole(step, signed=True)
    )


def _ranks(comparison: Comparison, measure: Measure) -> Mapping[str, str]:
    """The rank of each peer, 1 the highest: a range where intervals overlap; none where cases are few."""
    rows = comparison.fetch(measure.key, comparison.year).set_index("key")
    rows = rows[(rows["status"] == "full") & rows["plotted"].notna()]
    if measure.kind == "rate":
        bands = ranking.bands(rows["low"], rows["high"]).dropna()
        first, last = bands["first"], bands["last"]
    else:
        first = last = rows["plotted"].rank(method="min", ascending=False)
    return {
        key: f"{int(low)}" if low == high else f"{int(low)}–{int(high)}"
        for key, low, high in zip(first.index, first, last, strict=True)
    }
