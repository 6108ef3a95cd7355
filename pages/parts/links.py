"""Links from one page of the dashboard to a place on another, with the reader's choices kept."""

from __future__ import annotations

import streamlit as st

from pages.parts import address, site
from pages.parts.view import View


def to_agency(view: View, agency_id: str, year: int, label: str, cell: str = "") -> None:
    """A link to a body's page at a year, and at a cell `table.row.column`."""
    st.page_link(
        site.page("agency", view.language), label=label, query_params=_query(view, agency_id, year, cell)
    )


def to_quality(view: View, part: str) -> None:
    """A link to a part of 数据质量, over what is looked at here."""
    kept = {name: value for name, value in address.read_kept().items() if not address.owned(name)}
    label = view.text("page.quality")
    query = {**kept, "quality-part": part}
    st.page_link(site.page("quality", view.language), label=label, query_params=query, width="content")


def _query(view: View, agency_id: str, year: int, cell: str) -> dict[str, str]:
    kept = {name: value for name, value in address.read_kept().items() if name in ("lang", "version", "data")}
    found = {name: str(value) for name, value in kept.items()}
    found |= {"agency": agency_id, "year": str(year)}
    return found | ({"agency-cell": cell} if cell else {})
