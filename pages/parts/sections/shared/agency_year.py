"""The agency that a page is about, and the year of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Body:
    """A body and one year of it; `years` has a row a year (agency_reports.sql)."""

    agency_id: str
    name: str
    year: int
    years: pd.DataFrame

    @property
    def report(self) -> pd.Series | None:
        """That of the year, where it was filed."""
        found = self.years[(self.years["year"] == self.year) & self.years["report_id"].notna()]
        return None if found.empty else found.iloc[0]

    @property
    def newest(self) -> pd.Series:
        """Its report of the year, or else the newest one: who it is."""
        return (
            self.report if self.report is not None else self.years[self.years["report_id"].notna()].iloc[-1]
        )
