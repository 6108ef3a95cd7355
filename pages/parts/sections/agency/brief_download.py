"""The button that offers the brief as Word file, PDF and web page."""

from __future__ import annotations

import streamlit as st

from pages.parts.export import card_download, paper_download
from pages.parts.sections.agency import brief, brief_paper, peer_position
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state.context import View


def button(view: View, agency: AgencyYear) -> None:
    """Draw the button.

    Files are made when they are asked for, outside the page's session; the link is therefore taken now.
    """
    area, link = peer_position.default_area(view, agency), view.permalink()
    title = view.text("brief.file", name=agency.name, year=agency.year)
    name = card_download.file_name(view, title, agency.name)
    with st.popover(
        view.text("brief.button"),
        icon=":material/print:",
        help=view.text("brief.help"),
        disabled=agency.report is None,
    ):
        paper_download.buttons(view, lambda: brief_paper.paper(view, agency, area, link), name, "brief")
        st.download_button(
            view.text("brief.web_page"), lambda: brief.html(view, agency, area, link).encode("utf-8"), f"{name}.html", "text/html",
            key="brief", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
