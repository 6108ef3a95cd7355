"""The key figures at the top of a page: value, change since last year, coverage and earlier years."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd
import streamlit as st
from markupsafe import escape

from pages.parts.analysis import comparable_years, doubtful, measure_frames, year_on_year
from pages.parts.charts import svg
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.runtime import cache
from pages.parts.state import shown_cards
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, drilldown

_MOST_PER_LINE = 5
# a sparkline of fewer points than these would suggest a trend that is not there
_FEWEST_POINTS = 3
_YEAR_SIZE = 13

_Colour = Literal["green", "red", "gray"]
_Arrow = Literal["up", "down", "off"]


@chart_card.fragment
def kpi_row(view: View, keys: Sequence[str], heading: str = "") -> None:
    """Draw one metric per measure for the last year of the selection.

    Measures that the form of that year does not have are left out. `heading` is a text key, for pages with several rows.
    """
    keys = [key for key in keys if is_on_form(view, key)]
    if not keys:
        return
    with st.container(key=f"headline_{keys[0]}"):
        if heading:
            st.markdown(f"##### {view.text(heading)}", anchors=False)
        for line in lines(keys):
            for column, key in zip(st.columns(len(line)), line, strict=True):
                with column, st.container(border=True, gap="xxsmall", height="stretch"):
                    _metric(view, key)
    title = view.text(heading or "headline.title", year=view.year)
    shown_cards.note(f"headline_{keys[0]}", ShownCard(title, table=lambda: figures(view, keys)))


def figures(view: View, keys: Sequence[str]) -> pd.DataFrame:
    """The headline figures as texts: one row per measure with value, change, last year's value and what they rest on."""
    kpis = [_kpi(view, key) for key in keys if is_on_form(view, key)]
    return pd.DataFrame(
        {
            "measure": [kpi.label for kpi in kpis],
            "now": [kpi.value for kpi in kpis],
            "change": [kpi.step or number_format.NONE for kpi in kpis],
            "before": [kpi.last_year for kpi in kpis],
            "basis": [kpi.coverage for kpi in kpis],
        }
    )


