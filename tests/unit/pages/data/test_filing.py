"""Expected and filed reports over random selections, and the parts of roll-ups."""

import pandas as pd
import pytest
from hypothesis import given

from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from tests.unit.pages.data.oracle import (
    RANDOM_SELECTIONS,
    chosen,
    column,
    of_all_years,
    selections,
    value,
)

# vertical systems and public institutions are not parts of a roll-up
OUTSIDE = ["public_institution", "tax", "weather", "customs_fire_other_vertical"]


@RANDOM_SELECTIONS
@given(selection=selections)
def test_expected_reports_run_from_the_first_to_the_newest_year(
    opened: OpenVersion, reports: pd.DataFrame, selection: Selection
) -> None:
    ended = set(database.rows(opened, "select agency_id from agency_successions")["agency_id"])
    every = chosen(reports, of_all_years(selection))
    newest = int(reports["year"].max())
    expected: dict[int, int] = {}
    filed = chosen(reports, selection).groupby("year")["agency_id"].nunique().to_dict()
    for agency, part in every.groupby("agency_id"):
        last = max(int(part["year"].max()), 0) if agency in ended else newest
        for year in range(int(part["year"].min()), last + 1):
            if selection.first_year <= year <= selection.last_year:
                expected[year] = expected.get(year, 0) + 1
    coverage = query.ask(opened, selection, "filing_counts").set_index("year")
    assert coverage["expected"].to_dict() == expected
    assert {year: n for year, n in coverage["filed"].to_dict().items() if n} == filed


@RANDOM_SELECTIONS
@given(selection=selections)
def test_bodies_of_the_year_before_are_those_that_filed_or_were_taken_over(
    opened: OpenVersion, reports: pd.DataFrame, selection: Selection
) -> None:
    later = database.rows(opened, "select agency_id, later_id, last_year from agency_successions")
    every = chosen(reports, selection)
    filed = {year: set(part) for year, part in every.groupby("year")["agency_id"]}
    taken_over = {
        year: {
            row.later_id for row in later.itertuples() if row.last_year == year and row.agency_id in bodies
        }
        for year, bodies in filed.items()
    }
    counts = query.ask(opened, selection, "reporting_bodies").set_index("year")
    assert counts["again"].to_dict() == {
        year: len(
            (filed[year] | taken_over[year]) & (filed.get(year - 1, set()) | taken_over.get(year - 1, set()))
        )
        for year in counts.index
    }


@RANDOM_SELECTIONS
@given(selection=selections)
def test_filing_states_by_kind_exclude_each_other(
    opened: OpenVersion, reports: pd.DataFrame, selection: Selection
) -> None:
    counts = query.ask(opened, selection, "filing_counts", by="kind")
    states = ["on_time", "late", "with_errors", "unreadable", "missing"]
    assert (counts[states].sum(axis=1) == counts["expected"]).all()
    assert (counts["filed"] + counts["missing"] == counts["expected"]).all()
    filed = chosen(reports, selection).groupby("year")["agency_id"].nunique()
    assert {year: n for year, n in counts.groupby("year")["filed"].sum().items() if n} == filed.to_dict()
    late = set(database.rows(opened, "select report_id from findings where rule_key = 'late'")["report_id"])
    part = chosen(reports, selection)
    assert counts["faulty"].sum() == (part["errors"] > 0).sum()
    graver = (part["status"] == "tables_unreadable") | (part["errors"] > 0)
    assert counts["late"].sum() == (part["report_id"].isin(late) & ~graver).sum()


@pytest.mark.parametrize("county", ["岚岭区", "澜汀区", "霁屏县", "璞浦县"])
def test_the_parts_of_a_county_s_roll_up(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, county: str
) -> None:
    selection = Selection(2019, 2025, "government_rollup", ("county",), county=county, data="synthetic")
    answer = query.ask(opened, selection, "parts_loaded").set_index("year")
    of_county = reports[(reports["county"] == county) & reports["synthetic"]]
    parts = of_county[
        (of_county["scope"] == "own")
        & of_county["level"].isin(["county", "township"])
        & ~of_county["kind"].isin(OUTSIDE)
    ]
    whole = of_county[of_county["scope"] == "government_rollup"].set_index("year")["report_id"]
    assert set(answer.index) == set(whole.index)
    for year, row in answer.iterrows():
        stated = column(cells, parts[parts["year"] == year], "applications.received_new.total")
        assert row["parts_loaded"] == len(stated) <= row["parts_expected"]
        rolled_up = value(cells, whole[year], "applications.received_new.total")
        if pd.notna(rolled_up):
            assert (row["rolled_up"], row["parts_sum"]) == (rolled_up, stated.sum())
