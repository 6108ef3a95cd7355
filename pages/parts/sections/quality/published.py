"""Whether reports stood on their sites by their dates, and what became of them since, as collected."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts.base.points import Point
from pages.parts.export import card_download
from pages.parts.sections.quality.filing_headline import year_shown
from pages.parts.sections.shared.filing_reports import filing_reports, led_count
from pages.parts.state.context import View
from pages.parts.text.led_figures import Sentence, joined, led
from pages.parts.widgets import chart_card, counted, data_table
from pages.parts.widgets.figure_evidence import Evidence

_SEEN = "seen"
_PROOFS = ("seen_in_time", "stated_in_time", "stated_late", "unknown", "no_date")
_COLUMNS = [
    "year", "agency_id", "agency", "province", "city", "county", "due_on", "published_on", "proof", "first_seen",
    "last_seen", "changed", "gone", "addresses", "url",
]  # fmt: skip


def published(view: View) -> None:
    """Draw the reports of the year that the list above is about; where none was collected, how to."""
    with chart_card.frame("quality_published"):
        year = year_shown(view)
        sightings = view.ask("published", year=year)
        if sightings.empty:
            st.markdown(f"##### {view.text('published.none', year=year)}", anchors=False)
            st.caption(view.text("published.collect"))
            return
        counts = measure_frames.row_of_year(view.ask("filing_counts"), year)
        filed = len(sightings) if counts is None else int(counts["filed"])
        table = _table(view, sightings)
        counted.draw(
            view,
            "quality_published",
            _sentence(view, sightings, year, filed),
            lambda point: _behind(view, table, sightings, year, point),
        )
        data_table.draw(view, table, key="table_published")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_published"):
            st.caption(view.text("published.note"), width="stretch")
            notes = [(view.text("tab.definition"), view.text("published.note"))]
            title = view.text("published.title", year=year)
            card_download.buttons(view, table, f"published_{year}", title, notes=notes)


def _sentence(view: View, sightings: pd.DataFrame, year: int, filed: int) -> Sentence:
    parts = [
        view.sentence(f"published.{name}_n", n=led(f"{int(is_so.sum()):,}", asks=name))
        for name, is_so in _groups(sightings).items()
        if is_so.any()
    ]
    return view.sentence(
        "published.sentence",
        year,
        seen=led(f"{len(sightings):,}", asks=_SEEN),
        filed=led_count(f"{filed:,}", None, year, "filed"),
        listed=joined(view.text("list.comma"), parts),
    )


def _groups(sightings: pd.DataFrame) -> dict[str, pd.Series]:
    """Which reports each part of the sentence counts."""
    proofs = {proof: sightings["proof"] == proof for proof in _PROOFS}
    return {**proofs, "changed": sightings["changes"] > 0, "gone": sightings["gone"].notna()}


def _behind(view: View, table: pd.DataFrame, sightings: pd.DataFrame, year: int, point: Point) -> Evidence:
    if point.asks is None:
        return filing_reports(view.in_year(year), "none", point)
    return Evidence(table if point.asks == _SEEN else table[_groups(sightings)[point.asks]])


def _table(view: View, sightings: pd.DataFrame) -> pd.DataFrame:
    partly = [
        view.text("published.partly_gone", n=row.gone_addresses)
        if row.gone_addresses and pd.isna(row.gone)
        else row.gone
        for row in sightings.itertuples()
    ]
    proofs = [view.text(f"published.{proof}") for proof in sightings["proof"]]
    return sightings.assign(proof=proofs, gone=partly)[_COLUMNS]
