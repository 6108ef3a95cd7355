"""How many of the expected reports a page has, who is missing, whose report has errors, and which data version it is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.charts.base.points import Point
from pages.parts.export import card_download
from pages.parts.sections.shared.filing_reports import filing_reports
from pages.parts.state.context import View
from pages.parts.widgets import data_table, drilldown


def draw(view: View) -> None:
    """Draw the coverage of the year shown, with the missing and faulty reports one click away."""
    coverage = view.ask("filing_counts")
    now = coverage[coverage["year"] == view.year]
    filed, expected, faulty, unreadable = (
        int(now[name].sum()) for name in ("filed", "expected", "faulty", "unreadable")
    )
    with st.container(horizontal=True, vertical_alignment="center", key="coverage_strip"):
        label = view.text("coverage.filed", year=view.year, filed=filed, expected=expected)
        _expected(view, label)
        if expected > filed:
            _list(view, view.text("coverage.missing", n=expected - filed), "missing", "coverage.missing_note")
        if faulty:
            _list(view, view.text("coverage.faulty", n=faulty), "faulty", "coverage.faulty_note")
        if unreadable:
            _expected(view, view.text("coverage.unreadable", n=unreadable), "unreadable")
        st.markdown(
            f":gray[{view.text('coverage.version', date=view.opened.published_at, version=view.opened.version)}]",
            width="content",
        )


def _expected(view: View, label: str, state: str = "") -> None:
    """Words that open the reports expected for the year: all, or those in a state."""
    popover = st.popover(label, type="tertiary", key=f"open_{state or 'expected'}", on_change="rerun")
    if popover.open:
        with popover:
            evidence = filing_reports(view, "none", Point(None, view.year, state or None))
            drilldown.draw_evidence(view, evidence, f"list_{state or 'expected'}")


def _list(view: View, label: str, name: str, note: str) -> None:
    popover = st.popover(label, type="tertiary", key=f"open_{name}", on_change="rerun")
    if popover.open:
        with popover:
            frame = _in_language(view, view.ask(name))
            st.caption(view.text(note, year=view.year))
            data_table.draw(view, frame, key=f"list_{name}")
            card_download.buttons(view, frame, name, label)


def _in_language(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Findings in the reader's language, in one column."""
    if "message_en" not in frame:
        return frame
    other = "message_en" if view.language == "zh" else "message"
    return frame.drop(columns=other).rename(columns={"message_en": "message"})
