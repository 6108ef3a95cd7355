"""The other cards' figures against pandas over `cells`, for random choices: tables two and three by row and column,
outcomes and grounds, two years matched, the spread over peers, filing by group, and the parts of roll-ups."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.data import database, dictionary, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from tests.unit.pages.data.test_queries import (  # fmt: skip
    GROUP_ROWS,
    SLOW,
    cells,
    chosen,
    evaluated,
    reports,
    scopes,
    value,
)

__all__ = ["cells", "reports"]

APPLICANTS = (
    "natural_person", "company", "research_institution", "public_interest_organisation",
    "legal_service_organisation", "other_organisation", "total",
)  # fmt: skip
# vertical systems and public institutions are no parts of a roll-up
OUTSIDE = ["public_institution", "tax", "weather", "customs_fire_other_vertical"]


def column(cells: pd.DataFrame, part: pd.DataFrame, term: str) -> pd.Series:
    """What each report counts for one cell; NaN where it does not say."""
    return pd.Series([value(cells, report, term) for report in part["report_id"]], dtype=float)


def every_year(scope: Selection) -> Selection:
    return Selection(
        1900, 2100, scope.scope, scope.levels, county=scope.county, kinds=scope.kinds, data=scope.data
    )


def same(found: object, expected: pd.Series) -> bool:
    """A sum over what is stated; nothing where nothing is."""
    if not expected.notna().any():
        return bool(pd.isna(found))
    return found == pytest.approx(expected.sum())


@SLOW
@given(scope=scopes)
def test_applications_received_by_year_and_applicant(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection
) -> None:
    answer = query.ask(opened, scope, "received").set_index(["year", "column_key"])
    years = dict(list(chosen(reports, scope).groupby("year")))
    assert set(answer.index) == {(year, key) for year in years for key in APPLICANTS}
    for (year, key), row in answer.iterrows():
        stated = column(cells, years[year], f"applications.received_new.{key}")
        assert (row["reports"], row["taken_in"]) == (len(stated), stated.notna().sum())
        assert same(row["count"], stated)


@SLOW
@given(scope=scopes)
def test_outcomes_by_applicant_and_kind_take_whole_columns_only(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection
) -> None:
    answer = pd.concat(
        query.ask(opened, scope, "outcomes_by", by="kind", fragments={"column": column}).assign(
            column_key=column
        )
        for column in APPLICANTS
    ).set_index(["key", "column_key", "outcome"])
    expected: dict[tuple[str, str, str], float] = {}
    taken: dict[tuple[str, str], int] = {}
    for report in chosen(reports, scope).query("year == @scope.last_year").itertuples():
        for key in APPLICANTS:
            parts = {
                group: value(cells, report.report_id, f"applications.group_{group}.{key}")
                for group in GROUP_ROWS
            }
            if not any(pd.isna(list(parts.values()))):
                taken[report.kind, key] = taken.get((report.kind, key), 0) + 1
                for group, count in parts.items():
                    at = (report.kind, key, group)
                    expected[at] = expected.get(at, 0.0) + count
    assert answer["count"].to_dict() == pytest.approx(expected)
    assert {at[:2]: n for at, n in answer["taken_in"].items()} == taken


@SLOW
@given(scope=scopes)
def test_every_row_of_table_three_and_every_cell_of_table_two(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection
) -> None:
    part = chosen(reports, scope).query("year == @scope.last_year")
    for row in query.ask(opened, scope, "grounds").itertuples():
        stated = column(cells, part, f"applications.{row.row_key}.total")
        assert (row.reports, row.taken_in) == (len(part), stated.notna().sum())
        assert same(row.count, stated)
        assert same(row.concluded, column(cells, part, "applications.concluded_total.total"))
    for row in query.ask(opened, scope, "table_two").itertuples():
        on_form = part[part["form"] == row.form]
        stated = column(cells, on_form, f"proactive_disclosure.{row.row_key}.{row.column_key}")
        assert (row.reports, row.taken_in) == (len(on_form), stated.notna().sum())
        assert same(row.amount, stated)


@SLOW
@given(scope=scopes, data=st.data())
def test_two_years_are_compared_over_the_bodies_that_state_both(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection, data: st.DataObject
) -> None:
    measure = data.draw(st.sampled_from(list(dictionary.measures(opened).values())))
    by = data.draw(st.sampled_from(["none", "kind"]))
    answer = query.ask(opened, scope, "matched", measure=measure, by=by).set_index("key")
    every, grouped = chosen(reports, every_year(scope)), dict[str, list[list[list[float] | None]]]()
    for _, part in every[every["year"].isin([scope.last_year - 1, scope.last_year])].groupby("agency_id"):
        both: list[list[float] | None] = []
        for year in (scope.last_year - 1, scope.last_year):
            report = part.loc[part["year"] == year, "report_id"]
            sides = [
                evaluated(cells, report.iloc[0], side) if len(report) else float("nan")
                for side in (measure.numerator, measure.denominator)
                if side
            ]
            both.append(None if any(pd.isna(sides)) else sides)
        kind = part.sort_values("year")["kind"].iloc[-1]
        grouped.setdefault("" if by == "none" else kind, []).append(both)
    assert set(answer.index) == set(grouped)
    for key, pairs in grouped.items():
        row, matched = answer.loc[key], [(before, now) for before, now in pairs if before and now]
        assert (row["before_agencies"], row["agencies"], row["both"]) == (
            sum(before is not None for before, _ in pairs), sum(now is not None for _, now in pairs), len(matched)
        )  # fmt: skip
        if matched:
            assert row["before_numerator"] == pytest.approx(sum(before[0] for before, _ in matched))
            assert row["numerator"] == pytest.approx(sum(now[0] for _, now in matched))
            if measure.denominator:
                assert row["before_denominator"] == pytest.approx(sum(before[1] for before, _ in matched))
                assert row["denominator"] == pytest.approx(sum(now[1] for _, now in matched))
    change = query.ask(opened, scope, "change", measure=measure)
    for year, name in ((scope.last_year - 1, "before"), (scope.last_year, "now")):
        part = every[every["year"] == year]
        stated = pd.Series(
            [evaluated(cells, report, measure.numerator) for report in part["report_id"]], dtype=float
        )
        assert change[name].sum() == pytest.approx(stated.sum())
        assert change[f"filed_{name}"].sum() == part["agency_id"].nunique()


@SLOW
@given(scope=scopes, data=st.data(), fewest=st.sampled_from([1, 10, 30]))
def test_the_spread_over_bodies(
    opened: OpenVersion,
    reports: pd.DataFrame,
    cells: pd.DataFrame,
    scope: Selection,
    data: st.DataObject,
    fewest: int,
) -> None:
    measure = data.draw(st.sampled_from(list(dictionary.measures(opened).values())))
    row = query.ask(opened, scope, "spread", measure=measure, fewest=fewest).iloc[0]
    values = []
    for report in chosen(reports, scope).query("year == @scope.last_year")["report_id"]:
        numerator = evaluated(cells, report, measure.numerator)
        denominator = evaluated(cells, report, measure.denominator) if measure.denominator else 1.0
        if (
            pd.notna(numerator)
            and pd.notna(denominator)
            and (not measure.denominator or denominator >= fewest)
        ):
            values.append(numerator / denominator)
    assert row["agencies"] == len(values)
    if values:
        quantiles = pd.Series(values).quantile([0.1, 0.25, 0.5, 0.75, 0.9])
        assert [row[name] for name in ("p10", "p25", "p50", "p75", "p90")] == pytest.approx(list(quantiles))


@SLOW
@given(scope=scopes)
def test_filing_states_by_kind_exclude_each_other(
    opened: OpenVersion, reports: pd.DataFrame, scope: Selection
) -> None:
    counts = query.ask(opened, scope, "filing_counts", by="kind")
    states = ["on_time", "late", "with_errors", "unreadable", "missing"]
    assert (counts[states].sum(axis=1) == counts["expected"]).all()
    assert (counts["filed"] + counts["missing"] == counts["expected"]).all()
    filed = chosen(reports, scope).groupby("year")["agency_id"].nunique()
    assert {year: n for year, n in counts.groupby("year")["filed"].sum().items() if n} == filed.to_dict()
    late = set(database.rows(opened, "select report_id from findings where rule_key = 'late'")["report_id"])
    part = chosen(reports, scope)
    graver = (part["status"] == "tables_unreadable") | (part["errors"] > 0)
    assert counts["late"].sum() == (part["report_id"].isin(late) & ~graver).sum()


@pytest.mark.parametrize("county", ["岚岭区", "澜汀区", "霁屏县", "璞浦县"])
def test_the_parts_of_a_county_s_roll_up(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, county: str
) -> None:
    scope = Selection(2019, 2025, "government_rollup", ("county",), county=county, data="synthetic")
    answer = query.ask(opened, scope, "parts_loaded").set_index("year")
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
