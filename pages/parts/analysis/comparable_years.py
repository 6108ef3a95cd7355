"""The years whose sums are not comparable with those of the year before."""

from __future__ import annotations

from pages.parts.runtime import cache
from pages.parts.state.context import View


def breaks(view: View, *measures: str) -> dict[int, str]:
    """Year -> what changed: the form, the law or, if neither did, most of the bodies that the sums are over."""
    return _other_bodies(view) | view.breaks(*measures)


def note(view: View) -> tuple[str, ...]:
    """What a line that ends before a year of other bodies means, if there is such a year."""
    return (view.text("break.note"),) if _other_bodies(view) else ()


@cache.cached
def _other_bodies(view: View) -> dict[int, str]:
    """The years that share with the one before fewer than half of the bodies of whichever has more."""
    counts = view.ask("reporting_bodies").set_index("year")
    before = counts["bodies"].reindex(counts.index - 1).to_numpy()
    is_other = 2 * counts["again"] < counts["bodies"].clip(lower=before)
    return {int(year): view.text("break.bodies") for year in counts.index[is_other & (before > 0)]}
