"""Rules over several reports: each with reports that break it and reports that keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from etl.checks.cross_report.sql_rules import sql_rules
from etl.identity.register import agency_id
from etl.model.report import Report
from etl.rules.catalog import rules
from tests.support.reports import build, identity, query, report

N, C = "applications.received_new.natural_person", "applications.carried_in.natural_person"
F, T = "applications.carried_out.natural_person", "applications.concluded_total.natural_person"
GRANTED = "applications.granted.natural_person"


def flow(year: int, carried_in: int, new: int, carried_out: int, **who: Any) -> Report:
    """A report that balances, all applicants natural persons."""
    counts = {C: carried_in, N: new, F: carried_out, T: carried_in + new - carried_out}
    counts[GRANTED] = counts[T]
    both = {**counts, **{name.replace("natural_person", "total"): value for name, value in counts.items()}}
    return report(identity(year=year, **who), both)


def stated(year: int, form: str = "2021", **figures: float) -> Report:
    """Figures of table 二 as `row__column`."""
    return report(
        identity(year=year),
        {f"proactive_disclosure.{name.replace('__', '.')}": value for name, value in figures.items()},
        form,
    )


def cases(year: int, total: int, pending: int) -> Report:
    name = "review_litigation.review"
    return report(
        identity(year=year),
        {f"{name}.total": total, f"{name}.pending": pending, f"{name}.upheld": total - pending},
    )


def government(new: int, scope: str = "government_rollup", **more: Any) -> Report:
    who = {"agency": "示例县人民政府", "kinds": ("government",), "scope": scope, **more}
    return flow(2023, 0, new, 0, **who)


def bureau(new: int, name: str, year: int = 2023) -> Report:
    return flow(year, 0, new, 0, agency=f"示例县{name}", agency_id=f"990101-{name}")


def at_address(one: Report, first_seen: str) -> Report:
    """A content of one address, as collected at a time."""
    return replace(one, url="http://a/1.html", first_seen=first_seen, source_name=f"{first_seen}.html")


@dataclass(frozen=True)
class Case:
    """Reports that break a rule, how often, and reports that do not."""

    rule: str
    broken: tuple[Report, ...]
    times: int
    valid: tuple[Report, ...]


_YEARS = range(2021, 2026)
CASES = (
    Case(
        "carried_over",
        (flow(2022, 0, 5, 2), flow(2023, 3, 5, 0)),
        2,
        (flow(2022, 0, 5, 2), flow(2023, 2, 5, 0)),
    ),
    Case(
        "items_over_years",
        (
            stated(2019, "2019", licences__items_last_year=10, licences__items_change=-2),
            stated(2020, "2019", licences__items_last_year=10),
        ),
        1,
        (
            stated(2019, "2019", licences__items_last_year=10, licences__items_change=-2),
            stated(2020, "2019", licences__items_last_year=8),
        ),
    ),
    Case(
        "in_force_over_years",
        (
            stated(2022, normative_documents__in_force=40),
            stated(2023, normative_documents__in_force=60, normative_documents__issued=5),
        ),
        1,
        (
            stated(2022, normative_documents__in_force=40),
            stated(2023, normative_documents__in_force=43, normative_documents__issued=5),
        ),
    ),
    Case(
        "pending_reappear", (cases(2022, 6, 4), cases(2023, 3, 0)), 1, (cases(2022, 6, 4), cases(2023, 4, 0))
    ),
    Case(
        "rollup_gap",
        (government(10), bureau(9, "财政局"), bureau(8, "教育局")),
        2,  # received and concluded
        (government(18), bureau(9, "财政局"), bureau(8, "教育局")),
    ),
    Case(
        "unit_slip",
        tuple(stated(year, fees__amount_10k_yuan=12.5 * (10_000 if year == 2023 else 1)) for year in _YEARS),
        1,
        tuple(stated(year, fees__amount_10k_yuan=12.5 * (90 if year == 2023 else 1)) for year in _YEARS),
    ),
    Case(
        "copies_differ",
        (
            stated(2023, penalties__decisions=4),
            replace(stated(2023, penalties__decisions=5), source_name="copy.html"),
        ),
        2,
        (
            stated(2023, penalties__decisions=4),
            replace(stated(2023, penalties__decisions=4), source_name="copy.html"),
        ),
    ),
    Case(
        "changed_after_publication",
        (
            at_address(stated(2023, penalties__decisions=4), "2024-02-01"),
            at_address(stated(2023, penalties__decisions=5), "2024-04-01"),
        ),
        1,
        (
            at_address(stated(2023, penalties__decisions=4), "2024-02-01"),
            at_address(stated(2023, penalties__decisions=4), "2024-04-01"),
        ),
    ),
    Case(
        "jump",
        tuple(stated(year, penalties__decisions=900 if year == 2023 else 100 + year % 5) for year in _YEARS),
        1,
        tuple(stated(year, penalties__decisions=200 if year == 2023 else 100 + year % 5) for year in _YEARS),
    ),
)


def findings_of(path: Path, rule: str) -> list[tuple[object, ...]]:
    return query(
        path,
        f"""
        select report_id, column_key, expected, found, severity, message, message_en
        from findings where rule_key = '{rule}'
        """,
    )


def in_county(number: int, reports: Sequence[Report]) -> list[Report]:
    """The same reports, filed by the agencies of another county."""
    moved = []
    for filed in reports:
        who, county = filed.identity, f"第{number}县"
        code = f"9902{number:02}"
        agency = who.agency.replace("示例县", county)
        own = replace(who, agency=agency, county=county, region_code=code, agency_id=f"{code}-{agency}")
        moved.append(replace(filed, identity=own, source_name=f"{county}/{filed.source_name}"))
    return moved


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database of all cases: what breaks rule n lies in county n, what is valid in county 50 + n."""
    reports: list[Report] = []
    for number, case in enumerate(CASES):
        reports += in_county(number, case.broken) + in_county(50 + number, case.valid)
    return build(tmp_path_factory.mktemp("judged"), reports)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_reports_what_breaks_it_and_nothing_else(case: Case, judged: Path) -> None:
    number = CASES.index(case)
    findings = query(
        judged,
        f"""
        select rule_key, severity, message, message_en, expected, found, printed, computed, difference
        from findings join reports using (report_id)
        where county = '第{number}县' and rule_key <> 'late'
        """,
    )
    assert [row[:2] for row in findings] == [(case.rule, str(rules()[case.rule].severity))] * case.times
    for _, _, chinese, english, expected, found, printed, computed, difference in findings:
        assert "{" not in f"{chinese}{english}"
        if not rules()[case.rule].printed:
            assert (expected, found, printed, computed, difference) == (None,) * 5
            continue
        assert str(expected) in str(chinese) and str(found) in str(chinese)
        assert float(str({"expected": expected, "found": found}[rules()[case.rule].printed])) == printed
        assert difference == pytest.approx(printed - computed) and difference != 0
    valid = f"select rule_key from findings join reports using (report_id) where county = '第{50 + number}县'"
    assert query(judged, f"{valid} and rule_key = '{case.rule}'") == []


