"""One item by place, kind or body: the median of the reports that state it, and how many they are."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

import pandas as pd

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.shared import stated_numbers
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import Sentence, led, words
from pages.parts.widgets.chart_card import Card


def card(view: View, key: str, item: str, by: str, rows: pd.DataFrame, chosen: Collection[str] = ()) -> Card:
    """The card `key` of an item in the view's last year.

    `rows` has a row per group as of stated_by_group.sql, with its `label`; the groups in `chosen` are pointed out, and
    drawn even if the list is cut.
    """
    rows = rows.assign(chosen=rows["key"].isin(chosen))
    rows = rows.sort_values(["middle", "label"], ascending=[False, True], na_position="last")
    name = stated_numbers.item_name(view, item)
    stating, reports = int(rows["taken_in"].sum()), int(rows["reports"].sum())
    stated = rows[rows["taken_in"] > 0]
    return Card(
        key=key,
        title=view.text(
            "stated.groups_title" if reports > len(rows) else "stated.bodies_title",
            item=name,
            by=view.text(f"by.{by}"),
            year=view.year,
        ),
        sentence=_sentence(
            view, name, stated, stated_numbers.coverage(view, led(f"{stating:,}"), reports, view.year)
        ),
        figure=_figure(view, stated) if len(stated) else None,
        table=_table(view, rows, name),
        by=by,
        year=view.year,
        taken_in=stating,
        reports=reports,
        notes=(view.text("stated.groups_note"), *measure_frames.truncation_note(view, len(rows))),
        hints=(view.text("stated.groups_click"),),
        definition=(view.text("stated.definition"),),
        drilldown=lambda point: stated_numbers.reports_behind(view, item, point.key, by),
        questions={stated_numbers.EVERY: partial(stated_numbers.every_report, view)},
    )


def _sentence(view: View, name: str, stated: pd.DataFrame, coverage: Sentence) -> Sentence:
    if stated.empty:
        return view.sentence("stated.years_none", item=words(name))
    first = stated.iloc[0]
    return view.sentence(
        "stated.groups_sentence" if stated["reports"].gt(1).any() else "stated.bodies_sentence",
        item=words(name),
        first=words(first["label"]),
        median=led(number_format.median(first["middle"]), first["key"]),
        coverage=coverage,
    )


def _figure(view: View, stated: pd.DataFrame) -> Chart:
    drawn = stated[
        stated["chosen"] | (stated["middle"].rank(method="first", ascending=False) <= measure_frames.MAX_ROWS)
    ]
    shown = [_shown(view, row) for row in drawn.itertuples()]
    hover = [
        f"{row.label}: {text}{stated_numbers.on_hover(row.quote if row.reports == 1 else None)}"
        for row, text in zip(drawn.itertuples(), shown, strict=True)
    ]
    frame = drawn.rename(columns={"middle": "plotted"}).assign(
        display_text=shown,
        hover_text=hover,
        group=drawn["chosen"].map({True: "chosen_units", False: "other_units"}),
    )
    colours = {"other_units": view.palette.accent, "chosen_units": view.palette.highlight}
    groups = [(group, view.text(f"stated.{group}"), colour) for group, colour in colours.items()]
    return bars.ranked(frame.reset_index(drop=True), view.palette, groups if drawn["chosen"].any() else None)


def _shown(view: View, row: Any) -> str:
    """The number of a group with one report, with its sign if it is stated in words; else the median and its coverage."""
    if row.reports == 1:
        return stated_numbers.quoted(row.middle, row.quote)
    return view.text(
        "stated.bar", median=number_format.median(row.middle), n=row.taken_in, reports=row.reports
    )


def _table(view: View, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": view.year,
            "code": rows["key"],
            "name": rows["label"],
            "item": name,
            "median": rows["middle"],
            "amount": rows["amount"],
            "taken_in": rows["taken_in"],
            "reports": rows["reports"],
        }
    ).reset_index(drop=True)
