"""Reports expected, filed and missing by year."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import trend
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.shared.filing_reports import filing_reports, led_count
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

# what a click on each part of a column asks for; on a part of nothing, for the whole year
_ASKED = {"without_errors": "without_errors", "with_errors": "faulty", "missing": "missing"}
_COLUMNS = ["year", "expected", "filed", "missing", "with_errors", "unreadable"]


@chart_card.drawn
def filing_trend(view: View) -> Card:
    """Draw one column per year: filed without errors, filed with errors, missing."""
    rows = _rows(view)
    return Card(
        "overview_filing",
        view.text("title.filing"),
        _sentence(view, rows),
        _figure(view, rows),
        rows[_COLUMNS],
        notes=(view.text("chart.expected"),),
        drilldown=lambda point: filing_reports(view, "none", point),
    )


def _rows(view: View) -> pd.DataFrame:
    rows = view.ask("filing_counts")
    return rows.assign(with_errors=rows["faulty"], without_errors=rows["filed"] - rows["faulty"])


def _sentence(view: View, rows: pd.DataFrame) -> Sentence:
    now = measure_frames.row_of_year(rows, view.year)
    if now is None:
        return view.sentence("sentence.filing_none", view.year)
    counts = {name: led_count(now[name], None, view.year, name) for name in ("filed", "expected", "missing")}
    return view.sentence("sentence.filing", view.year, **counts)


def _figure(view: View, rows: pd.DataFrame) -> Chart:
    parts = [
        ("without_errors", view.text("filing.without_errors"), view.palette.accent, ""),
        ("with_errors", view.text("filing.with_errors"), view.palette.highlight, "x"),
        ("missing", view.text("filing.missing"), view.palette.faint, "/"),
    ]
    hover_texts = {
        f"hover_{column}": [
            f"<b>{row.year}</b><br>{label}: {number_format.whole(getattr(row, column))} / {number_format.whole(row.expected)}"
            for row in rows.itertuples()
        ]
        for column, label, *_ in parts
    }
    asked = {
        f"measure_{column}": rows[column].gt(0).map({True: part, False: ""})
        for column, part in _ASKED.items()
    }
    return trend.columns(rows.assign(**hover_texts, **asked), parts, {}, view.palette)
