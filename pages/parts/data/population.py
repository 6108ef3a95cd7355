"""Residents by region, if the operator supplies them as a CSV of code, year and population; none is shipped."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from pages.parts.paths import DATA

_COLUMNS = ["code", "year", "population"]


def path() -> Path:
    """`DISCLOSURE_POPULATION`, or data/reference/population.csv."""
    return Path(os.environ.get("DISCLOSURE_POPULATION") or DATA / "reference" / "population.csv")


def residents(codes: pd.Series, year: int) -> pd.DataFrame:
    """Population and its year for each region code, in the order of `codes`: of `year`, else the newest before it.

    NaN if the file has none. Raises ValueError if the file lacks a column.
    """
    population = _read(str(path()), path().stat().st_mtime_ns)
    usable = (
        population[(population["year"] <= year) & (population["population"] > 0)]
        .sort_values("year")
        .drop_duplicates("code", keep="last")
    )
    return usable.set_index("code").reindex(codes)[["population", "year"]].reset_index(drop=True)


@st.cache_data(max_entries=4, show_spinner=False)
def _read(name: str, mark: int) -> pd.DataFrame:
    frame = pd.read_csv(name, dtype={"code": str}, encoding="utf-8-sig")
    missing = [column for column in _COLUMNS if column not in frame]
    if missing:
        raise ValueError(f"{name}: no column {', '.join(missing)}")
    return frame[_COLUMNS].dropna()
