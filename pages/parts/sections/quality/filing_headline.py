"""What became of the reports expected for the last year, beside the year before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts.base.points import Point
from pages.parts.sections.shared.filing_reports import filing_reports
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import drilldown

YEAR = "quality-year"
_STATES = ("filed", "missing", "late", "with_errors", "unreadable")


def year_shown(view: View) -> int:
    """The year that the reader chose for the list of agencies that have not filed, else the last one selected."""
    chosen = str(url_state.choices().get(YEAR) or "")
    years = range(view.selection.first_year, view.selection.last_year + 1)
    return int(chosen) if chosen in map(str, years) else view.year


def filing_headline(view: View) -> None:
    """Draw one metric per state of filing, for the year that the list below is about."""
    year = year_shown(view)
    now, before = _counts(view, year), _counts(view, year - 1)
    with st.container(key="headline_filing"):
        for column, state in zip(st.columns(len(_STATES)), _STATES, strict=True):
            with column, st.container(border=True, gap="xxsmall", height="stretch"):
                _metric(view, year, state, now, before)


def _counts(view: View, year: int) -> pd.Series | None:
    return measure_frames.row_of_year(view.in_year(year).ask("filing_counts"), year)


def _metric(view: View, year: int, state: str, now: pd.Series | None, before: pd.Series | None) -> None:
    label = view.text(f"state_name.{state}")
    step = None
    if now is not None and before is not None:
        # st.metric recognises a fall by the ASCII hyphen
        step = number_format.whole(now[state] - before[state], signed=True).replace("−", "-")
    st.metric(
        label[:1].upper() + label[1:],
        _count(now, state),
        step,
        delta_color="off",
        delta_arrow="auto" if step else "off",
    )
    with st.container(horizontal=True, gap="xsmall", key=f"foot_of_{state}"):
        label = view.text(
            "filing.of_expected", year=year, n=_count(now, state), expected=_count(now, "expected")
        )
        _behind(view, year, state, label)
        _behind(view, year - 1, state, view.text("filing.year_before", n=_count(before, state)))


def _behind(view: View, year: int, state: str, label: str) -> None:
    """Words that open the reports in this state in a year."""
    popover = st.popover(label, type="tertiary", key=f"{state}_of_{year}", on_change="rerun")
    if popover.open:
        with popover:
            evidence = filing_reports(view.in_year(year), "none", Point(None, year, state))
            drilldown.draw_evidence(view, evidence, f"behind_{state}_{year}")


def _count(counts: pd.Series | None, name: str) -> str:
    return number_format.NONE if counts is None else number_format.whole(counts[name])
