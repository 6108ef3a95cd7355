"""What became of the reports of all agencies that must file, each count a link to those behind it."""

from __future__ import annotations

import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.state.context import View
from pages.parts.widgets import links

# what is counted, and the choices on the quality page that show it
_COUNTS = {
    "expected": {"quality-part": "filing"},
    "filed": {"quality-part": "filing"},
    "missing": {"quality-part": "filing", "quality-state": "missing"},
    "late": {"quality-part": "filing", "quality-state": "late"},
    "with_errors": {"quality-part": "findings", "quality-severity": "error"},
}


def filing_state(view: View) -> None:
    """Draw the counts of the year shown; `view` is over reports of every scope."""
    counts = measure_frames.row_of_year(view.ask("filing_counts"), view.year)
    if counts is None:
        return
    with st.container(border=True, key="filing_state"):
        st.markdown(f"##### {view.text('overview.must_file', year=view.year)}")
        with st.container(horizontal=True, gap="large", key="filing_counts"):
            for name, choices in _COUNTS.items():
                label = view.text(f"overview.count_{name}", n=f"{int(counts[name]):,}")
                links.to_page(view, "quality", label, {**choices, "to": str(view.year)}, ("scope", "level"))
        st.caption(view.text("overview.must_file_note"))
