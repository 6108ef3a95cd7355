"""Who filed and what does not add up: the pages' questions against the reports and cells themselves."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pages.parts.charts.base import palette
from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from pages.parts.sections.quality.finding_sides import finding_cells
from pages.parts.sections.quality.findings import checked
from pages.parts.state.context import View
from tests.support.pages import run_page

ALL = Selection(2019, 2025, "", data="synthetic")


@pytest.fixture(scope="module")
def faults(demo_warehouse: Path) -> pd.DataFrame:
    """What the demo says it did to its reports."""
    return pd.read_csv(demo_warehouse.parent / "demo" / ".faults.csv", dtype=str)


def ask(
    opened: OpenVersion, name: str, scope: Selection = ALL, by: str = "none", **more: Any
) -> pd.DataFrame:
    return query.ask(opened, scope, name, by=by, **more)


@pytest.fixture
def view(opened: OpenVersion) -> View:
    return View("quality", opened, ALL, "zh", palette.LIGHT)


def listed(opened: OpenVersion, scope: Selection = ALL, **chosen: object) -> pd.DataFrame:
    given: dict[str, Any] = {
        "rule": "",
        "severity": "",
        "sought": "",
        "agency_id": "",
        "closed": (),
        **chosen,
    }
    return ask(opened, "findings_list", scope, **given, most=100_000, offset=0)


def test_the_list_of_those_who_have_not_filed_is_that_of_the_reports_never_written(
    opened: OpenVersion, faults: pd.DataFrame
) -> None:
    names = database.rows(opened, "select agency_id, agency, first_year from agencies where synthetic")
    ended = set(database.rows(opened, "select agency from agency_successions")["agency"])
    missing = faults[faults["fault"] == "not_filed"]
    for year in range(2020, 2026):
        known = set(names[names["first_year"] < year]["agency"])
        expected = set(missing[missing["year"] == str(year)]["agency"]) & known - ended
        found = ask(opened, "not_filed", year=year)
        assert set(found["agency"]) == expected
        assert not set(found["agency"]) & ended


def test_states_exclude_each_other_and_add_up(opened: OpenVersion) -> None:
    for by in ("none", "area", "kind", "level", "city", "province"):
        frame = ask(opened, "filing_counts", by=by)
        parts = frame[["on_time", "late", "with_errors", "unreadable", "missing"]].sum(axis=1)
        assert (parts == frame["expected"]).all()
        assert (frame["filed"] == frame["expected"] - frame["missing"]).all()
    assert frame["expected"].sum() == ask(opened, "filing_counts")["expected"].sum()


def test_late_and_faulty_reports_are_those_with_such_findings(opened: OpenVersion) -> None:
    everything = ask(opened, "filing_all", sought="", state="")
    found = database.rows(
        opened,
        "select agency_id, year, bool_or(severity = 'error') as wrong, bool_or(rule_key = 'late') as late "
        "from reports join findings using (report_id) where is_current and synthetic group by all",
    )
    wrong = {(row.agency_id, row.year) for row in found.itertuples() if row.wrong}
    late = {(row.agency_id, row.year) for row in found.itertuples() if row.late and not row.wrong}
    by_state = {
        state: {(row.agency_id, row.year) for row in part.itertuples()}
        for state, part in everything.groupby("state")
    }
    assert by_state["with_errors"] | by_state.get("unreadable", set()) == wrong
    assert by_state["late"] == late
    assert late
    assert wrong


def test_the_matrix_comes_in_pages_that_hold_every_body_once(opened: OpenVersion) -> None:
    first = ask(opened, "filing_matrix", sought="", state="", order="gravest", most=20, offset=0)
    pages = [
        ask(opened, "filing_matrix", sought="", state="", order="gravest", most=20, offset=offset)
        for offset in range(0, int(first["found"].iloc[0]), 20)
    ]
    keys = [key for page in pages for key in page["key"]]
    assert len(keys) == len(set(keys)) == first["found"].iloc[0]
    assert list(first["missing"]) == sorted(first["missing"], reverse=True)
    assert first["missing"].iloc[0] > 0


def test_a_body_is_found_by_any_of_its_names_and_by_its_state(opened: OpenVersion) -> None:
    renamed = database.rows(
        opened,
        "select agency_id, min(agency) as name from agency_names group by agency_id having count(*) > 1 limit 1",
    )
    assert len(renamed) == 1
    found = ask(opened, "filing_matrix", sought=renamed["name"][0], state="", order="place", most=5, offset=0)
    assert renamed["agency_id"][0] in set(found["key"])
    missing = ask(opened, "filing_matrix", sought="", state="missing", order="place", most=999, offset=0)
    assert (missing["missing"] > 0).all()
    assert (
        0
        < len(missing)
        < ask(opened, "filing_matrix", sought="", state="", order="place", most=999, offset=0).shape[0]
    )


def test_findings_by_rule_count_what_the_list_holds(opened: OpenVersion) -> None:
    by_rule = ask(opened, "findings_by_rule").set_index("rule_key")["findings"]
    counted = listed(opened).groupby("rule_key").size()
    assert by_rule[by_rule > 0].to_dict() == counted.to_dict()
    for severity in ("error", "warning", "notice"):
        part = listed(opened, severity=severity)
        assert set(part["severity"]) == {severity}
        assert (part["met"] == len(part)).all()


def test_the_demo_s_broken_balances_are_among_the_findings(opened: OpenVersion, faults: pd.DataFrame) -> None:
    made = faults[(faults["fault"] == "balance_broken") & (faults["column"] == "total")]
    found = listed(opened, rule="balance")
    assert len(made)
    for row in made.itertuples():
        assert ((found["agency"] == row.agency) & (found["year"] == int(row.year))).any(), row


def test_both_sides_of_a_sum_are_the_cells_that_the_finding_adds(opened: OpenVersion, view: View) -> None:
    """Independent of the rules: the printed cells of each side add up to what the finding states."""
    checked = 0
    for rule in ("balance", "outcomes", "applicants", "results"):
        for row in listed(opened, rule=rule).itertuples():
            cells = finding_cells(view, row)
            sums = cells.groupby("side")["value"].sum()
            assert (sums["expected"], sums["found"]) == (row.printed, row.computed), row.message
            assert cells["locator"].ne("").any()
            checked += 1
    assert checked > 10


def test_sides_over_years_are_of_both_reports(opened: OpenVersion, view: View) -> None:
    frame = listed(opened, rule="carried_over")
    assert len(frame)
    both = 0
    for row in frame.itertuples():
        cells = finding_cells(view, row).set_index("side")
        assert cells.at["found", "year"] == row.year
        assert cells.at["found", "value"] == row.printed
        if "expected" in cells.index:
            both += 1
            assert cells.at["expected", "year"] == row.year - 1
            assert cells.at["expected", "value"] == row.computed
    assert both


def test_reconciliation_never_adds_a_roll_up_to_its_parts(opened: OpenVersion) -> None:
    frame = ask(opened, "reconciliation", Selection(2019, 2025, "government_rollup", data="synthetic"))
    county = frame[(frame["row_key"] == "received_new") & frame["agency"].str.contains("岚岭区")]
    assert len(county)
    for row in county.itertuples():
        parts = database.rows(
            opened,
            "select sum(applications__received_new__total) as total, count(*) as n from figures "
            "where is_current and scope = 'own' and county = '岚岭区' and level in ('county', 'township') "
            "and year = $year",
            {"year": int(row.year)},
        )
        assert (row.parts_sum, row.parts_loaded) == (parts["total"][0], parts["n"][0])
        assert row.gap == row.parts_sum - row.rolled_up


def test_the_questions_hold_with_one_body_and_with_none(opened: OpenVersion) -> None:
    one = str(database.rows(opened, "select min(agency_id) as id from agencies where synthetic")["id"][0])
    for scope in (
        Selection(2019, 2025, "", agency=one),
        Selection(2019, 2025, "", agency="nobody"),
        Selection(1990, 1991, ""),
    ):
        for name, more in (
            ("filing_counts", {}), ("filing_groups", {}), ("not_filed", {"year": 2024}), ("findings_by_rule", {}),
            ("filing_matrix", {"sought": "", "state": "", "order": "place", "most": 40, "offset": 0}),
            ("filing_reports", {"key": None, "year": None, "part": None}), ("findings_agencies", {"sought": "", "most": 5}),
            ("similar", {"own": True, "most": 5, "offset": 0}), ("reconciliation", {}),
        ):  # fmt: skip
            ask(opened, name, scope, **more)
        listed(opened, scope)


def test_every_finding_has_a_code_of_its_own(opened: OpenVersion) -> None:
    from pages.parts.sections.quality.findings import code

    codes = [code(row) for row in listed(opened).itertuples()]
    assert len(codes) == len(set(codes)), json.dumps(sorted({one for one in codes if codes.count(one) > 1}))


def test_findings_that_are_settled_can_be_left_out(opened: OpenVersion) -> None:
    every = listed(opened)
    codes = database.rows(opened, "select report_id, rule_key, message, code from finding_codes")
    own = every.merge(codes, on=["report_id", "rule_key", "message", "code"])
    assert set(own["code"]) == set(every["code"])
    closed = tuple(every["code"].iloc[:3])
    assert set(listed(opened, closed=closed)["code"]) == set(every["code"]) - set(closed)


@pytest.mark.parametrize("rule", ["stated_twice", "parts_exceed_total", "parts_below_total"])
def test_what_the_text_contradicts_is_found_in_those_reports_that_got_the_fault(
    opened: OpenVersion, faults: pd.DataFrame, rule: str
) -> None:
    planted = faults[faults["fault"] == rule]
    found = database.rows(
        opened,
        "select agency, year, expected, found from findings join reports using (report_id) "
        f"where synthetic and rule_key = '{rule}'",
    )
    assert len(planted) > 1
    assert sorted(zip(found["agency"], found["year"].astype(str), strict=True)) == sorted(
        zip(planted["agency"], planted["year"], strict=True)
    )
    if rule == "stated_twice":
        assert set(zip(found["expected"], found["found"], strict=True)) == set(
            zip(planted["expected"], planted["stated"], strict=True)
        )


def test_where_nothing_was_collected_the_card_says_how_to(opened: OpenVersion) -> None:
    assert ask(opened, "published", year=2024).empty
    words = [one.value for one in run_page("quality").markdown]
    assert any("没有抓取到的年报" in one for one in words)


def test_the_places_of_a_rule_are_those_checked_and_those_not_checkable(
    opened: OpenVersion, view: View
) -> None:
    rules = ask(opened, "findings_by_rule").set_index("rule_key")
    similar = rules.loc["similar_text"]
    sections = database.rows(
        opened,
        "select count(*) as n from narratives join reports using (report_id) "
        "where is_current and synthetic and section_key in ('overview', 'problems')",
    )["n"][0]
    assert similar["evaluated"] + similar["not_evaluable"] == sections
    told = checked(view, similar["evaluated"], similar["not_evaluable"])
    assert told.startswith(f"应核对 {sections:,} 处：核对了 {similar['evaluated']:,.0f} 处，另 ")
    assert checked(view, float("nan"), float("nan")) == ""
    assert "节" in view.text("findings.evaluable")
