"""What agencies say they disclosed: the figures that the reports' narratives state in words, by item."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_DRAWN_GROUPS = ("total", "channel", "content")


@chart_card.drawn
def stated_items(view: View) -> Card:
    """Draw the median of each item over the reports that state it; sums stand in the table, with their coverage."""
    items = view.ask("stated_by_item")
    reports = int(items["reports"].max()) if len(items) else 0
    total = items[items["item_key"] == "disclosed"]
    stating = int(total["taken_in"].iloc[0]) if len(total) else 0
    return Card(
        key="disclosure_stated",
        title=view.text("stated.title", year=view.year),
        sentence=_sentence(view, total, stating, reports),
        figure=_figure(view, items),
        table=_table(view, items),
        year=view.year,
        notes=(view.text("stated.note"),),
        definition=(view.text("stated.definition"),),
        drilldown=lambda key, year: _reports(view, key),
    )


def _sentence(view: View, total: pd.DataFrame, stating: int, reports: int) -> str:
    if total.empty:
        return view.text("stated.none", year=view.year, reports=reports)
    return view.text(
        "stated.sentence",
        year=view.year,
        stating=stating,
        reports=reports,
        median=number_format.whole(float(total["middle"].iloc[0])),
    )


def _figure(view: View, items: pd.DataFrame) -> Chart | None:
    drawn = items[items["group_key"].isin(_DRAWN_GROUPS)]
    if drawn.empty:
        return None
    labels = drawn["label_zh" if view.language == "zh" else "label_en"]
    shown = [
        view.text("stated.bar", median=number_format.whole(row.middle), n=row.taken_in, reports=row.reports)
        for row in drawn.itertuples()
    ]
    frame = pd.DataFrame(
        {
            "key": drawn["item_key"],
            "label": labels,
            "plotted": drawn["middle"],
            "display_text": shown,
            "hover_text": [f"{label}: {text}" for label, text in zip(labels, shown, strict=True)],
        }
    ).reset_index(drop=True)
    return bars.ranked(frame, view.palette)


def _table(view: View, items: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "item": items["label_zh" if view.language == "zh" else "label_en"],
            "unit": items["unit"],
            "median": items["middle"],
            "amount": items["amount"],
            "smallest": items["smallest"],
            "largest": items["largest"],
            "taken_in": items["taken_in"],
            "reports": items["reports"],
        }
    )


def _reports(view: View, item: str | None) -> pd.DataFrame:
    """The figures behind a bar, each with the words that state it."""
    frame = view.ask("stated_reports", item=item)
    return pd.DataFrame(
        {
            "year": frame["year"],
            "agency_id": frame["agency_id"],
            "agency": frame["agency"],
            "item": frame["label_zh" if view.language == "zh" else "label_en"],
            "amount": frame["amount"],
            "unit": frame["unit"],
            "period": [view.text(f"stated.period_{period}") for period in frame["period"]],
            "subject": [view.text(f"stated.subject_{subject}") for subject in frame["subject"]],
            "quote": frame["quote"],
            "report_id": frame["report_id"],
        }
    )