def test_every_cross_report_rule_has_a_case() -> None:
    assert {rule.key for rule in sql_rules()} == {case.rule for case in CASES}


def test_what_cannot_be_compared_is_counted(tmp_path: Path) -> None:
    path = build(tmp_path, [flow(2021, 0, 3, 1), flow(2023, 1, 2, 0)])
    counts = query(
        path, "select evaluated, not_evaluable from rule_checks where rule_key = 'carried_over' order by all"
    )
    assert counts == [(0, 7), (0, 7)]


@pytest.mark.slow
def test_a_merged_agency_brings_its_applications_along(tmp_path: Path) -> None:
    def filed(name: str, year: int, carried_in: int, carried_out: int) -> Report:
        who = {"agency": f"湘潭县{name}", "agency_id": agency_id("430321", name), "region_code": "430321"}
        place = {"province": "湖南省", "city": "湘潭市", "county": "湘潭县"}
        kind = "agri" if name.startswith("农业") else "rural_revitalization"
        return flow(year, carried_in, 9, carried_out, kinds=(kind,), **who, **place)

    before = [filed("农业农村局", 2023, 0, 2), filed("乡村振兴局", 2023, 0, 3)]
    path = build(tmp_path / "valid", [*before, filed("农业农村局", 2024, 5, 0)])
    assert findings_of(path, "carried_over") == []
    assert query(path, "select agency, relation from agency_successions") == [
        ("湘潭县乡村振兴局", "absorbed")
    ]
    path = build(tmp_path / "broken", [*before, filed("农业农村局", 2024, 4, 0)])
    findings = findings_of(path, "carried_over")
    assert {row[2:4] for row in findings} == {("5", "4")}
    assert all("含并入的湘潭县乡村振兴局" in str(row[5]) for row in findings)


def test_a_copy_that_is_not_current_breaks_nothing(tmp_path: Path) -> None:
    older = flow(2023, 9, 5, 0, published_on="2024-01-05")
    newer = replace(flow(2023, 2, 5, 0, published_on="2024-01-20"), source_name="again.html")
    path = build(tmp_path, [flow(2022, 0, 5, 2), older, newer])
    assert findings_of(path, "carried_over") == []


def test_a_roll_up_is_reconciled_with_its_loaded_parts(tmp_path: Path) -> None:
    town = flow(
        2023,
        0,
        2,
        0,
        agency="示例县东镇人民政府",
        agency_id="990101-t",
        level="township",
        kinds=("township",),
    )
    elsewhere = flow(2023, 0, 50, 0, agency="别县财政局", agency_id="990102-f", county="别县")
    hospital = flow(2023, 0, 7, 0, agency="示例县医院", agency_id="990101-h", kinds=("public_institution",))
    city = government(
        60, agency="澄汐市人民政府", agency_id="990100-g", level="prefecture", county="", region_code="990100"
    )
    earlier = bureau(4, "教育局", 2022)
    reports = [government(12), bureau(9, "财政局"), town, elsewhere, hospital, city, earlier]
    rows = query(
        build(tmp_path, reports),
        """
        select agency, rolled_up, parts_sum, parts_loaded, parts_stating, parts_expected
        from reconciliation join reports using (report_id) where row_key = 'received_new' order by agency
        """,
    )
    # the city's parts are its own bodies and county roll-ups, not the counties' bodies once more
    assert rows == [("澄汐市人民政府", 60, 12, 1, 1, 1), ("示例县人民政府", 12, 11, 2, 2, 3)]


@pytest.mark.slow
def test_loading_more_gives_what_loading_all_at_once_gives(tmp_path: Path) -> None:
    first, second = [flow(2022, 0, 5, 2)], [flow(2023, 3, 5, 0), cases(2024, 0, 0)]
    once = build(tmp_path / "once", [*first, *second])
    begun = build(tmp_path / "begun", first)
    grown = build(tmp_path / "grown", second, previous=begun, unchanged=first)
    for name in ("findings", "rule_checks", "reconciliation", "similar_texts"):
        assert query(grown, f"from {name} order by all") == query(once, f"from {name} order by all"), name
    assert findings_of(grown, "carried_over")
