"""The golden reports: six published reports re-set with neutral sentences, and every figure they print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from etl.model.report import Address, Report
from tests.support.form_keys import form_table
from tests.support.one_report import read_report
from tests.support.paths import GOLDEN

REPORTS = GOLDEN / "reports"
NAMES = tuple(sorted(path.name for path in REPORTS.iterdir()))


# rule, severity, table, row, column, printed, computed
FindingKey = tuple[str | None, ...]


@dataclass(frozen=True)
class Golden:
    """What one report prints: `forms` by table, a value for each cell (None where the cell is blank), findings."""

    agency: str
    year: int
    forms: dict[str, str]
    cells: dict[Address, float | None]
    findings: list[FindingKey]

    def rows(self, table: str) -> list[str]:
        """The rows of one table, in printed order."""
        return list(dict.fromkeys(at.row for at in self.cells if at.table == table))

    def row(self, table: str, row: str) -> list[float | None]:
        """The values of one row, in the order of the form's columns."""
        return [value for at, value in self.cells.items() if (at.table, at.row) == (table, row)]

    def table(self, table: str) -> list[float | None]:
        """The values of one table, row by row."""
        return [value for at, value in self.cells.items() if at.table == table]


def path(name: str) -> Path:
    return REPORTS / name


@cache
def report(name: str) -> Report:
    """A golden report as the pipeline reads it."""
    return read_report(path(name).read_bytes(), name)


@cache
def golden(name: str) -> Golden:
    """What a golden report prints, from expected.json."""
    expected = _expected()[name]
    cells: dict[Address, float | None] = {}
    for table, rows in expected["rows"].items():
        columns: dict[str, list[Address]] = {}
        for address in form_table(expected["forms"][table], table).addresses():
            columns.setdefault(address.row, []).append(address)
        assert rows.keys() == columns.keys(), (name, table)
        for row, values in rows.items():
            cells.update(zip(columns[row], values, strict=True))
    findings = [tuple(finding) for finding in expected["findings"]]
    return Golden(expected["agency"], expected["year"], expected["forms"], cells, findings)


@cache
def _expected() -> dict[str, Any]:
    return json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))
