"""Links from one page of the dashboard to another that keep the reader's choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

import streamlit as st

from pages.parts.state import navigation, url_state
from pages.parts.state.context import View


def to_agency(view: View, agency_id: str, year: int, label: str, cell: str = "") -> None:
    """Draw a link to an agency's page in a year, and there to a cell `table.row.column`."""
    st.page_link(
        navigation.linked_page("agency", view.language),
        label=label,
        query_params=_query(view, agency_id, year, cell),
    )


def agency_address(view: View, agency_id: str, year: int | None, cell: str, name: str) -> str:
    """The address of `to_agency` for a cell of a table, relative to any page; its fragment is the name to show."""
    return f"agency?{urlencode(_query(view, agency_id, year, cell))}#{quote(name)}"


def to_page(
    view: View, page: str, label: str, choices: Mapping[str, str], without: Sequence[str] = ()
) -> None:
    """Draw a link to a page with these choices and the present filters, except those of `without`."""
    query = {
        name: value
        for name, value in url_state.choices().items()
        if name not in without and not url_state.belongs_to_page(name)
    }
    st.page_link(
        navigation.linked_page(page, view.language),
        label=label,
        query_params={**query, **choices},
        width="content",
    )


def to_tab(
    view: View,
    page: str,
    part: str,
    label: str,
    icon: str | None = None,
    choices: Mapping[str, str] | None = None,
) -> None:
    """Draw a link to a tab of another page with the present filters and, within that page, no choices but `choices`.

    Without a tab, the link leads to the page as the reader left it.
    """
    query = url_state.choices()
    if part:
        query = {name: value for name, value in query.items() if not url_state.belongs_to_page(name, page)}
        query |= {f"{page}-part": part, **(choices or {})}
    st.page_link(
        navigation.linked_page(page, view.language),
        label=label,
        icon=icon,
        query_params=query,
        width="content",
    )


def _query(view: View, agency_id: str, year: int | None, cell: str) -> dict[str, str]:
    shared = {
        name: value for name, value in url_state.choices().items() if name in ("lang", "version", "data")
    }
    query = {name: str(value) for name, value in shared.items()}
    query["agency"] = agency_id
    if year is not None:
        query["year"] = str(year)
    return query | ({"agency-part": "form", "agency-cell": cell} if cell else {})
