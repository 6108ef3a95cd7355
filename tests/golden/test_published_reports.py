"""Published reports, read: every cell, state, agency and year; and what a change of one figure brings to light."""

import pytest

from etl.checks.sums import check
from etl.model.report import Address, Cell, Severity, State
from tests.support.published import NAMES, report, truth

TYPES = (
    "natural_person", "company", "research_institution", "public_interest_organisation", "legal_service_organisation",
    "other_organisation", "total",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_as_printed(name: str) -> None:
    read, known = report(name), truth(name)
    assert (read.identity.agency, read.identity.year) == (known["agency"], known["year"])
    assert read.forms["proactive_disclosure"] == known["form"]
    for key, value in known["cells"].items():
        cell = read.cells[Address(*key.split("/"))]
        expected = State.BLANK if value is None else State.NUMBER
        assert (key, cell.value, cell.state) == (key, value, expected)


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_cell_has_its_place(name: str) -> None:
    assert all(cell.locator for cell in report(name).cells.values() if cell.state is not State.BLANK)


def test_the_torn_report_says_what_was_assigned() -> None:
    flagged = {(one.rule, one.row) for one in report("shanghai_kewei_2024.md").findings}
    assert {row for rule, row in flagged if rule == "label_torn"} >= {
        "partly_granted",
        "unavailable_not_held",
    }
    assert ("figure_torn", "carried_out") in flagged


def test_totals_that_do_not_add_up_in_the_source_are_errors() -> None:
    errors = {(one.rule, one.row, one.expected, one.found) for one in report("hongze_2023.pdf").findings
              if one.severity is Severity.ERROR}  # fmt: skip
    assert errors == {("results", "review", "0", "11"), ("results", "litigation_after_review", "0", "5")}


@pytest.mark.parametrize("column", TYPES)
@pytest.mark.parametrize("row", ["received_new", "carried_in", "concluded_total", "carried_out"])
@pytest.mark.parametrize("name", NAMES)
def test_the_balance_breaks_where_one_figure_is_changed_and_only_there(
    name: str, row: str, column: str
) -> None:
    read = report(name)
    address = Address("applications", row, column)
    cell = read.cells[address]
    if cell.value is None:
        pytest.skip("the report prints nothing there")
    changed = {**read.cells, address: cell._replace(value=cell.value + 1)}
    assert _balances(read.cells, read.forms) == set()
    assert _balances(changed, read.forms) == {column}


def _balances(cells: dict[Address, Cell], forms: dict[str, str]) -> set[str | None]:
    return {one.column for one in check(cells, forms)[0] if one.rule == "balance"}
