"""The reports behind a figure: one is opened at once, of several the reader picks one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.state.context import View
from pages.parts.widgets import data_table, links, original_file


def draw(view: View, reports: pd.DataFrame, key: str) -> None:
    """Draw a table of reports whose agencies are links, and the ways on from the only row or the one selected.

    `reports` has year, agency_id, agency and report_id; `cell` is the address of the cell that a link leads to.
    """
    if reports.empty:
        st.caption(view.text("empty.rows"))
        return
    if len(reports) == 1:
        _lead_on(view, reports.iloc[0], key)
        return
    selected = data_table.draw_selectable(view, reports, key)
    if selected is None:
        st.caption(view.text("panel.pick_row"))
    else:
        _lead_on(view, reports.iloc[selected], key)


def _lead_on(view: View, report: pd.Series, key: str) -> None:
    """The report on the agency's page, there the cell that the figure comes from, and the original file."""
    cell = str(report.get("cell") or "")
    filed = isinstance(report["report_id"], str)
    text = "open_agency" if not filed else "open_cell" if cell else "open_report"
    label = view.text(f"panel.{text}", name=report["agency"], year=report["year"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"lead_on_{key}"):
        links.to_agency(view, str(report["agency_id"]), int(report["year"]), label, cell)
        if filed:
            original_file.download(view, report["report_id"], key)
