"""The figures that the year's report states in words: each with its quote and, when chosen, its place in the source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.export import card_download
from pages.parts.sections.shared.agency_year import AgencyYear
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, counted, source_viewer
from pages.parts.widgets.figure_evidence import Evidence

_CHOICE = "agency-stated"


@chart_card.fragment
def stated_in_words(view: View, agency: AgencyYear) -> None:
    """List what the narrative states; nothing where it states nothing that is read."""
    report = agency.report
    frame = view.ask("agency_stated", report="" if report is None else str(report["report_id"]))
    if frame.empty or report is None:
        return
    table = _table(view, frame)
    with chart_card.frame("agency_stated"):
        title = view.sentence("stated.agency_title", agency.year, n=led(f"{len(table):,}"))
        counted.draw(view, "agency_stated", title, lambda _: Evidence(table))
        chosen = _choose(view, frame)
        st.markdown(f"> “{escape_markdown(' '.join(str(chosen['quote']).split()))}”")
        source_viewer.show(
            view,
            str(report["source_name"]),
            str(report["source_sha256"]),
            str(chosen["locator"] or ""),
            "stated",
        )
        with st.container(horizontal=True, vertical_alignment="center", key="tools_agency_stated"):
            st.caption(view.text("stated.agency_note"), width="stretch")
            card_download.buttons(view, table, "agency_stated", view.text("stated.title", year=agency.year))


def _choose(view: View, frame: pd.DataFrame) -> pd.Series:
    """Let the reader pick a figure, by its place in the list; by default the first."""
    labels = frame["label_zh" if view.language == "zh" else "label_en"]
    is_chinese = view.language == "zh"  # a unit is as printed
    names = {
        str(at): f"{label} {number_format.whole(amount)} {unit if is_chinese else ''}".strip()
        for at, (label, amount, unit) in enumerate(zip(labels, frame["amount"], frame["unit"], strict=True))
    }
    chosen = url_state.segmented(_CHOICE, view.text("stated.agency_pick"), list(names), names)
    return frame.iloc[int(chosen)]


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "item": frame["label_zh" if view.language == "zh" else "label_en"],
            "amount": frame["amount"],
            "unit": frame["unit"],
            "exactness": [view.text(f"stated.{exactness}") for exactness in frame["exactness"]],
            "period": [view.text(f"stated.period_{period}") for period in frame["period"]],
            "subject": [view.text(f"stated.subject_{subject}") for subject in frame["subject"]],
            "quote": frame["quote"],
        }
    )
