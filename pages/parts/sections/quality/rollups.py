"""A government's roll-up beside the sum of its parts that are loaded: shown, never added together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.analysis import measure_frames
from pages.parts.charts import reference
from pages.parts.data import query
from pages.parts.state import url_state
from pages.parts.state.context import View
from pages.parts.text import number_format
from pages.parts.widgets import chart_card
from pages.parts.widgets.chart_card import Card

_CLOSE = 0.02


def rollups(view: View) -> None:
    """One flow in one year: what each roll-up states, what its loaded parts add up to, and how many are loaded."""
    with chart_card.frame("quality_rollups"):
        frame = query.ask(
            view.opened,
            replace(view.selection, scope="government_rollup", kinds=(), agency=""),
            "reconciliation",
        )
        frame = frame[frame["rolled_up"].notna() | frame["parts_sum"].notna()]
        if frame.empty:
            st.info(view.text("rollups.none"))
            return
        left, right = st.columns(2)
        flows = list(dict.fromkeys(zip(frame["table_key"], frame["row_key"], strict=True)))
        names = {row: view.line(table, row) for table, row in flows}
        order = [row for row in _ORDER if row in names] + [row for row in names if row not in _ORDER]
        with left:
            flow = url_state.select("quality-flow", view.text("rollups.flow"), order, names) or order[0]
        with right:
            years = [str(year) for year in sorted(frame["year"].unique(), reverse=True)]
            year = int(url_state.select("quality-ryear", view.text("column.year"), years, {}) or years[0])
        chart_card.draw_content(
            view,
            _exhibit(
                view, frame[(frame["row_key"] == flow) & (frame["year"] == year)], frame, names[flow], year
            ),
        )


_ORDER = (
    "received_new",
    "carried_in",
    "concluded_total",
    "carried_out",
    "review",
    "litigation_direct",
    "litigation_after_review",
)


def _exhibit(view: View, chosen: pd.DataFrame, whole: pd.DataFrame, flow: str, year: int) -> Card:
    loaded = chosen[chosen["parts_loaded"] > 0].copy()
    loaded["share"] = loaded["parts_sum"] / loaded["rolled_up"].where(loaded["rolled_up"] > 0)
    loaded["whole"] = loaded["parts_loaded"] >= loaded["parts_expected"]
    loaded = loaded.sort_values("gap", key=lambda gap: gap.abs(), ascending=False, kind="stable")
    drawn = loaded.head(measure_frames.MAX_ROWS).assign(
        label=[
            f"{row.agency}  {row.parts_loaded}/{row.parts_expected}"
            for row in loaded.head(measure_frames.MAX_ROWS).itertuples()
        ],
        hover_text=[_said(view, row, flow) for row in loaded.head(measure_frames.MAX_ROWS).itertuples()],
        display_text=[_written(row) for row in loaded.head(measure_frames.MAX_ROWS).itertuples()],
    )
    complete = loaded[loaded["whole"]]
    close = complete[complete["gap"].abs() <= (complete["rolled_up"] * _CLOSE).clip(lower=2)]
    return Card(
        key="quality_rollups",
        title=view.text("title.rollups", year=year, flow=flow),
        sentence=view.text(
            "sentence.rollups",
            year=year,
            n=len(chosen),
            loaded=len(loaded),
            complete=len(complete),
            close=len(close),
        ),
        figure=reference.against(drawn, view.text("rollups.line"), view.palette) if len(drawn) else None,
        table=_table(view, whole[whole["year"] == year]),
        notes=(view.text("rollups.note"), *measure_frames.truncation_note(view, len(loaded))),
        definition=(view.text("rollups.definition"),),
        drilldown=lambda key, at: _table(view, whole[(whole["agency_id"] == key) | (key is None)]),
    )


def _table(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": frame["year"],
            "agency": frame["agency"],
            "line": [
                view.line(table, row) for table, row in zip(frame["table_key"], frame["row_key"], strict=True)
            ],
            "rolled_up": frame["rolled_up"],
            "parts_sum": frame["parts_sum"],
            "gap": frame["gap"],
            "parts_loaded": frame["parts_loaded"],
            "parts_stating": frame["parts_stating"],
            "parts_expected": frame["parts_expected"],
            "report_id": frame["report_id"],
        }
    ).reset_index(drop=True)


def _written(row: Any) -> str:
    gap = number_format.whole(row.gap, signed=True)
    return f"{number_format.fraction(row.parts_sum, row.rolled_up)} ({gap})"


def _said(view: View, row: Any, flow: str) -> str:
    stated, added, gap = (
        number_format.whole(row.rolled_up),
        number_format.whole(row.parts_sum),
        number_format.whole(row.gap, signed=True),
    )
    return "<br>".join(
        [
            f"<b>{row.agency}</b> {row.year}",
            f"{flow}: {view.text('rollups.stated')} {stated}, {view.text('rollups.sum')} {added} ({gap})",
            view.text(
                "rollups.parts",
                loaded=row.parts_loaded,
                stating=row.parts_stating,
                expected=row.parts_expected,
            ),
        ]
    )
