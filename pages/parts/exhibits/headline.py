"""The figures at the top of a page: value, last year's, change, what it stands on, and the years before."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.parts import labels, numbers
from pages.parts.exhibits import figures
from pages.parts.labels import Measure
from pages.parts.view import View

_A_ROW = 4
# a line through fewer points than these, or across a break or a gap, would say what is not there
_LINE = 3


def row(view: View, keys: Sequence[str]) -> None:
    """One metric a measure of the scope's last year."""
    with st.container(key="headline"):
        for start in range(0, len(keys), _A_ROW):
            for column, key in zip(st.columns(_A_ROW), keys[start : start + _A_ROW], strict=False):
                with column, st.container(border=True, gap="xxsmall", height="stretch"):
                    _metric(view, key)


def _metric(view: View, key: str) -> None:
    measure, frame = view.measure(key), figures.rated(view, key)
    now, before = figures.of_year(frame, view.year), figures.of_year(frame, view.year - 1)
    breaks = view.breaks(key)
    delta, told = _delta(view, measure, now, before)
    if view.year in breaks:
        delta = None
    unit = labels.unit(measure, view.language)
    since = max((year for year in breaks if year <= view.year), default=0)
    line = frame.loc[frame["year"] >= since, "shown"].tolist()
    st.metric(
        measure.label(view.language) + (f" ({unit})" if measure.kind == "money" else ""),
        _value(measure, now),
        delta,
        delta_color=_colour(measure),
        delta_arrow="auto" if delta else "off",
        help="\n\n".join(part for part in (labels.formula(view.opened, measure, view.language), measure.caveat(view.language)) if part),
        chart_data=line if len(line) >= _LINE and not any(value != value for value in line) else None,
        chart_type="line",
    )
    st.caption(_stands_on(view, measure, now) + (told if view.year not in breaks else f"  \n{breaks[view.year]}"))


def _value(measure: Measure, now: pd.Series | None) -> str:
    if now is None or now["status"] in ("not_stated", "none"):
        return numbers.NONE
    if now["status"] == "counts_only":
        return numbers.fraction(now["numerator"], now["denominator"])
    return numbers.measured(now["value"], measure.kind)


def _delta(view: View, measure: Measure, now: pd.Series | None, before: pd.Series | None) -> tuple[str | None, str]:
    """The change against last year, where both values may be shown, and last year's value in words."""
    if before is None or before["status"] == "not_stated":
        return None, "  \n" + view.text("headline.no_last_year")
    told = "  \n" + view.text("headline.last_year", value=_value(measure, before))
    if now is None or before["taken_in"] != now["taken_in"]:
        told += " " + view.text("headline.of", taken_in=int(before["taken_in"]), reports=int(before["reports"]))
    if now is None or now["shown"] != now["shown"] or before["shown"] != before["shown"]:
        return None, told
    change = now["shown"] - before["shown"]
    if measure.kind in ("rate", "ratio"):
        return _plain(f"{numbers.points(change)} {view.text('unit.points')}"), told
    return _plain(numbers.whole(change, signed=True)), told


def _plain(change: str) -> str:
    """With the hyphen by which the metric tells a fall from a rise."""
    return change.replace("−", "-")


def _colour(measure: Measure) -> str:
    return {"higher_better": "normal", "lower_better": "inverse"}.get(measure.polarity, "off")


def _stands_on(view: View, measure: Measure, now: pd.Series | None) -> str:
    if now is None:
        return view.text("status.not_stated")
    reports = view.text("headline.reports", taken_in=int(now["taken_in"]), reports=int(now["reports"]))
    if measure.kind in ("rate", "ratio") and now["taken_in"]:
        return f"{numbers.fraction(now['numerator'], now['denominator'])} · {reports}"
    return reports
