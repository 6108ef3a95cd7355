"""Sums of one report: what a broken one says, which numbers it compares and which cells it marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.checks.sums import check
from etl.form import forms
from etl.model.report import Address, Finding, Severity
from etl.rules.catalog import finding, rules
from tests.support.reports import Figures, build, cells, query, report

PERSON = "natural_person"
# one column that does not balance: 8 + 1 received and carried in, 9 + 2 concluded and carried out
UNBALANCED = {
    f"applications.{row}.{column}": value
    for row, value in {
        "received_new": 8,
        "carried_in": 1,
        "granted": 9,
        "concluded_total": 9,
        "carried_out": 2,
    }.items()
    for column in (PERSON, "total")
}


def findings_of(figures: Figures, form: str = "2021") -> list[Finding]:
    return list(check(cells(form, figures), {table.key: form for table in forms()[form].tables})[0])


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_balance_that_does_not_hold_names_its_operands_and_marks_its_four_cells(form: str) -> None:
    findings = findings_of(UNBALANCED, form)
    assert [(broken.rule, broken.column) for broken in findings] == [
        ("balance", PERSON),
        ("balance", "total"),
    ]
    for broken in findings:
        assert "新收 8 + 结转 1 ≠ 总计 9 + 结转下年 2（9 ≠ 11，差 2）" in broken.message
        assert (
            "received 8 + carried in 1 ≠ concluded 9 + carried out 2 (9 ≠ 11, difference 2)"
            in broken.message_en
        )
        assert (broken.printed, broken.computed, broken.difference) == (9, 11, -2)
        assert broken.cells == tuple(
            Address("applications", row, str(broken.column))
            for row in ("received_new", "carried_in", "concluded_total", "carried_out")
        )


def test_a_blank_operand_is_named_blank() -> None:
    (broken,) = findings_of({"applications.received_new.total": 3, "applications.carried_in.total": None})[:1]
    assert broken.rule == "balance" and broken.severity is Severity.WARNING
    assert "新收 3 + 结转 （空） ≠ 总计 0 + 结转下年 0（3 ≠ 0，差 3）；空格按未填计" in broken.message


def test_the_printed_number_is_the_total_and_the_computed_one_the_sum() -> None:
    """A clerk who reads columns must not take the sum for what the report prints."""
    figures = {name: value for name, value in UNBALANCED.items() if "carried_out" not in name}
    (outcomes,) = findings_of(
        figures | {f"applications.granted.{PERSON}": 10, "applications.granted.total": 9}
    )[:1]
    assert (outcomes.rule, outcomes.column) == ("outcomes", PERSON)
    assert (outcomes.printed, outcomes.computed, outcomes.difference) == (9, 10, -1)
    assert outcomes.cells == (Address("applications", "concluded_total", PERSON),)
    assert "总计印 9，各项之和为 10（差 1）" in outcomes.message


def test_a_rule_that_compares_numbers_is_given_both() -> None:
    assert {rule.printed for rule in rules().values()} == {"", "expected", "found"}
    with pytest.raises(ValueError):
        finding("negative", found="-1", printed=-1, computed=0)
    with pytest.raises(ValueError):
        finding("pending_reappear", expected="5", found="3")


def test_the_database_holds_the_numbers_and_the_cells(tmp_path: Path) -> None:
    path = build(tmp_path, [report(figures=UNBALANCED)])
    numbers = query(path, "select column_key, printed, computed, difference from findings order by all")
    assert numbers == [(PERSON, 9, 11, -2), ("total", 9, 11, -2)]
    marked = query(
        path, "select row_key, severity from finding_cells where column_key = 'total' order by all"
    )
    assert marked == [
        ("carried_in", "error"),
        ("carried_out", "error"),
        ("concluded_total", "error"),
        ("received_new", "error"),
    ]


def test_what_compares_no_numbers_has_none(tmp_path: Path) -> None:
    """A negative count, and a total left blank, which marks every blank total."""
    figures = {f"review_litigation.{row}.total": None for row in ("review", "litigation_direct")}
    path = build(tmp_path, [report(figures=figures | {"applications.carried_in.company": -1})])
    rows = query(
        path,
        """
        select rule_key, printed, computed, difference, len(cells) from findings
        where rule_key in ('negative', 'total_blank') order by all
        """,
    )
    assert rows == [("negative", None, None, None, 1), ("total_blank", None, None, None, 2)]
