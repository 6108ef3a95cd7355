"""The agency that the page is about and its year: found by name, or named by the link."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import query, sample
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.selection import Selection
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table

_MAX_MATCHES = 30
_PILLS = "agency_matches"


def selection_of_agency(opened: OpenVersion, selection: Selection) -> Selection:
    """All reports of the agency up to the year that is asked for, whatever the filters are.

    An agency that is not in the data is dropped from the selection.
    """
    if not selection.agency:
        return selection
    years = rows(opened, query.question("agency_years").sql, {"agency_id": selection.agency})
    if years.empty:
        return replace(selection, agency="")
    first = int(years["year"].min())
    wanted = str(url_state.choices().get("year") or "")
    year = int(years["year"].max())
    if wanted.isdecimal():
        year = min(max(int(wanted), first), _last_year(opened))
    nearest = years.iloc[(years["year"] - year).abs().argmin()]
    return Selection(
        first_year=first,
        last_year=year,
        scope="",
        agency=selection.agency,
        data="synthetic" if nearest["synthetic"] else "real",
    )


def open_agency(view: View) -> AgencyYear | None:
    """The agency of the selection in its year; None if the reader has yet to choose one."""
    agency_id, year = view.selection.agency, view.selection.last_year
    if not agency_id:
        return None
    all_years = replace(view.selection, last_year=max(_last_year(view.opened), year))
    years = query.ask(view.opened, all_years, "agency_reports")
    if not (years["year"] == year).any():
        year = int(years.loc[years["report_id"].notna(), "year"].max())
    name = str(view.ask("agency_names", agency_id=agency_id)["agency"].iloc[-1])
    return AgencyYear(agency_id, name, year, years)


def _last_year(opened: OpenVersion) -> int:
    return int(sample.regions(opened)["last_year"].max())


def search_agency(view: View) -> None:
    """Draw the search by name and its matches, which are looked up in the database."""
    with st.container(border=True):
        st.markdown(f"##### {view.text('body.which')}")
        typed = url_state.text_field("agency-find", view.text("body.find"), view.text("body.find_hint"))
        matches = view.ask("agency_search", sought=typed, most=_MAX_MATCHES)
        if matches.empty:
            st.info(view.text("filter.no_match", sought=escape_markdown(typed)))
            return
        note = (
            view.text("body.matches", n=len(matches), most=_MAX_MATCHES) if typed else view.text("body.any")
        )
        st.caption(note)
        kinds = view.names("kind", list(matches["kind"].unique()))
        _matches(view, matches.assign(kind=matches["kind"].map(kinds)))


def _matches(view: View, matches: pd.DataFrame) -> None:
    labels = {
        row.agency_id: f"{row.agency}{_former_name(view, row.former)} · {row.kind}"
        for row in matches.itertuples()
    }

    def take_choice() -> None:
        url_state.set_choice("agency", st.session_state.get(_PILLS))

    st.pills(
        view.text("body.which"),
        list(labels),
        format_func=lambda agency_id: labels[agency_id],
        key=_PILLS,
        on_change=take_choice,
        label_visibility="collapsed",
    )
    with st.expander(view.text("tab.table")):
        data_table.draw(view, matches, key="found_table")


def _former_name(view: View, name: Any) -> str:
    return view.text("body.formerly", name=name) if isinstance(name, str) and name else ""
