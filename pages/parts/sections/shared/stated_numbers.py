"""What the cards of figures stated in words have in common: the items, the choice of one, and the words behind a mark."""

from __future__ import annotations

import pandas as pd

from pages.parts.data import cell_sums
from pages.parts.data.database import rows
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led
from pages.parts.widgets.figure_evidence import Evidence, in_year

FIRST_ITEM = "disclosed"
# what the number of all reports asks for
EVERY = "every"
# figures in words bear this sign wherever they stand beside figures of a table
SIGN = "“ ”"


def label_column(view: View) -> str:
    """The column of `stated_items` that names an item in the reader's language."""
    return "label_zh" if view.language == "zh" else "label_en"


def item_names(view: View) -> dict[str, str]:
    """The names of the items that reports state for the year, in their order."""
    items = view.ask("stated_by_item")
    return dict(zip(items["item_key"], items[label_column(view)], strict=True))


def item_name(view: View, item: str) -> str:
    """The name of an item, whether a report of the year states it or not."""
    items = rows(view.opened, "select * from stated_items").set_index("item_key")
    return str(items[label_column(view)].get(item, item))


def choose_item(view: View, name: str) -> str:
    """Let the reader pick an item for a card; by default the total."""
    names = item_names(view)
    if len(names) < 2:
        return next(iter(names), FIRST_ITEM)
    return url_state.select(f"{view.page}-{name}", view.text("stated.pick"), list(names), names) or FIRST_ITEM


def coverage(view: View, stating: Sentence, reports: int, year: int | None = None) -> Sentence:
    """37 of 142 reports state it; the second number leads to all reports of the year."""
    return view.sentence("stated.coverage", n=stating, reports=led(f"{reports:,}", None, year, None, EVERY))


def every_report(view: View) -> Evidence:
    """The reports of the view's last year, whether they state an item or not."""
    reports = view.in_year(view.year).ask(
        "drilldown_cells",
        fragments=cell_sums.fragments(cell_sums.NOTHING),
        keys=None,
        year=view.year,
        without=(),
    )
    columns = ["year", "agency", "form", "source_name", "url", "agency_id", "report_id"]
    n = int(reports["total_reports"].iloc[0]) if len(reports) else 0
    return Evidence(
        reports[columns],
        view.text("panel.reports", which=in_year(view.text("panel.all"), view.year), n=f"{n:,}"),
    )


def reports_behind(
    view: View, item: str | None, key: str | None = None, by: str = "none", origin: str | None = None
) -> Evidence:
    """The figures behind a mark, each with its words or the table that prints it, and their median: one number per report.

    With `told` those alone of reports that tell the item there.
    """
    frame = view.ask("stated_reports", by=by, item=item, key=key, told=origin)
    rows = pd.DataFrame(
        {
            "year": frame["year"],
            "agency_id": frame["agency_id"],
            "agency": frame["agency"],
            "item": frame[label_column(view)],
            "amount": frame["amount"],
            "unit": frame["unit"],
            "told": [view.text(f"stated.told_{place}") for place in frame["told"]],
            "exactness": [view.text(f"stated.{exactness}") for exactness in frame["exactness"]],
            "quote": frame["quote"],
            "report_id": frame["report_id"],
        }
    )
    if item is None or frame.empty:
        return Evidence(rows)
    n, median = f"{int(frame['met'].iloc[0]):,}", number_format.median(float(frame["median"].iloc[0]))
    return Evidence(
        rows, view.text("stated.behind", item=rows["item"].iloc[0], year=view.year, n=n, median=median)
    )


def quoted(value: float, quote: str | None) -> str:
    """A number as it is shown, with its sign and words where it is stated in words."""
    shown = number_format.whole(value)
    return f"{shown} {SIGN}" if quote else shown


def on_hover(quote: str | None) -> str:
    """A line below the value with the words that state it, in quotation marks; nothing for a figure of a table."""
    return f"<br>“{quote}”" if quote else ""
