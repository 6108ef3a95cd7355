"""Two to six units side by side: one column per unit, one row per measure, over all years."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import multiples
from pages.parts.charts.base.builder import Chart
from pages.parts.data import dictionary
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.sections.compare.comparison_choices import MAX_PICKED
from pages.parts.sections.compare.funnel_card import verdicts
from pages.parts.sections.compare.matrix_card import DEFAULT_MEASURES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.widgets import chart_card, data_table
from pages.parts.widgets.chart_card import Card

_SUGGESTED = 3


@chart_card.fragment
def side_by_side(comparison: Comparison) -> None:
    """Draw the picked units, or suggestions if fewer than two are picked, with the measures of the matrix."""
    units = comparison.picked if len(comparison.picked) > 1 else _suggested(comparison)
    with chart_card.frame("compare_sides"):
        keys = _chosen_columns(comparison.view)
        chart_card.draw_content(comparison.view, _card(comparison.view, comparison, keys, units))


def _chosen_columns(view: View) -> tuple[str, ...]:
    chosen = url_state.choices().get("compare-columns") or []
    known = dictionary.measures(view.opened)
    keys = [key for key in ([chosen] if isinstance(chosen, str) else chosen) if key in known]
    return tuple(keys or [key for key in DEFAULT_MEASURES if key in known])


@chart_card.cached
def _card(view: View, comparison: Comparison, keys: tuple[str, ...], units: tuple[str, ...]) -> Card:
    frames = {key: comparison.fetch(key, keys=units) for key in keys}
    tables = [data_table.tidy(view, frame, view.measure(key), comparison.by) for key, frame in frames.items()]
    names = view.text("list.comma").join(comparison.name(key) for key in units)
    return Card(
        key="compare_sides",
        title=view.text("side_by_side.title", names=names),
        sentence=view.text(
            "side_by_side.sentence" if comparison.picked == units else "side_by_side.proposed",
            n=len(units),
            names=names,
            years=_years(frames),
        ),
        figure=_figure(view, comparison, frames, units),
        table=pd.concat(tables, ignore_index=True),
        measures=keys,
        by=comparison.by,
        notes=(view.text("side_by_side.note"),),
    )


def _figure(
    view: View, comparison: Comparison, frames: dict[str, pd.DataFrame], units: tuple[str, ...]
) -> Chart | None:
    measures = [view.measure(key) for key in frames]
    drawn = pd.concat(
        [measure_frames.with_texts(view, measure, frames[measure.key]) for measure in measures],
        ignore_index=True,
    )
    if drawn.empty:
        return None
    rows = [
        (measure.key, measure.label(view.language), measure.kind in ("rate", "ratio")) for measure in measures
    ]
    columns = [(key, comparison.name(key)) for key in units]
    breaks = {key: view.breaks(key) for key in frames}
    return multiples.multiples(drawn, rows, columns, breaks, view.palette)


def _suggested(comparison: Comparison) -> tuple[str, ...]:
    """The chosen units, those outside the control limits, then the largest; three in all, or as many as are chosen."""
    rows, _, _ = verdicts(comparison, False)
    outside = rows[rows["verdict"] == "outside"].sort_values("denominator", ascending=False)["key"]
    largest = comparison.units.loc[list(comparison.keys)].sort_values("size", ascending=False).index
    candidates = tuple(dict.fromkeys([*comparison.chosen, *outside, *largest]))
    return candidates[: max(_SUGGESTED, min(MAX_PICKED, len(comparison.chosen)))]


def _years(frames: dict[str, pd.DataFrame]) -> str:
    years = pd.concat([frame["year"] for frame in frames.values()])
    return f"{int(years.min())}–{int(years.max())}" if len(years) else ""
