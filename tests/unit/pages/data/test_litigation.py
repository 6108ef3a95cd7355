"""Reviews and suits over random selections: results and new cases."""

import pandas as pd
from hypothesis import given

from pages.parts.data import query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from tests.support.form_keys import RESULTS
from tests.unit.pages.data.oracle import (
    RANDOM_SELECTIONS,
    chosen,
    of_all_years,
    selections,
    value,
)

PATHS = ["review", "litigation_direct", "litigation_after_review"]


@RANDOM_SELECTIONS
@given(selection=selections)
def test_results_and_new_cases(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, selection: Selection
) -> None:
    results = query.ask(opened, selection, "results_by").set_index("path")
    last = chosen(reports, selection).query("year == @selection.last_year")
    for path in PATHS:
        parts = [
            [value(cells, report, f"review_litigation.{path}.{result}") for result in RESULTS]
            for report in last["report_id"]
        ]
        totals = [value(cells, report, f"review_litigation.{path}.total") for report in last["report_id"]]
        stated = [(row, total) for row, total in zip(parts, totals, strict=True) if not any(pd.isna(row))]
        whole = [row for row, total in stated if pd.isna(total) or total == sum(row)]
        if len(last):
            assert results.at[path, "contradictory"] == len(stated) - len(whole)
            assert results.at[path, "taken_in"] == len(whole)
        if whole:
            assert results.at[path, "corrected"] == sum(row[1] for row in whole)
            assert results.at[path, "pending"] == sum(row[3] for row in whole)
    fresh = query.ask(opened, selection, "new_cases").set_index(["year", "path"])
    everything = chosen(reports, of_all_years(selection))
    by_agency = {(row.agency_id, row.year): row.report_id for row in everything.itertuples()}
    for (year, path), row in fresh.iterrows():
        pairs = [
            (
                value(cells, now, f"review_litigation.{path}.total"),
                value(cells, by_agency[agency, at - 1], f"review_litigation.{path}.pending"),
            )
            for (agency, at), now in by_agency.items()
            if at == year and (agency, at - 1) in by_agency
        ]
        usable = [(total, pending) for total, pending in pairs if total >= pending]
        assert row["taken_in"] == len(usable)
        assert row["contradictory"] == sum(total < pending for total, pending in pairs)
        if usable:
            assert row["new_cases"] == sum(total - pending for total, pending in usable)
