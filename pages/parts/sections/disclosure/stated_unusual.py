"""Whose number of an item stands out: none, last year's again, a jump or fall, far from its kind."""

from __future__ import annotations

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.shared import stated_numbers
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

_UNUSUAL = "unusual"
_REASONS = ("jump", "fall", "same", "zero", "far")


@chart_card.fragment
def stated_unusual(view: View) -> None:
    """Draw the bodies that stand out, with the reason; the reader chooses the item."""
    with chart_card.frame("disclosure_unusual"):
        item = stated_numbers.choose_item(view, "unusual")
        chart_card.draw_content(view, _card(view, item))


@chart_card.cached
def _card(view: View, item: str) -> Card:
    rows = view.ask("stated_unusual", item=item)
    name = stated_numbers.item_name(view, item)
    bodies = rows["agency_id"].nunique()
    key = "stated.unusual_sentence" if bodies else "stated.unusual_none"
    return Card(
        key="disclosure_unusual",
        title=view.text("stated.unusual_title", item=name, year=view.year),
        sentence=view.sentence(key, view.year, item=words(name), n=led(f"{bodies:,}", asks=_UNUSUAL)),
        figure=_figure(view, rows),
        table=_table(view, rows, name),
        by="agency",
        year=view.year,
        notes=(view.text("stated.unusual_note"), *measure_frames.truncation_note(view, len(rows))),
        hints=(view.text("stated.unusual_click"),),
        definition=(view.text("stated.unusual_definition"), view.text("stated.definition")),
        drilldown=lambda point: stated_numbers.reports_behind(view, item, point.key, "agency"),
        questions={_UNUSUAL: lambda: _behind(view, rows, name)},
    )


def _figure(view: View, rows: pd.DataFrame) -> Chart | None:
    """One bar per body, in the colour of its first reason."""
    if rows.empty:
        return None
    order = {reason: at for at, reason in enumerate(_REASONS)}
    first = rows.assign(order=rows["reason"].map(order)).sort_values("order").drop_duplicates("agency_id")
    first = first.sort_values(["order", "value"], ascending=[True, False]).head(measure_frames.MAX_ROWS)
    frame = pd.DataFrame(
        {
            "key": first["agency_id"],
            "label": first["agency"],
            "group": first["reason"],
            "plotted": first["value"],
            "display_text": [_shown(view, row) for row in first.itertuples()],
            "hover_text": [
                f"{row.agency}: {_shown(view, row)}{stated_numbers.on_hover(row.quote)}"
                for row in first.itertuples()
            ],
        }
    ).reset_index(drop=True)
    colours = (*view.palette.categories, view.palette.muted)
    groups = [
        (reason, view.text(f"stated.reason_{reason}"), colour)
        for reason, colour in zip(_REASONS, colours, strict=True)
        if (frame["group"] == reason).any()
    ]
    return bars.ranked(frame, view.palette, groups)


def _shown(view: View, row: object) -> str:
    """1,234 “ ”（上年 98）."""
    value = stated_numbers.quoted(row.value, row.quote)  # type: ignore[attr-defined]
    before = row.before  # type: ignore[attr-defined]
    return (
        value
        if before != before
        else view.text("stated.last_year", value=value, before=number_format.whole(before))
    )


def _behind(view: View, rows: pd.DataFrame, name: str) -> Evidence:
    """The figures that stand out, each with its reasons."""
    table = _table(view, rows, name).assign(agency_id=rows["agency_id"].to_numpy())
    bodies = f"{rows['agency_id'].nunique():,}"
    return Evidence(table, view.text("stated.unusual_sentence", item=name, year=view.year, n=bodies))


def _table(view: View, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "agency": rows["agency"],
            "item": name,
            "reason": [view.text(f"stated.reason_{reason}") for reason in rows["reason"]],
            "now": rows["value"],
            "before": rows["before"],
            "median": rows["middle"],
            "quote": rows["quote"],
            "report_id": rows["report_id"],
        }
    )
