"""One item by place, kind or body: the median of the reports that state it, and how many they are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.sections.disclosure import stated_shared
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card, choices
from pages.parts.widgets.chart_card import Card


@chart_card.fragment
def stated_by_group(view: View) -> None:
    """Draw an item of the last year by region, type or agency; the reader chooses item and grouping."""
    with chart_card.frame("disclosure_stated_groups"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            item = stated_shared.choose_item(view, "stated-groups")
            by = choices.grouping(view, "stated-groups")
        chart_card.draw_content(view, _card(view, item, by))


@chart_card.cached
def _card(view: View, item: str, by: str) -> Card:
    rows = view.ask("stated_by_group", item=item, by=by)
    names = view.names(by, list(rows["key"]))
    rows = rows.assign(label=[names.get(key, key) for key in rows["key"]])
    rows = rows.sort_values(["middle", "label"], ascending=[False, True], na_position="last")
    name = stated_shared.item_names(view).get(item, item)
    stating, reports = int(rows["taken_in"].sum()), int(rows["reports"].sum())
    return Card(
        key="disclosure_stated_groups",
        title=view.text("stated.groups_title", item=name, by=view.text(f"by.{by}"), year=view.year),
        sentence=_sentence(view, name, rows, stated_shared.coverage(view, stating, reports)),
        figure=_figure(view, rows, by),
        table=_table(view, rows, name),
        by=by,
        year=view.year,
        taken_in=stating,
        reports=reports,
        notes=(view.text("stated.groups_note"), *measure_frames.truncation_note(view, len(rows))),
        definition=(view.text("stated.definition"),),
        drilldown=lambda key, year: stated_shared.reports_behind(view, item, key, by),
    )


def _sentence(view: View, name: str, rows: pd.DataFrame, coverage: str) -> str:
    stated = rows[rows["taken_in"] > 0]
    if stated.empty:
        return view.text("stated.years_none", item=name)
    first = stated.iloc[0]
    return view.text(
        "stated.groups_sentence",
        item=name,
        first=first["label"],
        median=number_format.median(first["middle"]),
        coverage=coverage,
    )


def _figure(view: View, rows: pd.DataFrame, by: str) -> Chart | None:
    if not rows["taken_in"].sum():
        return None
    drawn = rows[rows["taken_in"] > 0].head(measure_frames.MAX_ROWS)
    if by == "agency":
        shown = [stated_shared.quoted(row.middle, row.quote) for row in drawn.itertuples()]
        hover = [
            f"{row.label}: {text}{stated_shared.on_hover(row.quote)}"
            for row, text in zip(drawn.itertuples(), shown, strict=True)
        ]
    else:
        shown = [
            view.text(
                "stated.bar", median=number_format.median(row.middle), n=row.taken_in, reports=row.reports
            )
            for row in drawn.itertuples()
        ]
        hover = [f"{row.label}: {text}" for row, text in zip(drawn.itertuples(), shown, strict=True)]
    frame = drawn.rename(columns={"middle": "plotted"}).assign(display_text=shown, hover_text=hover)
    return bars.ranked(frame.reset_index(drop=True), view.palette)


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
