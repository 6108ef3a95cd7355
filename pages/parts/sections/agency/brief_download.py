"""The buttons that offer the brief: as PDF at one click, as Word file and web page at two."""

from __future__ import annotations

import streamlit as st

from pages.parts.export import card_download, paper_download
from pages.parts.sections.agency import brief, brief_paper, peer_position
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View


def button(view: View, agency: AgencyYear) -> None:
    """Draw the buttons, none for a year without a report.

    Files are made when they are asked for, outside the page's session; the link is therefore taken now.
    """
    if agency.report is None:
        return
    area, link = peer_position.default_area(view, agency), view.permalink()
    title = view.text("brief.file", name=agency.name, year=agency.year)
    name = card_download.file_name(view, title, agency.name)
    with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
        if paper_download.has_font():
            paper_download.button(
                lambda: brief_paper.paper(view, agency, area, link), name, "brief", "PDF",
                view.text("brief.button"), view.text("brief.help"),
            )  # fmt: skip
        with st.popover(view.text("brief.other")):
            paper_download.buttons(
                view, lambda: brief_paper.paper(view, agency, area, link), name, "brief", ["DOCX"]
            )
            st.download_button(
                view.text("brief.web_page"), lambda: brief.html(view, agency, area, link).encode("utf-8"),
                f"{name}.html", "text/html", key="brief", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
