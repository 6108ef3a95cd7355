"""The agencies that have not filed for a year, as a list to send on."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.export import card_download
from pages.parts.sections.quality.filing_headline import YEAR
from pages.parts.sections.shared.filing_reports import filing_reports, led_count
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.widgets import chart_card, counted, data_table

_COLUMNS = [
    "year", "agency_id", "agency", "province", "city", "county", "level", "kind", "last_filed", "years_missing",
]  # fmt: skip


def not_filed(view: View) -> None:
    """Draw the list; the reader chooses the year."""
    with chart_card.frame("quality_not_filed"):
        years = [str(year) for year in range(view.selection.last_year, view.selection.first_year - 1, -1)]
        year = int(url_state.select(YEAR, view.text("column.year"), years, {}) or years[0])
        table = _table(view, year)
        counts = measure_frames.row_of_year(view.ask("filing_counts"), year)
        expected, filed = (0 if counts is None else int(counts[name]) for name in ("expected", "filed"))
        values = {"expected": f"{expected:,}", "filed": f"{filed:,}", "missing": f"{len(table):,}"}
        figures = {name: led_count(count, None, year, name) for name, count in values.items()}
        sentence = view.sentence("sentence.not_filed" if len(table) else "sentence.filing", year, **figures)
        counted.draw(view, "quality_not_filed", sentence, partial(filing_reports, view, "none"))
        if len(table):
            data_table.draw(view, table, key="table_not_filed")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_not_filed"):
            st.caption(view.text("filing.deadlines"), width="stretch")
            area = view.area()
            title = view.text("title.not_filed", year=year, area=area)
            notes = [
                (view.text("export.coverage"), view.text("sentence.filing", year=year, **values)),
                (view.text("tab.definition"), view.text("chart.expected")),
                (view.text("filing.deadline"), view.text("filing.deadlines")),
            ]
            card_download.buttons(view, table, f"not_filed_{year}", title, notes=notes)


def _table(view: View, year: int) -> pd.DataFrame:
    agencies = view.ask("not_filed", year=year)
    kinds = view.names("kind", list(agencies["kind"].unique()))
    table = agencies.assign(
        level=[view.text(f"level.{level}") if level else "" for level in agencies["level"]],
        kind=agencies["kind"].map(kinds),
        year=year,
    )
    return table[_COLUMNS]
