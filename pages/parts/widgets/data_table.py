"""The table of a chart, shown and downloaded with the same columns in the same order."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from pages.parts.data import dictionary
from pages.parts.data.dictionary import Measure
from pages.parts.export import table_texts
from pages.parts.export.table_texts import CODES, RATES, YEARS
from pages.parts.state.context import View
from pages.parts.text.file_names import without_folders
from pages.parts.widgets import links, printed_table

# rows of a table that is shown whole; a longer one scrolls within so many pixels
_MOST_ROWS, _HEIGHT = 12, 420


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
        is_meaningful = frame["status"] != "counts_only"
        columns |= {
            "numerator": frame["numerator"],
            "denominator": frame["denominator"],
            "rate": frame["value"].where(is_meaningful),
        }
        if measure.kind == "rate":
            columns |= {"low": frame["low"].where(is_meaningful), "high": frame["high"].where(is_meaningful)}
    else:
        columns["amount"] = frame["value"]
    columns |= {
        "status": [statuses[status] for status in frame["status"]],
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
    if frame.empty:
        st.caption(view.text("empty.rows"))
        return
    st.dataframe(**_options(view, frame), key=key)
    _on_paper(view, frame)


def _on_paper(view: View, frame: pd.DataFrame) -> None:
    printed_table.draw(*table_texts.paper_table(view, frame, most_columns=len(frame.columns)))


def draw_crosstab(view: View, frame: pd.DataFrame, across: str, key: str) -> None:
    """Draw the figures of a `tidy` frame, or several of them, with a row per name and a column per value of `across`.

    Rates of few cases are grey.
    """
    wide, rates = crosstab(frame, across)
    config = {name: st.column_config.NumberColumn(format=_format(name in rates)) for name in wide.columns}
    shown = _in_percent(wide.rename_axis(dictionary.heading("name", view.language)).reset_index(), rates)
    few = (
        frame.assign(few=frame["status"] == view.text("status.small"))
        if "status" in frame
        else frame.assign(few=False)
    )
    grey = _wide(few, across, few["few"]).eq(True).to_numpy()
    colours = pd.DataFrame("", shown.index, shown.columns)
    colours.iloc[:, 1:] = np.where(grey, f"color: {view.palette.muted}", "")
    st.dataframe(
        shown.style.apply(lambda _: colours, axis=None), hide_index=True, column_config=config, placeholder="—",
        height=_height(len(shown)), key=key,
    )  # fmt: skip
    printed_table.draw(*table_texts.crosstab(view, wide, rates))


def crosstab(frame: pd.DataFrame, across: str) -> tuple[pd.DataFrame, set[str]]:
    """One row per name, one column per value of `across`, and which of the columns are rates."""
    value = pd.Series(float("nan"), frame.index)
    for kind in ("rate", "amount", "count"):
        if kind in frame:
            value = value.fillna(frame[kind].astype(float))
    rates = set(frame.loc[frame["numerator"].notna(), across].astype(str)) if "numerator" in frame else set()
    return _wide(frame, across, value), rates


def _wide(frame: pd.DataFrame, across: str, value: pd.Series) -> pd.DataFrame:
    """Values by name and column, rows in their order, years from left to right."""
    names = frame["name"] if "name" in frame else frame["measure"]
    long = pd.DataFrame({"name": names, "column": frame[across].astype(str), "value": value})
    rows, columns = (list(dict.fromkeys(long[what])) for what in ("name", "column"))
    wide = long.drop_duplicates(["name", "column"]).pivot(index="name", columns="column", values="value")
    return wide.reindex(index=rows, columns=sorted(columns) if across == "year" else columns)


def draw_selectable(view: View, frame: pd.DataFrame, key: str) -> int | None:
    """Draw a table of which the reader may select a row; returns its position."""
    state = st.dataframe(**_options(view, frame), key=key, on_select="rerun", selection_mode="single-row")
    _on_paper(view, frame)
    rows = state["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def _options(view: View, frame: pd.DataFrame) -> dict[str, Any]:
    """What st.dataframe is given: the frame under the headings that readers see, and how columns are shown."""
    shown = _with_links(view, frame)
    codes = [name for name in shown.columns if name in CODES]
    shown = shown[[name for name in shown.columns if name not in codes] + codes]
    config: dict[str, Any] = {}
    for name in shown.columns:
        column = _column(name, shown[name], linked="agency_id" in frame)
        if column is not None:
            config[dictionary.heading(name, view.language)] = column
    return {
        "data": with_headings(view, _in_percent(shown, RATES)),
        "hide_index": True,
        "column_config": config,
        "placeholder": "—",
        "height": _height(len(frame)),
    }


def _height(rows: int) -> Any:
    return "content" if rows <= _MOST_ROWS else _HEIGHT


def _in_percent(frame: pd.DataFrame, rates: Collection[str]) -> pd.DataFrame:
    """The frame with its rates as percentages: a format with one decimal does not multiply."""
    return frame.assign(
        **{name: pd.to_numeric(frame[name], errors="coerce") * 100 for name in frame.columns if name in rates}
    )


def _format(is_rate: bool) -> str:
    return "%.1f %%" if is_rate else "localized"


def _column(name: str, values: pd.Series, linked: bool) -> Any:
    """How a column is shown; None: as Streamlit does by itself."""
    if name in RATES:
        return st.column_config.NumberColumn(format=_format(True))
    if name in YEARS:
        return st.column_config.NumberColumn(format="%d")  # "plain" writes 2019.0000000000002
    if is_numeric_dtype(values) and not is_bool_dtype(values):
        return st.column_config.NumberColumn(format=_format(False))
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
