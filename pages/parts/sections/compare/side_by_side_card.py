"""Two to six units side by side over all years, measure by measure."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import multiples, overlaid
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.panels import Compared
from pages.parts.data import dictionary
from pages.parts.sections.compare import latest_figures
from pages.parts.sections.compare.comparison import Comparison
from pages.parts.sections.compare.comparison_choices import MAX_PICKED
from pages.parts.sections.compare.funnel_card import verdicts
from pages.parts.sections.compare.matrix_card import DEFAULT_MEASURES
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.led_figures import words
from pages.parts.widgets import chart_card, data_table
from pages.parts.widgets.chart_card import Card

_SUGGESTED = 3


@chart_card.fragment
def side_by_side(comparison: Comparison) -> None:
    """Draw the chosen units with the measures of the matrix; a line with a proposal if fewer than two are chosen."""
    view, units = comparison.view, comparison.chosen[:MAX_PICKED]
    with chart_card.frame("compare_sides"):
        if len(units) > 1:
            chart_card.draw_content(view, _card(view, comparison, _chosen_columns(view), units))
        else:
            _propose(comparison)


def _propose(comparison: Comparison) -> None:
    view, units = comparison.view, _suggested(comparison)
    names = view.text("list.comma").join(comparison.name(key) for key in units)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(view.text("side_by_side.pick", most=MAX_PICKED), width="content")
        label = view.text("side_by_side.propose", names=names)
        if st.button(label, type="tertiary", icon=":material/compare:", key="compare_propose"):
            url_state.set_choice("compare-pick", list(units))
            st.rerun()


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
    drawn = tuple(key for key in keys if frames[key]["plotted"].notna().any())
    left_out = view.text("list.comma").join(
        view.measure(key).label(view.language) for key in keys if key not in drawn
    )
    return Card(
        key="compare_sides",
        title=view.text("side_by_side.title", names=names),
        sentence=view.sentence("side_by_side.sentence", names=words(names), years=words(_years(frames))),
        figure=_figure(comparison, {key: frames[key] for key in drawn}, units) if drawn else None,
        table=pd.concat(tables, ignore_index=True),
        measures=keys,
        by=comparison.by,
        notes=(
            view.text("side_by_side.note_one" if len(units) <= overlaid.MOST else "side_by_side.note"),
            *([view.text("side_by_side.left_out", measures=left_out)] if left_out else []),
        ),
    )


def _figure(comparison: Comparison, frames: dict[str, pd.DataFrame], units: tuple[str, ...]) -> Chart:
    view = comparison.view
    measures = [view.measure(key) for key in frames]
    drawn = [measure_frames.with_texts(view, measure, frames[measure.key]) for measure in measures]
    drawn = [
        frame.assign(short_text=[measure_frames.short_text(view, measure, row) for row in frame.itertuples()])
        for measure, frame in zip(measures, drawn, strict=True)
    ]
    compared = Compared(
        pd.concat(drawn, ignore_index=True),
        [
            (measure.key, measure.label(view.language), measure.kind in ("rate", "ratio"))
            for measure in measures
        ],
        [(key, comparison.name(key)) for key in units],
        {key: view.breaks(key) for key in frames},
        {key: latest_figures.medians(comparison, key) for key in frames},
    )
    if len(units) > overlaid.MOST:
        return multiples.multiples(compared, view.palette)
    figures = {
        (key, unit): texts
        for key in frames
        for unit, texts in latest_figures.latest(comparison, key, units).items()
    }
    headings = (
        str(comparison.year),
        view.text("side_by_side.change"),
        view.text("side_by_side.rank", n=len(comparison.keys)),
    )
    return overlaid.overlaid(compared, figures, headings, view.palette)


def _suggested(comparison: Comparison) -> tuple[str, ...]:
    """The chosen unit, those outside the control limits, then the largest; three in all."""
    rows, _, _ = verdicts(comparison, False)
    outside = rows[rows["verdict"] == "outside"].sort_values("denominator", ascending=False)["key"]
    largest = comparison.units.loc[list(comparison.keys)].sort_values("size", ascending=False).index
    return tuple(dict.fromkeys([*comparison.chosen, *outside, *largest]))[:_SUGGESTED]


def _years(frames: dict[str, pd.DataFrame]) -> str:
    years = pd.concat([frame["year"] for frame in frames.values()])
    return f"{int(years.min())}–{int(years.max())}" if len(years) else ""
