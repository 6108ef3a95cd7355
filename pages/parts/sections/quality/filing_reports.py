"""The reports behind a figure of filing, and the names of the states of filing."""

from __future__ import annotations

import pandas as pd

from pages.parts.charts import status_matrix
from pages.parts.state.context import View


def filing_reports(view: View, by: str, key: str | None, year: int | None) -> pd.DataFrame:
    """One row per expected report of a group (all if `key` is None) and year (all if None)."""
    reports = view.ask("filing_reports", by=by, key=key, year=year)
    return reports.assign(
        state=[view.text(f"state_name.{state}") for state in reports["state"]],
        published_on=reports["published_on"].dt.strftime("%Y-%m-%d"),
    )


def state_label(view: View, state: str) -> str:
    """A state of filing with the mark that charts use for it."""
    return f"{status_matrix.MARKS[state]} {view.text(f'state_name.{state}')}"
