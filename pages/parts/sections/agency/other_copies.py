"""Further reports of the same agency and year: which there are, and where their figures differ."""

from __future__ import annotations

from pathlib import PurePath

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, data_table

_CHOICE = "agency-copy"


def shown(view: View, agency: AgencyYear) -> AgencyYear:
    """The agency with the report that the reader switched to in place of the one that counts."""
    copies = _copies(view, agency)
    wanted = copies[copies["report_id"] == url_state.choices().get(_CHOICE)]
    if wanted.empty:
        return agency
    years = agency.years.astype(object)
    columns = [name for name in wanted.columns if name in years.columns]
    years.loc[years["year"] == agency.year, columns] = wanted[columns].astype(object).to_numpy()
    return AgencyYear(agency.agency_id, agency.name, agency.year, years)


def other_copies(view: View, agency: AgencyYear) -> None:
    """List the cells that differ from a further report, with a switch between the two; nothing if there is none."""
    copies = _copies(view, agency)
    if copies.empty or agency.report is None:
        return
    counting = agency.report
    with chart_card.frame("agency_copies"):
        st.markdown(f"##### {view.text('copies.title', year=agency.year, n=len(copies))}", anchors=False)
        names = {"": view.text("copies.counting", name=_file(counting["source_name"]))}
        names |= {row.report_id: _label(view, row) for row in copies.itertuples()}
        chosen = url_state.segmented(_CHOICE, view.text("copies.show"), list(names), names)
        other = copies[copies["report_id"] == chosen] if chosen else copies.head(1)
        table = _table(view, str(counting["report_id"]), str(other["report_id"].iloc[0]))
        name = escape_markdown(_file(other["source_name"].iloc[0]))
        st.caption(view.text("copies.differ" if len(table) else "copies.same", n=len(table), name=name))
        if len(table):
            data_table.draw(view, table, key="table_agency_copies")
            title = view.text("copies.sheet", name=agency.name, year=agency.year)
            card_download.buttons(view, table, f"agency_copies_{agency.year}", title)
    url_state.write_address(view.page)


def _copies(view: View, agency: AgencyYear) -> pd.DataFrame:
    return view.ask("agency_copies", report="" if agency.report is None else str(agency.report["report_id"]))


def _file(source_name: object) -> str:
    return PurePath(str(source_name).replace("\\", "/")).name


def _label(view: View, row: object) -> str:
    name, published = _file(row.source_name), row.published_on  # type: ignore[attr-defined]
    if pd.isna(published):
        return name
    return name + view.text("list.brackets", inside=view.text("body.published", date=f"{published:%Y-%m-%d}"))


def _table(view: View, report: str, other: str) -> pd.DataFrame:
    frame = view.ask("copy_cells", report=report, other=other)
    addresses = frame["table_key"] + "." + frame["row_key"] + "." + frame["column_key"]
    return pd.DataFrame(
        {
            "cell": [dictionary.cell_label(view.opened, address, view.language) for address in addresses],
            "this_copy": frame["raw_here"],
            "other_copy": frame["raw_there"],
            "difference": frame["difference"],
        }
    )
