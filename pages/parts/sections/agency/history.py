"""The main figures of an agency over the years; a sentence where there is but one."""

from __future__ import annotations

import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.sections.shared import measure_charts
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View

_COUNTS = ("applications_received", "applications_concluded")
_RATES = ("disclosure_rate", "carry_over_rate")


def history(view: View, agency: AgencyYear) -> None:
    """Draw counts and rates beside each other, what can be drawn of them."""
    names = ("history", _COUNTS), ("rates", _RATES)
    drawn = [(name, keys) for name, keys in names if _years(view, keys) > 1]
    if not drawn:
        filed = int(agency.years["report_id"].notna().sum())
        key = "body.no_history" if filed > 1 else "body.one_year"
        with st.container(border=True):
            st.markdown(view.text(key, n=filed))
        return
    for column, (name, keys) in zip(st.columns(len(drawn)), drawn, strict=True):
        with column:
            measure_charts.over_years(view, name, keys)


def _years(view: View, keys: tuple[str, ...]) -> int:
    """In how many years one of the measures can be drawn."""
    return max(int(measure_frames.fetch(view, key)["plotted"].notna().sum()) for key in keys)
