"""Corrections of printed figures by hand, kept as data with what they expect to find."""

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
    agency: str
    year: int
    address: Address
    printed: str
    right: str
    reason: str


@cache
def corrections(path: Path = FILE) -> Mapping[tuple[str, int], tuple[Correction, ...]]:
    """All corrections by agency and year."""
    found: dict[tuple[str, int], list[Correction]] = {}
    if path.exists():
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                address = Address(row["table_key"], row["row_key"], row["column_key"])
                one = Correction(
                    row["agency"], int(row["year"]), address, row["printed"], row["right"], row["reason"]
                )
                found.setdefault((one.agency, one.year), []).append(one)
    return {key: tuple(of_report) for key, of_report in found.items()}


def correct(
    identity: Identity, cells: Mapping[Address, Cell], known: Iterable[Correction] | None = None
) -> tuple[dict[Address, Cell], tuple[Finding, ...]]:
    """Cells with this report's corrections, each marked and with a finding.

    A correction whose printed value is no longer there is not applied: it is an error to be looked at.
    """
    own = corrections(FILE).get((identity.agency, identity.year or 0), ()) if known is None else known
    done, findings = dict(cells), []
    for one in own:
        cell = cells.get(one.address)
        place = (one.address.table, one.address.row, one.address.column)
        if cell is None or cell.raw != one.printed:
            findings.append(
                finding("correction_stale", *place, expected=one.printed, found=cell.raw if cell else "")
            )
            continue
        value = read_number(one.right).value
        state = State.NUMBER if value is not None else State.BLANK
        done[one.address] = cell._replace(value=value, state=state, corrected=True)
        findings.append(
            finding(
                "corrected",
                *place,
                expected=plain_number(value) if value is not None else "",
                found=one.printed,
                reason=one.reason,
            )
        )
    return done, tuple(findings)
