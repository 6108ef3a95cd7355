"""The table of a chart, shown and downloaded with the same columns in the same order."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.state.context import View

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
    return frame.rename(columns={name: dictionary.heading(name, view.language) for name in frame.columns})


def draw(view: View, frame: pd.DataFrame, key: str) -> None:
    """Draw a table; empty cells show —."""
    config = {}
    for name in frame.columns:
        heading = dictionary.heading(name, view.language)
        if name in _RATES:
            config[heading] = st.column_config.NumberColumn(format="percent")
        elif name in _WHOLE or name == "amount":
            config[heading] = st.column_config.NumberColumn(format="localized")
        elif name == "year" or name == "last_filed":
            # "plain" writes 2019.0000000000002
            config[heading] = st.column_config.NumberColumn(format="%d")
        elif name == "url":
            config[heading] = st.column_config.LinkColumn()
    st.dataframe(
        with_headings(view, frame), hide_index=True, column_config=config, placeholder="—", key=key,
        height=min(_HEIGHT, 38 + 35 * max(1, len(frame))),
    )  # fmt: skip