def lines(keys: Sequence[str]) -> list[Sequence[str]]:
    """As few lines as needed, filled evenly, so that none ends in a hole."""
    n = -(-len(keys) // _MOST_PER_LINE)
    ends = [-(-len(keys) * at // n) for at in range(n + 1)]
    return [keys[start:end] for start, end in pairwise(ends)]


@dataclass(frozen=True, slots=True)
class _Kpi:
    """The content of one metric; `step` is the change since last year, `arrow` its direction, `sparkline` an image as HTML, or
    empty."""

    label: str
    value: str
    step: str | None
    arrow: _Arrow
    colour: _Colour
    help: str
    sparkline: str
    coverage: str
    last_year: str
    has_change: bool


def _metric(view: View, key: str) -> None:
    kpi = _kpi(view, key)
    with st.container(key=f"{'few' if kpi.value.endswith('*') else 'enough'}_{key}"):
        st.metric(
            kpi.label,
            kpi.value,
            kpi.step,
            delta_color=kpi.colour,
            delta_arrow=kpi.arrow,
            help=kpi.help,
        )
        if kpi.sparkline:
            st.html(kpi.sparkline)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"foot_of_{key}"):
        behind = st.popover(kpi.coverage, type="tertiary", key=f"headline_of_{key}", on_change="rerun")
        changed = None
        if kpi.has_change:
            changed = st.popover(kpi.last_year, type="tertiary", key=f"change_of_{key}", on_change="rerun")
        else:
            st.caption(kpi.last_year, width="content")
    if behind.open:
        with behind:
            drilldown.draw_measure(view, key, view.year)
    if changed is not None and changed.open:
        with changed:
            drilldown.draw_change(view, key)


@cache.cached
def _kpi(view: View, key: str) -> _Kpi:
    measure, frame = view.measure(key), measure_frames.fetch(view, key)
    now, change = measure_frames.row_of_year(frame, view.year), year_on_year.change(view, measure)
    unit = dictionary.unit(measure, view.language)
    formula = dictionary.formula(view.opened, measure, view.language)
    return _Kpi(
        label=measure.label(view.language),
        # beside the number: the end of a long label is cut off
        value=with_unit(_value(measure, now), unit) if measure.kind == "money" else _value(measure, now),
        step=_step(view, measure, change),
        arrow=_arrow(change),
        colour=_colour(measure, change),
        help="\n\n".join(part for part in (formula, measure.caveat(view.language)) if part),
        sparkline=_sparkline(view, measure, frame),
        coverage=_coverage(view, measure, now),
        last_year=_last_year(view, measure, change),
        has_change=change is not None,
    )


@cache.cached
def is_on_form(view: View, key: str) -> bool:
    """Whether the form of the year has the measure's cells, or some report of the year uses a form that has."""
    measure = view.measure(key)
    return dictionary.form_of_year(view.opened, view.year) in measure.forms or bool(
        measure_frames.fetch(view, measure.key, year=view.year)["taken_in"].sum()
    )


def _sparkline(view: View, measure: Measure, frame: pd.DataFrame) -> str:
    """All years from zero, in grey, broken where the series is or a figure is of a doubtful unit; empty for few points."""
    doubtful_years = set(doubtful.of_measure(view, measure.key)["year"])
    values = {
        int(year): math.nan if year in doubtful_years else float(value)
        for year, value in sorted(zip(frame["year"], frame["plotted"], strict=True))
    }
    known = {year: value for year, value in values.items() if value == value}
    if len(known) < _FEWEST_POINTS:
        return ""
    listed = view.text("list.comma").join(
        f"{year} {number_format.measured(value, measure.kind)}" for year, value in known.items()
    )
    ink = svg.Ink(view.palette.muted, view.palette.muted, view.palette.faint, _YEAR_SIZE)
    label = f"{measure.label(view.language)}{view.text('list.dash')}{listed}"
    breaks = list(comparable_years.breaks(view, measure.key))
    drawing = svg.line(list(values), list(values.values()), breaks, ink)
    # a page's HTML may hold pictures but no drawings
    data = base64.b64encode(drawing.encode("utf-8")).decode("ascii")
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(label)}">'


def _value(measure: Measure, row: pd.Series | year_on_year.Figure | None) -> str:
    if row is None or row["status"] in ("not_stated", "none"):
        return number_format.NONE
    if row["status"] == "counts_only":
        return number_format.fraction(row["numerator"], row["denominator"])
    few = "*" if row["status"] == "small" else ""
    return number_format.measured(row["value"], measure.kind) + few


def with_unit(value: str, unit: str) -> str:
    """The value and its unit; × before one that begins with a number itself."""
    return f"{value} × {unit}" if unit[:1].isdigit() else f"{value} {unit}"


def _step(view: View, measure: Measure, change: year_on_year.Change | None) -> str | None:
    if change is None or change.step is None:
        return None
    step = view.step_text(measure.kind, change.step)
    return (
        f"{step} · {view.text('headline.significant')}"
        if year_on_year.is_significant(measure, change)
        else step
    )


def _last_year(view: View, measure: Measure, change: year_on_year.Change | None) -> str:
    """Last year's value over the same agencies, how many they are if not all, and what broke the series."""
    if change is None:
        return view.text("headline.no_last_year")
    key = "headline.last_year" if change.same else "headline.last_year_of_both"
    last_year = view.text(
        key, value=_value(measure, change.before), now=_value(measure, change.now), n=f"{change.agencies:,}"
    )
    broken = view.broken(view.year, measure.key)
    return f"{last_year} · {broken}" if broken else last_year


def _arrow(change: year_on_year.Change | None) -> _Arrow:
    if change is None or not change.step:
        return "off"
    return "up" if change.step > 0 else "down"


def _colour(measure: Measure, change: year_on_year.Change | None) -> _Colour:
    """Green and red only where a measure has a good direction and its change is no chance."""
    arrow = _arrow(change)
    if change is None or arrow == "off" or measure.polarity == "neutral":
        return "gray"
    if not year_on_year.is_significant(measure, change):
        return "gray"
    return "green" if (arrow == "up") == (measure.polarity == "higher_better") else "red"


def _coverage(view: View, measure: Measure, now: pd.Series | None) -> str:
    if now is None:
        return view.text("status.not_stated")
    counts = {name: int(now[name]) for name in ("taken_in", "reports", "contradictory")}
    reports = view.text("headline.reports_but" if counts["contradictory"] else "headline.reports", **counts)
    if measure.kind in ("rate", "ratio") and now["taken_in"]:
        figures = [number_format.fraction(now["numerator"], now["denominator"]), reports]
        if now["status"] == "small" and measure.kind == "rate":
            low, high = (number_format.rate(now[name]) for name in ("low", "high"))
            figures.insert(1, view.text("headline.interval", low=low, high=high))
        return " · ".join(figures)
    return reports
