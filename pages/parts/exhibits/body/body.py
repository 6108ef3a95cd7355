"""The body that the page is about, and the year of it: found by search, chosen by link."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from pages.parts import address, query, tables
from pages.parts.scope import Scope
from pages.parts.view import View
from pages.parts.warehouse import Opened, rows

_OF = """
select year, report_id, synthetic from figures where agency_id = $agency and is_current order by year
"""
_MATCHES = 30


@dataclass(frozen=True, slots=True)
class Body:
    """A body and one year of it. `years` has a row a year (agency_reports.sql); `report` is that of `year`, if filed."""

    agency_id: str
    name: str
    year: int
    years: pd.DataFrame

    @property
    def report(self) -> pd.Series | None:
        found = self.years[(self.years["year"] == self.year) & self.years["report_id"].notna()]
        return None if found.empty else found.iloc[0]

    @property
    def newest(self) -> pd.Series:
        """Its report of the year, or else the newest one: who it is."""
        return self.report if self.report is not None else self.years[self.years["report_id"].notna()].iloc[-1]


def fitted(opened: Opened, scope: Scope) -> Scope:
    """The scope that holds this body's reports, whatever the filters say, up to the year that was asked for."""
    known = rows(opened, _OF, {"agency": scope.agency}) if scope.agency else pd.DataFrame()
    if known.empty:
        return replace(scope, agency="")
    wanted = str(address.read_kept().get("year") or "")
    year = int(wanted) if wanted.isdigit() else int(known["year"].max())
    near = known.iloc[(known["year"] - year).abs().argmin()]
    first = int(known["year"].min())
    return Scope(
        first_year=min(first, year), last_year=max(first, year), scope="", agency=scope.agency,
        data="synthetic" if near["synthetic"] else "real",
    )  # fmt: skip


def open_body(view: View) -> Body | None:
    """The body asked for; None where the reader has yet to choose one."""
    if not view.scope.agency:
        return None
    newest = int(rows(view.opened, "select max(year) as year from measured")["year"].iloc[0])
    whole = replace(view.scope, last_year=max(newest, view.scope.last_year))
    years = query.ask(view.opened, whole, "agency_reports")
    filed = years[years["report_id"].notna()]
    name = str(rows(view.opened, "select agency from agencies where agency_id = $id", {"id": view.scope.agency})["agency"].iloc[0])
    year = view.scope.last_year if (years["year"] == view.scope.last_year).any() else int(filed["year"].max())
    return Body(view.scope.agency, name, year, years)


def finder(view: View) -> None:
    """A line to search in and what matches: the names are looked up in the database."""
    unknown = str(address.read_kept().get("agency") or "")
    if unknown:
        st.warning(view.text("body.unknown", code=unknown))
    with st.container(border=True):
        st.markdown(f"##### {view.text('body.which')}")
        sought = address.write_in("agency-find", view.text("body.find"), view.text("body.find_hint"))
        clause, parameters = view.scope.bodies()
        found = rows(
            view.opened,
            f"with shown as (select agency_id from measured where {clause}) "
            "select agency_id, arg_max(agency_names.agency, agency_names.last_year) as agency, any_value(city) as city, "
            "any_value(county) as county, any_value(kind) as kind, any_value(agencies.last_year) as last_filed, any_value(reports) as reports "
            "from agency_names join agencies using (agency_id) semi join shown using (agency_id) "
            "where contains(agency_names.agency, $sought) group by agency_id order by any_value(reports) desc, agency_id limit $most",
            {**parameters, "sought": sought, "most": _MATCHES},
        )
        if found.empty:
            st.info(view.text("filter.no_match", sought=sought))
            return
        st.caption(view.text("body.matches", n=len(found), most=_MATCHES) if sought else view.text("body.any"))
        found["kind"] = found["kind"].map(view.names("kind", list(found["kind"].unique())))
        _pick(view, found)


def _pick(view: View, found: pd.DataFrame) -> None:
    names = {row.agency_id: f"{row.agency} · {row.kind}" for row in found.itertuples()}

    def take() -> None:
        chosen = st.session_state.get("found_bodies")
        address.put("agency", chosen)

    st.pills(
        view.text("body.which"), list(names), format_func=lambda code: names[code], key="found_bodies", on_change=take,
        label_visibility="collapsed",
    )  # fmt: skip
    with st.expander(view.text("tab.table")):
        tables.show(view, found, key="found_table")
