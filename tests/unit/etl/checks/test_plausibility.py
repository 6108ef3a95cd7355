"""Plausibility rules for one report: each with a report that breaks it, one that keeps it and one it does not apply to."""

from __future__ import annotations

import re
from typing import Any

import pytest

from etl.checks import plausibility
from etl.model.document import Note
from etl.model.report import Finding, Severity
from etl.rules.catalog import finding, finding_from_note, rules
from tests.support.paths import ROOT
from tests.support.reports import Figures, cells, identity

Result = tuple[tuple[Finding, ...], dict[str, tuple[int, int]]]
RULES_IN_FORCE = "proactive_disclosure.rules.in_force"
FEE = "applications.other_fee_unpaid.total"


def check(figures: Figures | None = None, form: str = "2021", text: str = "", **who: Any) -> Result:
    return plausibility.check(identity(**who), cells(form, figures), {"overview": text})


@pytest.mark.parametrize(
    ("rule", "broken", "valid"),
    [
        ("rules_below_city", check({RULES_IN_FORCE: 2}), check()),
        ("rules_below_city", check({RULES_IN_FORCE: 2}, level="township"), check(level="township")),
        ("rules_below_city", check({"proactive_disclosure.rules.newly_made": 1}, "2019"), check(form="2019")),
        ("fee_row_before_2021", check({FEE: 1}, year=2020), check(year=2020)),
        ("late", check(published_on="2024-02-01"), check(published_on="2024-01-31")),
        (
            "late",
            check(published_on="2024-04-01", scope="government_rollup"),
            check(published_on="2024-03-31", scope="government_rollup"),
        ),
        ("late", check(published_on="2019-04-01", year=2018), check(published_on="2019-03-31", year=2018)),
        (
            "other_year_in_text",
            check(text="2022年，我局主动公开信息。"),
            check(text="2023年，我局主动公开信息。"),
        ),
        (
            "other_year_in_text",
            check(text="（二）依申请公开。2022年新收到申请5件。"),
            check(text="2022年底，完成改版。"),
        ),
        (
            "other_year_in_text",
            check(text="2024年度，我局收到申请5件。"),
            check(text="2024年，我局将继续努力。"),
        ),
    ],
)
def test_a_rule_reports_what_breaks_it(rule: str, broken: Result, valid: Result) -> None:
    findings, counts = broken
    assert [finding.rule for finding in findings] == [rule]
    assert (
        findings[0].severity == rules()[rule].severity
        and "{" not in findings[0].message + findings[0].message_en
    )
    assert valid[0] == ()
    assert counts[rule] == valid[1][rule] == (1, 0)


@pytest.mark.parametrize(
    ("rule", "result", "counted"),
    [
        ("rules_below_city", check({RULES_IN_FORCE: 2}, level="prefecture"), None),
        ("rules_below_city", check({RULES_IN_FORCE: 2}, level=""), (0, 1)),
        ("fee_row_before_2021", check({FEE: 1}, year=2021), None),
        ("late", check(published_on=""), (0, 1)),
        ("late", check(published_on="2024-12-01", level="township"), (0, 1)),
        ("other_year_in_text", check(text="2022年，公开8条，2023年公开9条。"), (1, 0)),
        ("other_year_in_text", check(text="与2022年相比有所增长。"), (1, 0)),
        ("other_year_in_text", check(text="2022年部门决算已经公开。"), (1, 0)),
    ],
)
def test_a_rule_that_does_not_apply_reports_nothing(
    rule: str, result: Result, counted: tuple[int, int] | None
) -> None:
    assert result[0] == ()
    assert result[1].get(rule) == counted


def test_a_year_that_identity_doubts_already_is_not_reported_twice() -> None:
    doubted = finding(
        "year_disagrees", expected="2023", found="2022", source="", source_en="", other_source="",
        other_source_en="", other_year="2022",
    )  # fmt: skip
    findings, counts = check(text="2022年，我局主动公开信息。", findings=(doubted,))
    assert findings == () and counts["other_year_in_text"] == (0, 1)


def test_every_rule_has_sentences_in_both_languages() -> None:
    for rule in rules().values():
        sentences = [
            (rule.zh, rule.en),
            *((variant["zh"], variant["en"]) for variant in rule.variants.values()),
        ]
        for chinese, english in sentences:
            assert chinese.endswith(("。", "”", "）", "}")) and english, rule.key
        assert rule.label_zh and rule.label_en and isinstance(rule.severity, Severity)


def test_every_note_has_its_sentence() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "etl").rglob("*.py"))
    kinds = set(re.findall(r'Note\(\s*"(\w+)"', code))
    declared = ("left_out", "read_in_doubt", "source_damaged", "embedded_file")
    sentences = {variant for rule in declared for variant in rules()[rule].variants}
    assert kinds <= sentences and all(f'"{variant}"' in code for variant in sentences)
    for kind in sentences:
        noted = finding_from_note(Note(kind, "FOUND", "PAGE"))
        assert "{" not in noted.message + noted.message_en and noted.rule in declared
