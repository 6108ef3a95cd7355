"""What the pages show against the same figures taken another way, from `cells`, for random choices."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.parts.data import database, dictionary, query, question
from pages.parts.data.database import OpenVersion
from pages.parts.data.question import Years
from pages.parts.data.selection import LEVELS, Selection
from pages.parts.sections.texts.search_and_themes import marked

TERM = re.compile(r"\b([a-z_]+)\.([a-z_0-9]+)\.([a-z_0-9]+)\b")
GROUP_ROWS = {
    "granted": ["granted"],
    "partly_granted": ["partly_granted"],
    "refused": [
        "refused_state_secret",
        "refused_prohibited_by_law",
        "refused_security_stability",
        "refused_third_party_rights",
        "refused_internal_affairs",
        "refused_deliberative_process",
        "refused_enforcement_files",
        "refused_administrative_query",
    ],
    "unavailable": ["unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear_request"],
    "not_processed": [
        "rejected_petition_complaint",
        "rejected_repeat_request",
        "rejected_public_publication",
        "rejected_excessive_requests",
        "rejected_reconfirmation",
    ],
    "otherwise": [],
}
OTHERWISE = (["other"], ["other_not_corrected_in_time", "other_fee_unpaid", "other_remaining"])
PATHS = ["review", "litigation_direct", "litigation_after_review"]
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

scopes = st.builds(
    Selection,
    first_year=st.just(2019),
    last_year=st.sampled_from([2020, 2021, 2024, 2025]),
    scope=st.sampled_from(["own", "government_rollup"]),
    levels=st.sampled_from([(), *((level,) for level in LEVELS)]),
    county=st.sampled_from(["", "", "岚岭区", "澜汀区"]),
    kinds=st.sampled_from([(), (), ("natres",), ("edu", "police")]),
    data=st.sampled_from(["all", "synthetic", "real"]),
)


@pytest.fixture(scope="module")
def reports(opened: OpenVersion) -> pd.DataFrame:
    return database.rows(opened, "select * from reports where is_current")


@pytest.fixture(scope="module")
def cells(opened: OpenVersion) -> pd.DataFrame:
    """One row a report, one column a cell `table.row.column`: what sums may take."""
    frame = database.rows(
        opened, "select report_id, table_key || '.' || row_key || '.' || column_key as at, counted from cells"
    )
    return frame.pivot(index="report_id", columns="at", values="counted")


def chosen(reports: pd.DataFrame, scope: Selection) -> pd.DataFrame:
    """The reports of a scope, picked in pandas."""
    keep = (reports["scope"] == scope.scope) & reports["year"].between(scope.first_year, scope.last_year)
    if scope.levels:
        keep &= reports["level"].isin(scope.levels)
    if scope.county:
        keep &= reports["county"] == scope.county
    if scope.kinds:
        keep &= reports["kinds"].map(lambda kinds: bool(set(kinds) & set(scope.kinds)))
    if scope.data != "all":
        keep &= reports["synthetic"] == (scope.data == "synthetic")
    return reports[keep]


def value(cells: pd.DataFrame, report: str, term: str) -> float:
    """One term of a measure for one report; NaN where it is not known."""
    table, row, column = term.split(".")
    row = row.removeprefix("group_") if row.startswith("group_") else row
    alternatives = (
        OTHERWISE
        if row == "otherwise"
        else [GROUP_ROWS[row]]
        if term.split(".")[1].startswith("group_")
        else [[row]]
    )
    for rows in alternatives:
        parts = [
            cells.at[report, f"{table}.{one}.{column}"]
            if f"{table}.{one}.{column}" in cells
            else float("nan")
            for one in rows
        ]
        if not any(pd.isna(parts)):
            return float(sum(parts))
    return float("nan")


def evaluated(cells: pd.DataFrame, report: str, expression: str) -> float:
    """A sum of terms; the few that are more than that are worked out by hand."""
    if "case when" in expression:
        handled = [
            value(cells, report, f"applications.{row}.total") for row in ("received_new", "carried_in")
        ]
        return float("nan") if any(pd.isna(handled)) else float(sum(handled) == 0)
    if expression.startswith("1 + 0"):
        handled = [
            value(cells, report, f"applications.{row}.total") for row in ("received_new", "carried_in")
        ]
        return float("nan") if any(pd.isna(handled)) else 1.0
    terms = {match[0]: value(cells, report, match[0]) for match in TERM.finditer(expression)}
    if any(pd.isna(list(terms.values()))):
        return float("nan")
    total, sign = 0.0, 1
    for token in expression.split():
        if token in "+-":
            sign = 1 if token == "+" else -1
        else:
            total += sign * terms[token]
    return total


@SLOW
@given(scope=scopes, data=st.data())
def test_measures_pool_what_the_cells_state(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection, data: st.DataObject
) -> None:
    measure = data.draw(st.sampled_from(list(dictionary.measures(opened).values())))
    by = data.draw(st.sampled_from(["none", "kind"]))
    answer = query.ask(opened, scope, "measures_by", by=by, fragments={"pooled": query.pooled([measure])})
    assert set(answer["measure"]) <= {measure.key}
    expected: dict[tuple[int, str], list[float]] = {}
    for report in chosen(reports, scope).itertuples():
        key = (int(report.year), "" if by == "none" else report.kind)
        row = expected.setdefault(key, [0, 0, 0.0, 0.0])
        numerator = evaluated(cells, report.report_id, measure.numerator)
        denominator = evaluated(cells, report.report_id, measure.denominator) if measure.denominator else 0.0
        row[0] += 1
        if numerator == numerator and denominator == denominator:
            row[1] += 1
            row[2] += numerator
            row[3] += denominator
    found = {
        (int(row.year), row.key): [
            row.reports, row.taken_in, row.numerator if row.taken_in else 0.0,
            row.denominator if row.taken_in and measure.denominator else 0.0,
        ]
        for row in answer.itertuples()
    }  # fmt: skip
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(row) for key, row in expected.items())


@SLOW
@given(scope=scopes)
def test_the_flow_and_the_outcomes_take_whole_reports_only(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection
) -> None:
    flow = query.ask(opened, scope, "flow").set_index("year")
    terms = [
        "applications.received_new.total",
        "applications.carried_in.total",
        "applications.carried_out.total",
    ]
    terms += [f"applications.group_{group}.total" for group in GROUP_ROWS]
    for year, part in chosen(reports, scope).groupby("year"):
        values = [[value(cells, report, term) for term in terms] for report in part["report_id"]]
        whole = [row for row in values if not any(pd.isna(row))]
        row = flow.loc[year]
        assert (row["reports"], row["taken_in"]) == (len(values), len(whole))
        if whole:
            sums = [sum(column) for column in zip(*whole, strict=True)]
            assert [
                row[name] for name in ("received_new", "carried_in", "carried_out", *GROUP_ROWS)
            ] == pytest.approx(sums)


@SLOW
@given(scope=scopes)
def test_results_and_new_cases(
    opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame, scope: Selection
) -> None:
    results = query.ask(opened, scope, "results_by").set_index("path")
    last = chosen(reports, scope).query("year == @scope.last_year")
    for path in PATHS:
        parts = [
            [
                value(cells, report, f"review_litigation.{path}.{result}")
                for result in ("upheld", "corrected", "other", "pending")
            ]
            for report in last["report_id"]
        ]
        whole = [row for row in parts if not any(pd.isna(row))]
        if len(last):
            assert results.at[path, "taken_in"] == len(whole)
        if whole:
            assert results.at[path, "corrected"] == sum(row[1] for row in whole)
            assert results.at[path, "pending"] == sum(row[3] for row in whole)
    fresh = query.ask(opened, scope, "new_cases").set_index(["year", "path"])
    everything = chosen(
        reports,
        Selection(
            2000, 2100, scope.scope, scope.levels, county=scope.county, kinds=scope.kinds, data=scope.data
        ),
    )
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


@SLOW
@given(scope=scopes)
def test_expected_reports_run_from_the_first_to_the_newest_year(
    opened: OpenVersion, reports: pd.DataFrame, scope: Selection
) -> None:
    ended = set(database.rows(opened, "select agency_id from agency_successions")["agency_id"])
    every = chosen(
        reports,
        Selection(
            1900, 2100, scope.scope, scope.levels, county=scope.county, kinds=scope.kinds, data=scope.data
        ),
    )
    newest = int(reports["year"].max())
    expected: dict[int, int] = {}
    filed = chosen(reports, scope).groupby("year")["agency_id"].nunique().to_dict()
    for agency, part in every.groupby("agency_id"):
        last = max(int(part["year"].max()), 0) if agency in ended else newest
        for year in range(int(part["year"].min()), last + 1):
            if scope.first_year <= year <= scope.last_year:
                expected[year] = expected.get(year, 0) + 1
    coverage = query.ask(opened, scope, "coverage").set_index("year")
    assert coverage["expected"].to_dict() == expected
    assert {year: n for year, n in coverage["filed"].to_dict().items() if n} == filed


def test_the_change_adds_up(opened: OpenVersion, reports: pd.DataFrame, cells: pd.DataFrame) -> None:
    scope = Selection(2019, 2025, "own", data="synthetic")
    measure = dictionary.measures(opened)["applications_received"]
    frame = query.ask(opened, scope, "change", measure=measure)
    for _year, column in ((2024, "before"), (2025, "now")):
        part = chosen(reports, scope).query("year == @_year")
        values = [value(cells, report, "applications.received_new.total") for report in part["report_id"]]
        assert frame[column].sum() == sum(one for one in values if one == one)
        assert frame[f"filed_{column}"].sum() == len(part)


SHARED = [name for name in question.names() if question.question(name).years in (Years.EACH, Years.LAST)]


@pytest.mark.parametrize("name", SHARED)
@settings(SLOW, max_examples=6)
@given(scope=scopes, first=st.integers(2019, 2025), by=st.sampled_from(["none", "kind"]))
def test_an_answer_that_others_may_share_is_that_of_the_years_chosen(
    opened: OpenVersion, name: str, scope: Selection, first: int, by: str
) -> None:
    """`years: each` and `years: last` promise that the other years of the selection change nothing."""
    scope = replace(scope, first_year=min(first, scope.last_year))
    measure = dictionary.measures(opened)["disclosure_rate"]
    of_column = query.question("outcomes_of_column").sql.replace("{column}", "total")
    values = {"fewest": 10} if "fewest" in question.question(name).parameters else {}
    fragments = {
        "pooled": query.pooled([measure]),
        "marked": marked(),
        "column": "total",
        "columns": of_column,
    }

    def asked() -> pd.DataFrame:
        return query.ask(opened, scope, name, measure=measure, by=by, fragments=fragments, **values)

    answer = asked()
    alone = replace(question.question(name), years=Years.ALL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query, "question", lambda _: alone)
        # an empty column does not tell its type
        pd.testing.assert_frame_equal(answer, asked(), check_dtype=len(answer) > 0)


@pytest.mark.parametrize("by", sorted(set(query.BY) - {"none"}))
def test_a_click_on_any_grouping_finds_the_reports_behind_it(opened: OpenVersion, by: str) -> None:
    """Every drill-down runs with a key, and its rows are those of the groups that charts show."""
    selection = Selection(2024, 2025, "own", data="synthetic")
    expected = query.ask(opened, selection, "expected_by", by=by)
    for row in expected[expected["year"] == 2025].head(3).itertuples():
        behind = query.ask(opened, selection, "filing_reports", by=by, key=row.key, year=2025)
        assert len(behind) == row.expected
    measure = dictionary.measures(opened)["disclosure_rate"]
    sums = query.ask(opened, selection, "measures_by", by=by, fragments={"pooled": query.pooled([measure])})
    for row in sums[sums["year"] == 2025].head(3).itertuples():
        behind = query.ask(
            opened, selection, "drilldown_reports", measure=measure, by=by, key=row.key, year=2025
        )
        assert len(behind) == behind["total_reports"].iloc[0] == row.reports
        totals = behind[["total_numerator", "total_denominator"]].iloc[0].astype(float).fillna(0).tolist()
        assert totals == pd.Series([row.numerator, row.denominator], dtype=float).fillna(0).tolist()
        cell = {"cell": "applications__granted__total"}
        behind = query.ask(opened, selection, "drilldown_cell", by=by, fragments=cell, key=row.key, year=2025)
        assert (
            len(behind) == row.reports
            and behind["numerator"].sum() == behind["total_numerator"].fillna(0).iloc[0]
        )
