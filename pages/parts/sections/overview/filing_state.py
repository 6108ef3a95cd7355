"""The coverage of the first page: reports of all agencies that must file, each count a link to those behind it."""

from __future__ import annotations

import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.state import shown_cards
from pages.parts.state.context import View
from pages.parts.state.shown_cards import ShownCard
from pages.parts.widgets import links

# what is counted: its column, and the choices on the quality page that show it; a report that cannot be read has errors, too
_COUNTS = {
    "expected": ("expected", {"quality-part": "filing"}),
    "filed": ("filed", {"quality-part": "filing"}),
    "missing": ("missing", {"quality-part": "filing", "quality-state": "missing"}),
    "late": ("late", {"quality-part": "filing", "quality-state": "late"}),
    "with_errors": ("faulty", {"quality-part": "findings", "quality-severity": "error"}),
}


def filing_state(view: View) -> None:
    """Draw the counts of the year shown; `view` is over reports of every scope."""
    counts = measure_frames.row_of_year(view.ask("filing_counts"), view.year)
    if counts is None:
        return
    heading = view.text("overview.must_file", year=view.year)
    labels = {
        name: view.text(f"overview.count_{name}", n=f"{int(counts[column]):,}")
        for name, (column, _) in _COUNTS.items()
    }
    shown_cards.note("filing_state", ShownCard(heading, points=(" · ".join(labels.values()),)))
    with st.container(horizontal=True, vertical_alignment="center", key="coverage_strip"):
        st.markdown(f"**{heading}**", width="content", help=view.text("overview.must_file_note"))
        with st.container(horizontal=True, width="content", key="filing_counts"):
            for name, (_, choices) in _COUNTS.items():
                links.to_page(
                    view, "quality", labels[name], {**choices, "to": str(view.year)}, ("scope", "level")
                )
        version = view.text("coverage.version", date=view.opened.published_at, version=view.opened.version)
        st.markdown(f":gray[{version}]", width="content")
