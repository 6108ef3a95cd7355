"""Corrections of printed figures by hand, recorded as data together with the print that each expects.

A file of corrections is a log: of several lines about the same cell and print the last one counts, and one whose right
text is the print itself takes the correction back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.model.report import Address, Cell, Finding, Identity, State
from etl.rules.catalog import finding
from etl.runtime.language import in_language
from etl.runtime.paths import REFERENCE
from etl.text.encoding import decode
from etl.text.numbers import plain_number, read_number

NAME = "corrections.csv"
FILE = REFERENCE / NAME
_NEEDED = ("agency", "year", "table_key", "row_key", "column_key", "printed", "right", "reason")
_OPTIONAL = ("scope", "evidence", "author", "made_at")
COLUMNS = (*_NEEDED, *_OPTIONAL)
# what the guard of exports puts before a text that a spreadsheet would run
_GUARDED = re.compile(r"^'(?=[^0-9A-Za-z\u4e00-\ua000])")


class CorrectionsUnreadable(Exception):
    """A file of corrections of which a line cannot be understood; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a file: the cell, the text printed there, and the text that is right.

    `scope` is that of the report, empty for any; `made_at` is UTC.
    """

    agency: str
    year: int
    address: Address
    printed: str
    right: str
    reason: str
    scope: str = ""
    evidence: str = ""
    author: str = ""
    made_at: str = ""

    @classmethod
    def at(cls, agency: str, year: int, scope: str, keys: Sequence[str], *stated: str) -> Correction:
        """A correction of the cell with these keys; `stated` are print, right text, reason, evidence and author."""
        printed, right, reason, evidence, author = stated
        return cls(agency, year, Address(*keys), printed, right, reason, scope, evidence, author)

    @property
    def takes_back(self) -> bool:
        """Whether the line says that the print is right after all."""
        return self.right == self.printed

    def fits(self, value: float | None) -> bool:
        """Whether the line gives this value."""
        return read_number(self.right).value == value


Known = Mapping[tuple[str, int], tuple[Correction, ...]]


def is_right(text: str, printed: str) -> bool:
    """Whether a text may be put in the place of a print: a number without unit, nothing, or the print itself."""
    number = read_number(text)
    return text in ("", printed) or (number.value is not None and not number.unit and not number.note)


@cache
def corrections(path: Path) -> Known:
    """All corrections of a file by agency and year; none if there is no file. Raises CorrectionsUnreadable."""
    return by_report(read_corrections(path))


def by_report(lines: Iterable[Correction]) -> Known:
    """Corrections by agency and year, in their order."""
    known: dict[tuple[str, int], list[Correction]] = {}
    for line in lines:
        known.setdefault((line.agency, line.year), []).append(line)
    return {report: tuple(of_report) for report, of_report in known.items()}


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The lines of a file, in its order; none if there is no file. Raises CorrectionsUnreadable."""
    try:
        text = decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="")
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise CorrectionsUnreadable(
            in_language("{}：缺少 {} 列。", "{}: the column {} is missing.").format(path, ", ".join(missing))
        )
    lines = []
    try:
        for row in rows:
            if any(row.get(name) for name in COLUMNS):
                lines.append(_from_row(row))
    except (ValueError, csv.Error) as error:
        raise CorrectionsUnreadable(
            in_language("{} 第 {} 行无法理解：{}", "{}, line {}, cannot be understood: {}").format(
                path, rows.line_num, error
            )
        ) from error
    return tuple(lines)


def _from_row(row: Mapping[str, str]) -> Correction:
    stated = {name: _GUARDED.sub("", row.get(name) or "") for name in COLUMNS}
    address = Address(*(stated.pop(name) for name in ("table_key", "row_key", "column_key")))
    if not is_right(stated["right"], stated["printed"]):
        raise ValueError(stated["right"])
    year = int(stated.pop("year"))
    return Correction(year=year, address=address, **stated)


def correct(
    identity: Identity, cells: Mapping[Address, Cell], known: Known | None = None
) -> tuple[dict[Address, Cell], tuple[Finding, ...]]:
    """Return the cells with this report's corrections applied, and a finding for each correction.

    A correction whose expected print is no longer there is not applied, and its finding is an error unless the report
    now prints what the correction says. `known` replaces the corrections of the program's own file.
    """
    of_report = (corrections(FILE) if known is None else known).get((identity.agency, identity.year or 0), ())
    by_address: dict[Address, list[Correction]] = {}
    for line in of_report:
        if line.scope in ("", identity.scope):
            by_address.setdefault(line.address, []).append(line)
    corrected, findings = dict(cells), []
    for address, lines in by_address.items():
        cell = cells.get(address)
        line = in_force(lines, cell.raw if cell else None)
        if line.takes_back:
            continue
        if cell is None or cell.raw != line.printed:
            if cell is None or not line.fits(cell.value):
                findings.append(_stale(line, cell))
            continue
        value = read_number(line.right).value
        state = State.NUMBER if value is not None else State.BLANK
        corrected[address] = cell._replace(value=value, state=state, corrected=True)
        findings.append(_applied(line, value))
    return corrected, tuple(findings)


def in_force(lines: Sequence[Correction], printed: str | None) -> Correction:
    """Of the lines about one cell, at least one, the last one that expects this print; the last one if none does."""
    return next((line for line in reversed(lines) if line.printed == printed), lines[-1])


def _stale(line: Correction, cell: Cell | None) -> Finding:
    return finding("correction_stale", *line.address, expected=line.printed, found=cell.raw if cell else "")


def _applied(line: Correction, value: float | None) -> Finding:
    who = " ".join(filter(None, (line.author, line.made_at and f"{line.made_at} UTC")))
    return finding(
        "corrected",
        *line.address,
        expected=plain_number(value) if value is not None else "",
        found=line.printed,
        reason="；".join(filter(None, (line.reason, line.evidence, who))),
    )


def about(known: Known, bodies: Collection[tuple[str, int]]) -> str:
    """What is known about these bodies and years, as one text to compare; empty if nothing is."""
    lines = [line for body in sorted(set(bodies)) for line in known.get(body, ())]
    return repr(lines) if lines else ""
