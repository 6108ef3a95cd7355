"""Corrections of printed figures by hand, recorded as data together with the print that each expects."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.model.report import Address, Cell, Finding, Identity, State
from etl.rules.catalog import finding
from etl.runtime.paths import REFERENCE
from etl.text.numbers import plain_number, read_number

FILE = REFERENCE / "corrections.csv"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of corrections.csv: the cell, the text printed there, and the text that is right."""

    agency: str
    year: int
    address: Address
    printed: str
    right: str
    reason: str


@cache
def corrections(path: Path = FILE) -> Mapping[tuple[str, int], tuple[Correction, ...]]:
    """All corrections of a file by agency and year; none if there is no file."""
    by_report: dict[tuple[str, int], list[Correction]] = {}
    if path.exists():
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                correction = _from_row(row)
                by_report.setdefault((correction.agency, correction.year), []).append(correction)
    return {report: tuple(of_report) for report, of_report in by_report.items()}


def _from_row(row: Mapping[str, str]) -> Correction:
    address = Address(row["table_key"], row["row_key"], row["column_key"])
    return Correction(row["agency"], int(row["year"]), address, row["printed"], row["right"], row["reason"])


def correct(
    identity: Identity, cells: Mapping[Address, Cell], known: Iterable[Correction] | None = None
) -> tuple[dict[Address, Cell], tuple[Finding, ...]]:
    """Return the cells with this report's corrections applied, and a finding for each correction.

    A correction whose expected print is no longer there is not applied, and its finding is an error. `known` replaces
    the corrections of the file.
    """
    own = corrections(FILE).get((identity.agency, identity.year or 0), ()) if known is None else known
    corrected, findings = dict(cells), []
    for correction in own:
        address, cell = correction.address, cells.get(correction.address)
        if cell is None or cell.raw != correction.printed:
            actual = cell.raw if cell else ""
            findings.append(finding("correction_stale", *address, expected=correction.printed, found=actual))
            continue
        value = read_number(correction.right).value
        state = State.NUMBER if value is not None else State.BLANK
        corrected[address] = cell._replace(value=value, state=state, corrected=True)
        findings.append(
            finding(
                "corrected",
                *address,
                expected=plain_number(value) if value is not None else "",
                found=correction.printed,
                reason=correction.reason,
            )
        )
    return corrected, tuple(findings)
