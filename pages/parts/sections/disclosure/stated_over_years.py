"""One item over the years: the statistics table of 2014 to 2018 and the words of the other years, with the break between."""

from __future__ import annotations

from functools import partial

import pandas as pd

from pages.parts.charts import trend
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.shared import stated_numbers
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led, words
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_TOLD = ("table", "words")


@chart_card.fragment
def stated_over_years(view: View) -> None:
    """Draw the median of an item per year; the reader chooses which."""
    with chart_card.frame("disclosure_stated_years"):
        item = stated_numbers.choose_item(view, "stated-years")
        chart_card.draw_content(view, _card(view, item))


@chart_card.cached
def _card(view: View, item: str) -> Card:
    rows = view.ask("stated_by_year", item=item)
    name = stated_numbers.item_name(view, item)
    stated = rows[rows["taken_in"] > 0]
    reports = rows.groupby("year")["reports"].max()
    last_year = int(stated["year"].max()) if len(stated) else view.year
    return Card(
        key="disclosure_stated_years",
        title=view.text("stated.years_title", item=name),
        sentence=_sentence(view, name, stated),
        figure=_figure(view, rows),
        table=_table(view, stated, name),
        taken_in=int(stated["taken_in"].sum()),
        reports=int(reports.sum()),
        notes=(view.text("stated.years_note"),),
        definition=(view.text("stated.definition"),),
        drilldown=lambda point: stated_numbers.reports_behind(
            view.in_year(point.year or view.year), item, origin=point.measure
        ),
        questions={stated_numbers.EVERY: partial(stated_numbers.every_report, view.in_year(last_year))},
    )


def _sentence(view: View, name: str, stated: pd.DataFrame) -> Sentence:
    if stated.empty:
        return view.sentence("stated.years_none", item=words(name))
    first, last = stated.iloc[0], stated.iloc[-1]
    before, now = (
        led(number_format.median(row["middle"]), None, int(row["year"]), row["told"]) for row in (first, last)
    )
    year = int(last["year"])
    stating = led(f"{int(last['taken_in']):,}", None, year, last["told"])
    coverage = stated_numbers.coverage(view, stating, int(last["reports"]), year)
    return view.sentence(
        "stated.years_sentence",
        year,
        int(first["year"]),
        item=words(name),
        before=before,
        now=now,
        coverage=coverage,
    )


def _figure(view: View, rows: pd.DataFrame) -> Chart | None:
    drawn = rows.rename(columns={"middle": "plotted"})
    series = {
        view.text(f"stated.told_{origin}"): _hovered(view, drawn[drawn["told"] == origin])
        for origin in _TOLD
        if drawn.loc[drawn["told"] == origin, "plotted"].notna().any()
    }
    if not series:
        return None
    taken_in = rows.groupby("year")["taken_in"].sum()
    notes = {int(row.year): f"{int(taken_in[row.year])}/{row.reports}" for row in rows.itertuples()}
    changes = {} if len(series) < len(_TOLD) else view.breaks()
    return trend.lines(series, changes, notes, view.palette, percent=False)


def _hovered(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    hover = [
        view.text(
            "stated.year_hover",
            year=row.year,
            median=number_format.median(row.plotted),
            coverage=view.text("stated.coverage", n=f"{row.taken_in:,}", reports=f"{row.reports:,}"),
            told=view.text(f"stated.told_{row.told}"),
        )
        for row in frame.itertuples()
    ]
    return frame.assign(hover_text=hover)


def _table(view: View, stated: pd.DataFrame, name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": stated["year"],
            "item": name,
            "told": [view.text(f"stated.told_{origin}") for origin in stated["told"]],
            "median": stated["middle"],
            "amount": stated["amount"],
            "taken_in": stated["taken_in"],
            "reports": stated["reports"],
        }
    ).reset_index(drop=True)
