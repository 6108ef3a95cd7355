"""The body that the page is about, and the year of it: found by search, chosen by link."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import query
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.selection import Selection
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table

_MATCHES = 30


def fitted(opened: OpenVersion, scope: Selection) -> Selection:
    """The scope that holds this body's reports, whatever the filters say, up to the year that was asked for."""
    known = (
        rows(opened, query.question("agency_years").sql, {"agency_id": scope.agency})
        if scope.agency
        else pd.DataFrame()
    )
    if known.empty:
        return replace(scope, agency="")
    wanted = str(url_state.choices().get("year") or "")
    first, last = (
        int(known["year"].min()),
        int(rows(opened, query.question("regions").sql)["last_year"].max()),
    )
    year = min(max(int(wanted), first), last) if wanted.isdecimal() else int(known["year"].max())
    near = known.iloc[(known["year"] - year).abs().argmin()]
    return Selection(
        first_year=first,
        last_year=year,
        scope="",
        agency=scope.agency,
        data="synthetic" if near["synthetic"] else "real",
    )


def open_agency(view: View) -> AgencyYear | None:
    """The body asked for; None where the reader has yet to choose one."""
    if not view.selection.agency:
        return None
    newest = int(rows(view.opened, query.question("regions").sql)["last_year"].max())
    whole = replace(view.selection, last_year=max(newest, view.selection.last_year))
    years = query.ask(view.opened, whole, "agency_reports")
    filed = years[years["report_id"].notna()]
    name = str(view.ask("agency_names", agency_id=view.selection.agency)["agency"].iloc[-1])
    year = (
        view.selection.last_year
        if (years["year"] == view.selection.last_year).any()
        else int(filed["year"].max())
    )
    return AgencyYear(view.selection.agency, name, year, years)


def finder(view: View) -> None:
    """A line to search in and what matches: the names are looked up in the database."""
    unknown = str(url_state.choices().get("agency") or "")
    if unknown:
        st.warning(view.text("body.unknown", code=escape_markdown(unknown)))
    with st.container(border=True):
        st.markdown(f"##### {view.text('body.which')}")
        sought = url_state.text_field("agency-find", view.text("body.find"), view.text("body.find_hint"))
        found = view.ask("agency_search", sought=sought, most=_MATCHES)
        if found.empty:
            st.info(view.text("filter.no_match", sought=escape_markdown(sought)))
            return
        st.caption(
            view.text("body.matches", n=len(found), most=_MATCHES) if sought else view.text("body.any")
        )
        found["kind"] = found["kind"].map(view.names("kind", list(found["kind"].unique())))
        _pick(view, found)


def _pick(view: View, found: pd.DataFrame) -> None:
    names = {
        row.agency_id: f"{row.agency}{_formerly(view, row.former)} · {row.kind}" for row in found.itertuples()
    }

    def take() -> None:
        chosen = st.session_state.get("found_bodies")
        url_state.set_choice("agency", chosen)

    st.pills(
        view.text("body.which"),
        list(names),
        format_func=lambda code: names[code],
        key="found_bodies",
        on_change=take,
        label_visibility="collapsed",
    )
    with st.expander(view.text("tab.table")):
        data_table.draw(view, found, key="found_table")


def _formerly(view: View, name: Any) -> str:
    return view.text("body.formerly", name=name) if isinstance(name, str) and name else ""
