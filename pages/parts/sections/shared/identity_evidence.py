"""Where each statement about a report's identity (agency, year, region …) was taken from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data.selection import LEVELS, SCOPES
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View
from pages.parts.text.i18n import texts
from pages.parts.widgets import chart_card, data_table

_NAMED_CODES = {"level": LEVELS, "scope": SCOPES}


def evidence(view: View, agency: AgencyYear) -> None:
    """Draw the evidence of the year's report with a link to where it was published."""
    if agency.report is None:
        return
    frame = view.ask("agency_evidence", report=str(agency.report["report_id"]))
    with chart_card.frame("agency_evidence"):
        st.markdown(f"##### {view.text('evidence.title')}", anchors=False)
        data_table.draw(view, evidence_table(view, frame), key="evidence")
        url = str(agency.report["url"] or "")
        if url.startswith(("http://", "https://")):
            st.link_button(url, url, type="tertiary")


def evidence_table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """One row per statement with fields, codes and sources named in the reader's language.

    `frame` has the columns field, value, source and quote.
    """
    return pd.DataFrame(
        {
            "field": [_label(view, f"evidence_field.{field}", field) for field in frame["field"]],
            "value": [_value(view, row.field, str(row.value)) for row in frame.itertuples()],
            "taken_from": [_label(view, f"evidence_source.{source}", source) for source in frame["source"]],
            "quote": frame["quote"],
        }
    )


def _value(view: View, field: str, value: str) -> str:
    if field == "kinds":
        return view.text("list.comma").join(view.names("kind", [value]).values())
    return view.text(f"{field}.{value}") if value in _NAMED_CODES.get(field, ()) else value


def _label(view: View, key: str, name: str) -> str:
    """The text of this key, or the name itself if there is none."""
    return view.text(key) if key in texts() else name
