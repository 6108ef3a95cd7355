"""The table of a chart, shown and downloaded with the same columns in the same order."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View
from pages.parts.text.file_names import without_folders
from pages.parts.widgets import links

_RATES = ("rate", "low", "high", "share")
_WHOLE = (
    "numerator",
    "denominator",
    "count",
    "reports",
    "taken_in",
    "contradictory",
    "expected",
    "filed",
    "change",
    "before",
    "now",
    "printed",
    "computed",
    "difference",
)
_HEIGHT = 420


def tidy(view: View, frame: pd.DataFrame, measure: Measure, by: str = "none") -> pd.DataFrame:
    """A frame of measure_frames as readers get it: codes and labels, numerator and denominator, value, status, reports.

    `frame` has key, numerator, denominator, reports, taken_in, contradictory, value, low, high, status and name, perhaps year.
    """
    statuses = {status: view.text(f"status.{status}") for status in frame["status"].unique()}
    columns: dict[str, object] = {}
    if "year" in frame:
        columns["year"] = frame["year"]
    if by != "none":
        columns |= {"code": frame["key"], "name": frame["name"]}
    columns |= {"measure_key": measure.key, "measure": measure.label(view.language)}
    if measure.kind in ("rate", "ratio"):
        columns |= {
            "numerator": frame["numerator"],
            "denominator": frame["denominator"],
            "rate": frame["value"],
        }
        if measure.kind == "rate":
            columns |= {"low": frame["low"], "high": frame["high"]}
    else:
        columns["amount"] = frame["value"]
    columns |= {
        "status": frame["status"].map(statuses),
        "reports": frame["reports"],
        "taken_in": frame["taken_in"],
        "contradictory": frame["contradictory"],
    }
    return pd.DataFrame(columns, index=frame.index).reset_index(drop=True)


def with_headings(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the headings that readers see."""
    frame = without_folders(frame)
    return frame.rename(columns={name: dictionary.heading(name, view.language) for name in frame.columns})


def draw(view: View, frame: pd.DataFrame, key: str) -> None:
    """Draw a table; empty cells show —, and an agency with its `agency_id` is a link to its page."""
    st.dataframe(**_options(view, frame), key=key)


def draw_selectable(view: View, frame: pd.DataFrame, key: str) -> int | None:
    """Draw a table of which the reader may select a row; returns its position."""
    state = st.dataframe(**_options(view, frame), key=key, on_select="rerun", selection_mode="single-row")
    rows = state["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def _options(view: View, frame: pd.DataFrame) -> dict[str, Any]:
    """What st.dataframe is given: the frame under the headings that readers see, and how columns are shown."""
    shown = _with_links(view, frame)
    config: dict[str, Any] = {}
    for name in shown.columns:
        column = _column(name, linked="agency_id" in frame)
        if column is not None:
            config[dictionary.heading(name, view.language)] = column
    return {
        "data": with_headings(view, shown),
        "hide_index": True,
        "column_config": config,
        "placeholder": "—",
        "height": min(_HEIGHT, 38 + 35 * max(1, len(frame))),
    }


def _column(name: str, linked: bool) -> Any:
    """How a column is shown; None: as Streamlit does by itself."""
    if name in _RATES:
        return st.column_config.NumberColumn(format="percent")
    if name in _WHOLE or name == "amount":
        return st.column_config.NumberColumn(format="localized")
    if name in ("year", "last_filed"):
        return st.column_config.NumberColumn(format="%d")  # "plain" writes 2019.0000000000002
    if name == "url":
        return st.column_config.LinkColumn()
    if name == "agency" and linked:
        return st.column_config.LinkColumn(display_text="#(.*)$", alignment="left")
    return None


def _with_links(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with agencies as addresses of their pages: in the row's year and at its `cell`, where it has them."""
    if "agency_id" not in frame or "agency" not in frame:
        return frame.drop(columns="cell", errors="ignore")
    addresses = [
        links.agency_address(
            view, row.agency_id, getattr(row, "year", None), getattr(row, "cell", ""), row.agency
        )
        for row in frame.itertuples()
    ]
    return frame.assign(agency=addresses).drop(columns="cell", errors="ignore")
