"""表二: every cell of the last year summed, with flows and stocks distinguished, and the figures that look wrong."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.charts import bars
from pages.parts.charts.base.builder import Chart
from pages.parts.export import card_download
from pages.parts.runtime import cache
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led
from pages.parts.text.markdown import escape_markdown
from pages.parts.widgets import chart_card, data_table, links
from pages.parts.widgets.chart_card import Card

_TABLE = "proactive_disclosure"
_MONEY = ("万元", "元")
_MAX_NAMES = 4


@chart_card.drawn
def table_two(view: View) -> Card:
    """Draw the sum of each cell over the reports that state it."""
    sums = view.ask("table_two")
    table = _sums_table(view, sums)
    reports = int(sums.groupby("form")["reports"].max().sum())
    return Card(
        key="disclosure_table",
        title=view.text("title.table_two", year=view.year),
        sentence=view.sentence("sentence.table_two", view.year, n=led(f"{reports:,}", None, view.year)),
        figure=_figure(view, sums, table),
        table=table,
        by="form",
        year=view.year,
        notes=(view.text("volumes.stock"), *_nothing_in_it(view, sums)),
    )


def _sums_table(view: View, sums: pd.DataFrame) -> pd.DataFrame:
    with_form = sums["form"].nunique() > 1
    return pd.DataFrame(
        {
            "year": view.year,
            "form": sums["form"],
            "code": sums["row_key"] + "." + sums["column_key"],
            "name": [
                _cell_name(view, row) + (f" ({row.form})" if with_form else "") for row in sums.itertuples()
            ],
            "measured": [view.text(f"measured.{measured}") for measured in sums["measured"]],
            "amount": sums["amount"],
            "unit": [_unit(view, unit) for unit in sums["unit"]],
            "taken_in": sums["taken_in"],
            "reports": sums["reports"],
        }
    )


def _figure(view: View, sums: pd.DataFrame, table: pd.DataFrame) -> Chart | None:
    """Bars of counts, flows and stocks in colours of their own; money is left to the tiles and the table."""
    counted = ~sums["unit"].isin(_MONEY) & sums["amount"].notna()
    if not counted.any():
        return None
    shown = [
        view.text("volumes.bar", amount=number_format.whole(row.amount), n=row.taken_in, reports=row.reports)
        for row in sums[counted].itertuples()
    ]
    labels = table.loc[counted, "name"]
    frame = pd.DataFrame(
        {
            "key": sums.loc[counted, "form"],
            "year": view.year,
            "measure": _TABLE + "." + table.loc[counted, "code"],
            "label": labels,
            "group": sums.loc[counted, "measured"],
            "plotted": sums.loc[counted, "amount"],
            "display_text": shown,
            "hover_text": [f"{label}: {text}" for label, text in zip(labels, shown, strict=True)],
        }
    ).reset_index(drop=True)
    groups = [
        (measured, view.text(f"measured.{measured}"), colour)
        for measured, colour in zip(("flow", "stock"), view.palette.categories, strict=False)
        if (frame["group"] == measured).any()
    ]
    return bars.ranked(frame, view.palette, groups)


def _nothing_in_it(view: View, sums: pd.DataFrame) -> tuple[str, ...]:
    """A note where every cell is zero or empty: most bodies have neither rules nor licences to count."""
    return () if sums["amount"].fillna(0).any() else (view.text("volumes.nothing"),)


@chart_card.fragment
def doubtful_figures(view: View) -> None:
    """List the figures whose unit or size is doubtful: a single one can dominate a year's total."""
    with chart_card.frame("disclosure_doubtful"):
        table = _doubtful_table(view)
        st.markdown(f"##### {_doubtful_title(view, table)}", anchors=False)
        if table.empty:
            return
        data_table.draw(view, table, key="table_doubtful")
        with st.container(horizontal=True, vertical_alignment="center", key="tools_doubtful"):
            st.caption(view.text("volumes.doubtful_note"), width="stretch")
            links.to_tab(view, "quality", "findings", view.text("page.quality"))
            card_download.buttons(view, table, "doubtful", view.text("volumes.doubtful_title"))


def _doubtful_title(view: View, table: pd.DataFrame) -> str:
    if table.empty:
        return view.text("volumes.doubtful_none")
    names = view.text("list.comma").join(
        view.text("volumes.doubtful_one", agency=row.agency, year=row.year)
        for row in table.head(_MAX_NAMES).itertuples()
    )
    more = "…" if len(table) > _MAX_NAMES else ""
    return view.text("volumes.doubtful", n=len(table), listed=escape_markdown(names) + more)


@cache.cached
def _doubtful_table(view: View) -> pd.DataFrame:
    frame = view.ask("doubtful_volumes")
    return pd.DataFrame(
        {
            "year": frame["year"],
            "agency": frame["agency"],
            "cell": f"{_TABLE}." + frame["row_key"] + "." + frame["column_key"],
            "line": [_cell_name(view, row) for row in frame.itertuples()],
            "printed": frame["printed"],
            "computed": frame["computed"],
            "difference": frame["difference"],
            "message": frame["message" if view.language == "zh" else "message_en"],
            "agency_id": frame["agency_id"],
            "report_id": frame["report_id"],
        }
    )


def _cell_name(view: View, row: Any) -> str:
    """Row and column as printed."""
    return f"{view.line(_TABLE, row.row_key)} · {view.column(_TABLE, row.column_key)}"


def _unit(view: View, unit: str) -> str:
    return view.text("unit.cases") if unit in ("件", "项") else view.text(f"unit.{unit}")
