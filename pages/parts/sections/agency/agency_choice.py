"""The agency that the page is about and its year, as the link names them."""

from __future__ import annotations

from dataclasses import replace

from pages.parts.data import query, sample
from pages.parts.data.database import OpenVersion, rows
from pages.parts.data.selection import Selection
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View


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
    wanted = url_state.number("year")
    year = int(years["year"].max())
    if wanted is not None:
        year = min(max(wanted, first), _last_year(opened))
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
