"""The figures at the top of a page: value, last year's, change, what it stands on, and the years before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames, year_on_year
from pages.parts.charts.base.style import every_year_between
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.text import number_format

_A_ROW = 4
# a line through fewer points than these, or across a break or a gap, would say what is not there
_LINE = 3


def row(view: View, keys: Sequence[str], heading: str = "") -> None:
    """One metric a measure of the scope's last year; `heading` (a key of the texts) where a page has several rows.

    A measure whose form was not in use that year has none.
    """
    keys = [key for key in keys if _asked_for(view, key)]
    if not keys:
        return
    across = 5 if len(keys) == 5 else _A_ROW
    with st.container(key=f"headline_{keys[0]}"):
        if heading:
            st.markdown(f"##### {view.text(heading)}")
        for start in range(0, len(keys), across):
            for column, key in zip(st.columns(across), keys[start : start + across], strict=False):
                with column, st.container(border=True, gap="xxsmall", height="stretch"):
                    _metric(view, key)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one metric shows; `step` is its change since last year, `line` the years before."""

    label: str
    value: str
    step: str | None
    colour: Literal["normal", "inverse", "off"]
    help: str
    line: tuple[float, ...] | None
    below: str


def _metric(view: View, key: str) -> None:
    shown = _worked_out(view, key)
    st.metric(
        shown.label,
        shown.value,
        shown.step,
        delta_color=shown.colour,
        delta_arrow="auto" if shown.step else "off",
        help=shown.help,
        chart_data=shown.line,
        chart_type="line",
    )
    st.caption(shown.below)


@cache.cached
def _worked_out(view: View, key: str) -> _Shown:
    measure, frame = view.measure(key), measure_frames.fetch(view, key)
    now, change = measure_frames.row_of_year(frame, view.year), year_on_year.change(view, measure)
    unit = dictionary.unit(measure, view.language)
    formula = dictionary.formula(view.opened, measure, view.language)
    line = _since_break(view, key, frame)
    # the metric tells a fall from a rise by the hyphen
    step = (
        year_on_year.step_text(view, measure, change.step).replace("−", "-")
        if change and change.step is not None
        else None
    )
    return _Shown(
        label=measure.label(view.language) + (f" ({unit})" if measure.kind == "money" else ""),
        value=_value(measure, now),
        step=step,
        colour=_colour(measure),
        help="\n\n".join(part for part in (formula, measure.caveat(view.language)) if part),
        line=line if len(line) >= _LINE and not any(value != value for value in line) else None,
        below=f"{_stands_on(view, measure, now)}  \n{_last_year(view, measure, change)}",
    )


@cache.cached
def _asked_for(view: View, key: str) -> bool:
    """Whether the form of the year has the measure's cells at all, or a report of the year is on a form that has."""
    measure = view.measure(key)
    return dictionary.form_of_year(view.opened, view.year) in measure.forms or bool(
        measure_frames.fetch(view, measure.key, year=view.year)["taken_in"].sum()
    )


def _since_break(view: View, key: str, frame: pd.DataFrame) -> tuple[float, ...]:
    since = max(view.breaks(key), default=0)
    shown = frame[frame["year"] >= since].set_index("year")["plotted"]
    return tuple(float(value) for value in shown.reindex(every_year_between([*shown.index, view.year])))


def _value(measure: Measure, row: pd.Series | None) -> str:
    if row is None or row["status"] in ("not_stated", "none"):
        return number_format.NONE
    if row["status"] == "counts_only":
        return number_format.fraction(row["numerator"], row["denominator"])
    return number_format.measured(row["value"], measure.kind)


def _last_year(view: View, measure: Measure, change: year_on_year.Change | None) -> str:
    """Last year's value over the same bodies; which bodies, where they are not all; what broke in between."""
    if change is None:
        return view.text("headline.no_last_year")
    key = "headline.last_year" if change.same else "headline.last_year_of_both"
    told = view.text(
        key, value=_value(measure, change.before), now=_value(measure, change.now), n=f"{change.agencies:,}"
    )
    broken = view.broken(view.year, measure.key)
    return f"{told} · {broken}" if broken else told


def _colour(measure: Measure) -> Literal["normal", "inverse", "off"]:
    """Green and red only where a measure has a good direction."""
    if measure.polarity == "higher_better":
        return "normal"
    return "inverse" if measure.polarity == "lower_better" else "off"


def _stands_on(view: View, measure: Measure, now: pd.Series | None) -> str:
    if now is None:
        return view.text("status.not_stated")
    reports = view.text("headline.reports", taken_in=int(now["taken_in"]), reports=int(now["reports"]))
    if measure.kind in ("rate", "ratio") and now["taken_in"]:
        return f"{number_format.fraction(now['numerator'], now['denominator'])} · {reports}"
    return reports
