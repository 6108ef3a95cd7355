"""What became of the reports expected for the last year, beside the year before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.state.context import View
from pages.parts.text import number_format

_STATES = ("filed", "missing", "late", "with_errors", "unreadable")


def filing_headline(view: View) -> None:
    """Draw one metric per state of filing."""
    now, before = _counts(view, view.year), _counts(view, view.year - 1)
    with st.container(key="headline_filing"):
        for column, state in zip(st.columns(len(_STATES)), _STATES, strict=True):
            with column, st.container(border=True, gap="xxsmall", height="stretch"):
                _metric(view, state, now, before)


def _counts(view: View, year: int) -> pd.Series | None:
    return measure_frames.row_of_year(view.in_year(year).ask("filing_counts"), year)


def _metric(view: View, state: str, now: pd.Series | None, before: pd.Series | None) -> None:
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
    expected, last_year = _count(now, "expected"), _count(before, state)
    st.caption(view.text("filing.of_expected", year=view.year, expected=expected, before=last_year))


def _count(counts: pd.Series | None, name: str) -> str:
    return number_format.NONE if counts is None else number_format.whole(counts[name])
