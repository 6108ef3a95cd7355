"""Each government's roll-up beside the sum of its loaded parts: compared, never added together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import reference
from pages.parts.charts.base.builder import Chart
from pages.parts.data import query
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.text.led_figures import led
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card
from pages.parts.widgets.figure_evidence import Evidence

# a roll-up agrees with its parts if they differ by at most this share or number of cases
_TOLERANCE, _TOLERATED_CASES = 0.02, 2
_FIRST_ROWS = (
    "received_new",
    "carried_in",
    "concluded_total",
    "carried_out",
    "review",
    "litigation_direct",
    "litigation_after_review",
)
_COUNTS = ["rolled_up", "parts_sum", "gap", "parts_loaded", "parts_stating", "parts_expected", "report_id"]


def rollups(view: View) -> None:
    """Draw one row of the form in one year; the reader chooses both."""
    with chart_card.frame("quality_rollups"):
        selection = replace(view.selection, scope="government_rollup", kinds=(), agency="")
        rows = query.ask(view.opened, selection, "reconciliation")
        rows = rows[rows["rolled_up"].notna() | rows["parts_sum"].notna()]
        if rows.empty:
            st.info(view.text("rollups.none"))
            return
        labels = {
            row: view.line(table, row) for table, row in zip(rows["table_key"], rows["row_key"], strict=True)
        }
        order = [
            *(key for key in _FIRST_ROWS if key in labels),
            *(key for key in labels if key not in _FIRST_ROWS),
        ]
        left, right = st.columns(2)
        with left:
            key = url_state.select("quality-flow", view.text("rollups.flow"), order, labels) or order[0]
        with right:
            years = [str(year) for year in sorted(rows["year"].unique(), reverse=True)]
            year = int(url_state.select("quality-ryear", view.text("column.year"), years, {}) or years[0])
        chart_card.draw_content(view, _card(view, rows, key, labels[key], year))


def _card(view: View, rows: pd.DataFrame, key: str, label: str, year: int) -> Card:
    chosen = rows[(rows["row_key"] == key) & (rows["year"] == year)]
    loaded = _with_parts(chosen)
    complete = loaded[loaded["whole"]]
    tolerance = (complete["rolled_up"] * _TOLERANCE).clip(lower=_TOLERATED_CASES)
    close = complete[complete["gap"].abs() <= tolerance]
    numbers = {"n": chosen, "loaded": loaded, "complete": complete, "close": close}
    return Card(
        key="quality_rollups",
        title=view.text("title.rollups", year=year, flow=label),
        sentence=view.sentence(
            "sentence.rollups",
            year,
            **{name: led(len(part), None, year, None, name) for name, part in numbers.items()},
        ),
        figure=_figure(view, loaded, label) if len(loaded) else None,
        table=_table(view, rows[rows["year"] == year]),
        notes=(view.text("rollups.note"), *measure_frames.truncation_note(view, len(loaded))),
        definition=(view.text("rollups.definition"),),
        drilldown=lambda point: _behind(
            view, rows if point.key is None else rows[rows["agency_id"] == point.key]
        ),
        questions={name: partial(_behind, view, part) for name, part in numbers.items()},
    )


def _behind(view: View, rows: pd.DataFrame) -> Evidence:
    """Roll-ups beside the sums of their parts, each with the cell compared."""
    cells = rows["table_key"] + "." + rows["row_key"] + "." + rows["column_key"]
    table = _table(view, rows).assign(agency_id=rows["agency_id"].to_numpy(), cell=cells.to_numpy())
    return Evidence(table, view.text("rollups.behind", n=f"{len(rows):,}"))


def _with_parts(rows: pd.DataFrame) -> pd.DataFrame:
    """The roll-ups with loaded parts, largest difference first; `whole` if all parts are loaded."""
    loaded = rows[rows["parts_loaded"] > 0]
    loaded = loaded.assign(
        share=loaded["parts_sum"] / loaded["rolled_up"].where(loaded["rolled_up"] > 0),
        whole=loaded["parts_loaded"] >= loaded["parts_expected"],
    )
    return loaded.sort_values("gap", key=lambda gap: gap.abs(), ascending=False, kind="stable")


def _figure(view: View, loaded: pd.DataFrame, label: str) -> Chart:
    drawn = loaded.head(measure_frames.MAX_ROWS)
    rows = list(drawn.itertuples())
    drawn = drawn.assign(
        label=[f"{row.agency}  {row.parts_loaded}/{row.parts_expected}" for row in rows],
        hover_text=[_hover_text(view, row, label) for row in rows],
        display_text=[_display_text(row) for row in rows],
    )
    return reference.against(drawn, view.text("rollups.line"), view.palette)


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    table = rows[["year", "agency", *_COUNTS]].reset_index(drop=True)
    lines = [
        view.line(table_key, row_key)
        for table_key, row_key in zip(rows["table_key"], rows["row_key"], strict=True)
    ]
    table.insert(2, "line", lines)
    return table


def _display_text(row: Any) -> str:
    fraction = number_format.fraction(row.parts_sum, row.rolled_up)
    return f"{fraction} ({number_format.whole(row.gap, signed=True)})"


def _hover_text(view: View, row: Any, label: str) -> str:
    stated = f"{view.text('rollups.stated')} {number_format.whole(row.rolled_up)}"
    summed = f"{view.text('rollups.sum')} {number_format.whole(row.parts_sum)}"
    parts = view.text(
        "rollups.parts", loaded=row.parts_loaded, stating=row.parts_stating, expected=row.parts_expected
    )
    difference = number_format.whole(row.gap, signed=True)
    return f"<b>{row.agency}</b> {row.year}<br>{label}: {stated}, {summed} ({difference})<br>{parts}"
