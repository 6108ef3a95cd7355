"""The reports behind a chart, or behind the point of it that was clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages.parts.charts.base.points import Point
from pages.parts.data import query
from pages.parts.state.context import View
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import data_table, figure_evidence, reports_behind
from pages.parts.widgets.figure_evidence import Evidence

if TYPE_CHECKING:
    from pages.parts.widgets.chart_card import Card


def draw(view: View, card: Card, point: Point, place: str = "chart") -> None:
    """Draw what is behind a point; behind the whole chart where the point is empty.

    `place` tells the same rows apart where a card shows them twice.
    """
    if point == Point() and card.figure is not None and place == "chart":
        st.caption(view.text("panel.click"))
    draw_evidence(
        view,
        figure_evidence.of_point(view, card, point),
        f"behind_{card.key}" if place == "chart" else f"behind_{card.key}_{place}",
    )


def draw_measure(view: View, key: str, year: int) -> None:
    """Draw the reports behind a measure over the whole selection in one year."""
    draw_evidence(
        view, figure_evidence.of_measure(view, view.measure(key), None, year), f"behind_measure_{key}"
    )


def draw_change(view: View, key: str) -> None:
    """Draw the reports of both years behind the change of a measure over the agencies that state it in both."""
    draw_evidence(view, figure_evidence.of_change(view, view.measure(key), both=True), f"behind_change_{key}")


def draw_evidence(view: View, evidence: Evidence, key: str) -> None:
    """Draw rows behind a figure with what they add up to; of reports, the ways on to each."""
    if evidence.caption:
        st.caption(escape_markdown(evidence.caption))
    if {"agency_id", "agency", "year", "report_id"} <= set(evidence.rows.columns):
        reports_behind.draw(view, evidence.rows, key=key)
        if len(evidence.rows) == query.MOST_BEHIND:
            st.caption(view.text("panel.first_reports", n=f"{query.MOST_BEHIND:,}"))
    else:
        data_table.draw(view, evidence.rows, key=key)
