"""What agencies say they disclosed, by item: through which channels, of which content, and the work beside it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.shared import stated_numbers
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

# which groups of items are drawn together
_DRAWN = {
    "channel": ("total", "channel"),
    "content": ("content",),
    "work": ("response", "application", "work"),
}


@chart_card.fragment
def stated_items(view: View) -> None:
    """Draw the median of each item over the reports that state it; the reader chooses channels, contents or work."""
    with chart_card.frame("disclosure_stated"):
        names = {group: view.text(f"stated.group_{group}") for group in _DRAWN}
        group = url_state.segmented("disclosure-stated", view.text("stated.pick_group"), list(_DRAWN), names)
        chart_card.draw_content(view, _card(view, group))


@chart_card.cached
def _card(view: View, group: str) -> Card:
    items = view.ask("stated_by_item")
    reports = _reports(view)
    total = items[items["item_key"] == stated_numbers.FIRST_ITEM]
    stating = int(total["taken_in"].iloc[0]) if len(total) else 0
    return Card(
        key="disclosure_stated",
        title=view.text("stated.title", year=view.year),
        sentence=_sentence(view, total, stating, reports),
        figure=_figure(view, items[items["group_key"].isin(_DRAWN[group])]),
        table=_table(view, items),
        year=view.year,
        notes=(view.text("stated.note"),),
        definition=(view.text("stated.definition"),),
        drilldown=lambda point: stated_numbers.reports_behind(view, point.key),
        questions={stated_numbers.EVERY: partial(stated_numbers.every_report, view)},
    )


def _reports(view: View) -> int:
    """The reports of the year, whether they state an item or not."""
    counts = measure_frames.row_of_year(view.ask("filing_counts"), view.year)
    return 0 if counts is None else int(counts["filed"])


def _sentence(view: View, total: pd.DataFrame, stating: int, reports: int) -> Sentence:
    every = led(f"{reports:,}", None, view.year, None, stated_numbers.EVERY)
    if total.empty:
        return view.sentence("stated.none", view.year, reports=every)
    stated, median = (
        led(shown, stated_numbers.FIRST_ITEM)
        for shown in (f"{stating:,}", number_format.median(float(total["middle"].iloc[0])))
    )
    return view.sentence("stated.sentence", view.year, stating=stated, reports=every, median=median)


def _figure(view: View, drawn: pd.DataFrame) -> Chart | None:
    if drawn.empty:
        return None
    labels = drawn[stated_numbers.label_column(view)]
    shown = [
        view.text("stated.bar", median=number_format.median(row.middle), n=row.taken_in, reports=row.reports)
        for row in drawn.itertuples()
    ]
    hover = [
        view.text(
            "stated.range",
            name=label,
            shown=text,
            smallest=number_format.whole(row.smallest),
            largest=number_format.whole(row.largest),
        )
        for label, text, row in zip(labels, shown, drawn.itertuples(), strict=True)
    ]
    frame = pd.DataFrame(
        {
            "key": drawn["item_key"],
            "label": labels,
            "plotted": drawn["middle"],
            "display_text": shown,
            "hover_text": hover,
        }
    ).reset_index(drop=True)
    return bars.ranked(frame, view.palette)


def _table(view: View, items: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "item": items[stated_numbers.label_column(view)],
            "unit": items["unit"],
            "median": items["middle"],
            "amount": items["amount"],
            "smallest": items["smallest"],
            "largest": items["largest"],
            "taken_in": items["taken_in"],
            "reports": items["reports"],
        }
    )
