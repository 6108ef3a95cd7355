"""Rates of reports that contradict themselves: left out of every figure, and said so in a finding."""

from pathlib import Path

import pytest

from etl.checks import rates
from etl.form.blank_inference import infer_blanks
from etl.model.report import Address, Cell, Finding
from tests.support.reports import build, cells, identity, query, report

REVIEW, DIRECT, AFTER = (
    f"review_litigation.{row}" for row in ("review", "litigation_direct", "litigation_after_review")
)
SOUND = "甲县财政局"
# n/d as printed: more corrected than closed, more pending than there were, more concluded with nothing to conclude
CONTRADICTORY = {
    "a total of 0 beside corrections": {f"{REVIEW}.corrected": 2, f"{REVIEW}.pending": 1},
    "more pending than in total": {f"{REVIEW}.total": 5, f"{REVIEW}.pending": 45, f"{REVIEW}.corrected": 9},
    "more corrected than closed": {f"{REVIEW}.total": 3, f"{REVIEW}.corrected": 71},
    "a negative count": {f"{REVIEW}.total": 3, f"{REVIEW}.corrected": -1},
}


def _check(stated: dict[Address, Cell], table: str) -> tuple[tuple[Finding, ...], dict[str, tuple[int, int]]]:
    return rates.check(stated, infer_blanks(stated, {table: "2021"}))


@pytest.fixture(scope="module")
def contradictory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One sound report, and each of the contradictory ones from an agency named after what is wrong with it."""
    sound = report(identity(SOUND), {f"{REVIEW}.total": 10, f"{REVIEW}.corrected": 4})
    others = [report(identity(name), figures) for name, figures in CONTRADICTORY.items()]
    return build(tmp_path_factory.mktemp("contradictory"), [sound, *others])


def test_a_sound_report_beside_contradictory_ones_has_its_rate(contradictory: Path) -> None:
    assert query(
        contradictory,
        "select agency, review_correction_rate_n, review_correction_rate_d, reviews_n from measured "
        "where not review_correction_rate_contradictory",
    ) == [(SOUND, 4.0, 10.0, 10.0)]


@pytest.mark.parametrize("name", CONTRADICTORY)
def test_a_contradictory_report_is_in_no_rate(contradictory: Path, name: str) -> None:
    assert query(
        contradictory,
        "select review_correction_rate_n, review_correction_rate_d, review_correction_rate_contradictory, reviews_n "
        f"from measured where agency = '{name}'",
    ) == [(None, None, True, CONTRADICTORY[name].get(f"{REVIEW}.total", 0.0))]
    ((message,),) = query(
        contradictory,
        "select message from findings join reports using (report_id) "
        f"where rule_key = 'impossible_rate' and agency = '{name}'",
    )
    assert "复议纠错率" in message


def test_only_contradictory_reports_are_told(contradictory: Path) -> None:
    told = query(
        contradictory,
        "select distinct agency from findings join reports using (report_id) where rule_key = 'impossible_rate'",
    )
    assert {agency for (agency,) in told} == set(CONTRADICTORY)


def test_two_paths_that_make_up_for_each_other_are_still_contradictory(tmp_path: Path) -> None:
    figures = {f"{DIRECT}.pending": 3, f"{AFTER}.total": 10, f"{AFTER}.corrected": 2}
    path = build(tmp_path, [report(identity(), figures)])
    names = ("litigation_correction_rate", "direct_correction_rate", "after_review_correction_rate")
    assert query(path, f"select {', '.join(f'{name}_contradictory' for name in names)} from measured") == [
        (True, True, False)
    ]
    assert query(
        path, "select litigation_correction_rate_n, after_review_correction_rate_n from measured"
    ) == [(None, 2.0)]


def test_a_ratio_may_exceed_one_but_not_be_negative(tmp_path: Path) -> None:
    concluded = {"applications.concluded_total.total": 2, "applications.granted.total": 2}
    more = report(identity("甲县财政局"), {**concluded, f"{REVIEW}.total": 6, f"{REVIEW}.upheld": 6})
    negative = report(identity("乙县财政局"), {**concluded, f"{REVIEW}.total": -6})
    path = build(tmp_path, [more, negative])
    assert query(path, "select review_rate_n, review_rate_contradictory from measured order by agency desc") == [
        (6.0, False), (None, True),
    ]  # fmt: skip


def test_what_is_not_stated_is_not_contradictory(tmp_path: Path) -> None:
    blank = {f"{REVIEW}.total": None, f"{REVIEW}.upheld": None, f"{REVIEW}.corrected": 5}
    path = build(tmp_path, [report(identity(), blank)])
    assert query(path, "select review_correction_rate_contradictory from measured") == [(False,)]
    findings, counts = _check(cells("2021", blank), "review_litigation")
    assert not findings and counts["impossible_rate"][1] > 0


def test_one_finding_for_all_rates_of_one_denominator() -> None:
    stated = cells("2021", {"applications.granted.total": 5, "applications.refused_state_secret.total": 2})
    findings, _ = _check(stated, "applications")
    assert len(findings) == 1
    assert "公开率" in findings[0].message and "5/0" in findings[0].message and "2/0" in findings[0].message
    assert "Disclosure rate" in findings[0].message_en
    assert {address.row for address in findings[0].cells} >= {
        "granted",
        "refused_state_secret",
        "concluded_total",
    }


def test_a_sound_report_says_nothing() -> None:
    stated = cells("2021", {"applications.granted.total": 5, "applications.concluded_total.total": 5})
    findings, counts = _check(stated, "applications")
    assert not findings and counts["impossible_rate"][0] > 5
