"""The agency that a page is about, and the year of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """An agency in one year; `years` has one row per year (agency_reports.sql)."""

    agency_id: str
    name: str
    year: int
    years: pd.DataFrame

    @property
    def report(self) -> pd.Series | None:
        """The report of the year; None if it was not filed."""
        found = self.years[(self.years["year"] == self.year) & self.years["report_id"].notna()]
        return None if found.empty else found.iloc[0]

    @property
    def newest(self) -> pd.Series:
        """The report of the year, else the newest one: it says who the agency is."""
        return (
            self.report if self.report is not None else self.years[self.years["report_id"].notna()].iloc[-1]
        )
