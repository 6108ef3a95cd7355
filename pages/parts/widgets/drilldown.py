"""The reports behind a chart, or behind the point of it that was clicked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.parts.charts.base.points import Point
from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View
from pages.parts.stats.proportions import COUNTS_ONLY_BELOW
from pages.parts.text import number_format
from pages.parts.widgets import data_table, reports_behind

if TYPE_CHECKING:
    from pages.parts.widgets.chart_card import Card

_TOTALS = ["total_numerator", "total_denominator", "total_reports"]
_ADDRESS = re.compile(r"[a-z_0-9]+\.[a-z_0-9]+\.[a-z_0-9]+")


def draw(view: View, card: Card, point: Point, place: str = "chart") -> None:
    """Draw the rows behind a point; those behind the whole chart where the point is empty.

    `place` tells the same rows apart where a card shows them twice.
    """
    if card.drilldown is not None:
        rows = card.drilldown(point)
    elif card.measures:
        rows = _reports(view, point, card.measures, card.by, point.year or card.year)
    else:
        return
    key = f"behind_{card.key}" if place == "chart" else f"behind_{card.key}_{place}"
    if point == Point() and card.figure is not None and place == "chart":
        st.caption(view.text("panel.click"))
    if {"agency_id", "agency", "year", "report_id"} <= set(rows.columns):
        reports_behind.draw(view, rows, key=key)
    else:
        data_table.draw(view, rows, key=key)


def draw_measure(view: View, key: str, year: int) -> None:
    """Draw the reports behind a measure over the whole selection in one year."""
    rows = _reports(view, Point(), (key,), "none", year)
    reports_behind.draw(view, rows, key=f"behind_measure_{key}")


def _reports(view: View, point: Point, measures: Sequence[str], by: str, year: int | None) -> pd.DataFrame:
    """Caption and rows of the reports that state the point's own measure or cell of the form."""
    key = None if by == "none" else point.key
    address = point.measure if point.measure and _ADDRESS.fullmatch(point.measure) else ""
    if address:
        column = address.replace(".", "__")
        frame = view.ask("drilldown_cell", by=by, fragments={"cell": column}, key=key, year=year)
        label = dictionary.cell_label(view.opened, address, view.language)
        measure = None
    else:
        measure = view.measure(point.measure if point.measure in measures else measures[0])  # type: ignore[arg-type]
        frame = view.ask("drilldown_reports", measure=measure.key, by=by, key=key, year=year)
        label = measure.label(view.language)
    chosen = view.names(by, [key]).get(key, key) if key else view.text("panel.all")
    reports = int(frame["total_reports"].iloc[0]) if len(frame) else 0
    caption = view.text(
        "panel.behind", chosen=chosen, year=year or "", n=f"{reports:,}", measure=f"{label} {_figure(frame, measure)}".strip()
    )  # fmt: skip
    st.caption(caption)
    undivided = [] if measure and measure.denominator else ["denominator", "left_out"]
    expression = measure.numerator if measure else address
    cells = {form: dictionary.first_cell(view.opened, expression, form) for form in frame["form"].unique()}
    return frame.drop(columns=[*_TOTALS, *undivided], errors="ignore").assign(cell=frame["form"].map(cells))


def _figure(frame: pd.DataFrame, measure: Measure | None) -> str:
    """The figure that the reports add up to: 11.8 % = 22 ÷ 187, or the sum alone; the pair alone where cases are few."""
    if frame.empty:
        return ""
    numerator, denominator = (frame[f"total_{name}"].iloc[0] for name in ("numerator", "denominator"))
    if measure is None or measure.kind not in ("rate", "ratio"):
        return number_format.whole(numerator)
    if number_format.is_none(denominator):
        return number_format.NONE
    division = f"{number_format.whole(numerator)} ÷ {number_format.whole(denominator)}"
    return (
        division
        if denominator < COUNTS_ONLY_BELOW
        else f"{number_format.rate(numerator / denominator)} = {division}"
    )
