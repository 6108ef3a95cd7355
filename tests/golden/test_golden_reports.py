"""Six published reports, re-set: every cell, agency, year and finding, and what one changed figure brings to light."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from etl.checks.sums import check
from etl.demo import SYNTHETIC_MARK
from etl.model.report import Address, Cell, State
from tests.support.golden import NAMES, golden, report
from tests.support.one_report import read_report
from tests.support.paths import ROOT

PAGES = sorted((ROOT / "data" / "reports" / "real").rglob("*.html"))
SEVEN_YEARS = [path for path in PAGES if path.stem.startswith("pingtan")]
BALANCE_ROWS = ("received_new", "carried_in", "concluded_total", "carried_out")


def test_the_six_reports_are_there() -> None:
    assert len(NAMES) == 6
    assert {name.split(".")[0] for name in NAMES} == {path.stem for path in PAGES if path not in SEVEN_YEARS}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_read_as_printed(name: str) -> None:
    read, printed = report(name), golden(name)
    assert (read.identity.agency, read.identity.year) == (printed.agency, printed.year)
    assert read.forms == printed.forms
    assert {address: cell.value for address, cell in read.cells.items()} == printed.cells
    for address, cell in read.cells.items():
        assert (cell.state is State.BLANK) == (printed.cells[address] is None), address


@pytest.mark.parametrize("path", SEVEN_YEARS, ids=lambda path: path.stem)
def test_a_body_of_seven_years_is_read_whole(path: Path) -> None:
    """The zone's reports of 2019 to 2025: facts that add up but for 2020, whose total was printed wrong."""
    read = read_report(path.read_bytes(), str(path))
    year = int(path.stem.removeprefix("pingtan_"))
    assert (read.identity.agency, read.identity.year) == ("平潭综合实验区管理委员会", year)
    assert set(read.forms.values()) == {"2019" if year < 2021 else "2021"}
    blank = {2019: 2, 2020: 4, 2021: 3}.get(year, 0)
    assert sum(cell.state is State.BLANK for cell in read.cells.values()) == blank
    assert len(read.cells) == (198 if year < 2021 else 200)
    assert [one.rule for one in read.findings if one.severity == "error"] == (
        ["outcomes", "outcomes"] if year == 2020 else []
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_cell_has_a_locator(name: str) -> None:
    cells = report(name).cells
    assert len(cells) > 150
    assert all(cell.locator for cell in cells.values() if cell.state is not State.BLANK)


@pytest.mark.parametrize("name", NAMES)
def test_findings_are_those_expected_and_no_others(name: str) -> None:
    read = report(name)
    findings = [
        (
            finding.rule,
            str(finding.severity),
            finding.table,
            finding.row,
            finding.column,
            finding.expected,
            finding.found,
        )
        for finding in dict.fromkeys((*read.findings, *read.identity.findings))
    ]
    assert findings == golden(name).findings


@pytest.mark.parametrize("name", NAMES)
def test_changing_one_figure_breaks_the_balance_of_its_column_only(name: str) -> None:
    read = report(name)
    assert _unbalanced(read.cells, read.forms) == set()
    changed_columns = set()
    for address, cell in read.cells.items():
        if address.table == "applications" and address.row in BALANCE_ROWS and cell.value is not None:
            changed = {**read.cells, address: cell._replace(value=cell.value + 1)}
            assert _unbalanced(changed, read.forms) == {address.column}, address
            changed_columns.add(address.column)
    assert "total" in changed_columns


def _unbalanced(cells: dict[Address, Cell], forms: dict[str, str]) -> set[str | None]:
    """The columns of the table of applications that do not balance."""
    return {finding.column for finding in check(cells, forms)[0] if finding.rule == "balance"}


@pytest.mark.parametrize("path", sorted(set(PAGES) - set(SEVEN_YEARS)), ids=lambda path: path.stem)
def test_the_real_pages_print_the_golden_figures(path: Path) -> None:
    (name,) = (name for name in NAMES if name.startswith(path.stem))
    boxes = re.findall(r"<td[^>]*>([^<]*)</td>", path.read_text(encoding="utf-8"))
    # neither a label nor a heading: no Chinese character, except in amounts of yuan
    figures = [
        box.removesuffix("元") for box in boxes if not re.search(r"[\u4e00-\u9fff]", box.removesuffix("元"))
    ]
    assert [float(text) if text else None for text in figures] == list(golden(name).cells.values())


def test_the_real_pages_are_marked_real_and_name_their_source() -> None:
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        assert SYNTHETIC_MARK not in page and 'name="synthetic"' not in page
        assert "来源：该机关发布的本年度报告" in page
        assert len(page.encode()) < 15_000
        with (path.parent / "manifest.csv").open(encoding="utf-8", newline="") as file:
            (row,) = [row for row in csv.DictReader(file) if row["file"] == path.name]
        assert row["year"] in page
