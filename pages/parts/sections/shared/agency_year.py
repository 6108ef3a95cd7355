"""The agency and the year that a page is about."""

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
        filed = self._filed
        of_year = filed[filed["year"] == self.year]
        return None if of_year.empty else of_year.iloc[0]

    @property
    def newest(self) -> pd.Series:
        """The report of the year, else the newest one: it says who the agency is."""
        return self.report if self.report is not None else self._filed.iloc[-1]

    @property
    def _filed(self) -> pd.DataFrame:
        return self.years[self.years["report_id"].notna()]
