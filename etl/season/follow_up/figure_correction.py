"""Figures corrected by people: lines put at the end of the warehouse's corrections.csv, each also in the audit log.

Loads apply them (`etl.checks.corrections`); what is loaded already stays as it is until then.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import duckdb

from etl.checks.corrections import (
    COLUMNS,
    NAME,
    Correction,
    CorrectionsUnreadable,
    in_force,
    is_right,
    read_corrections,
)
from etl.checks.sums import cannot_hold
from etl.export.spreadsheet_guard import guard
from etl.season.follow_up.store import MOST_NAME, MOST_NOTE, StoreFailed, writing
from etl.season.questions import ask
from etl.text.numbers import read_number
from etl.warehouse.versions import flush

_LOGGED = (
    "logged_at, how, agency, year, address, printed, right_text, reason, scope, evidence, author, made_at"
)


class NotCorrected(Exception):
    """A correction that is incomplete or no number; the argument names what is wrong: `right`, `impossible`,
    `reason`, `author` or `same`."""


class Standing(StrEnum):
    """How a version stands to the corrections of one of its cells."""

    NONE = "none"
    IN_FORCE = "in_force"
    # the next load applies the last correction, or takes one back
    PENDING = "pending"
    # the corrections are about another print of the figure
    OTHER_PRINT = "other_print"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a current report. `raw` is None if the report's form has no such cell; `root` is what was loaded."""

    report_id: str
    scope: str
    root: str
    raw: str | None
    corrected: bool | None
    value: float | None


def printed_cells(
    con: duckdb.DuckDBPyConnection, agency: str, year: int, cell: Sequence[str]
) -> list[PrintedCell]:
    """What the current reports of a body and year, one per scope, print in a cell (table, row, column)."""
    table, row, column = cell
    rows = ask(con, "printed_cell", agency=agency, year=year, table=table, row=row, column=column)
    return [PrintedCell(*values) for values in rows]


def corrections_of(
    warehouse: Path, agency: str, year: int, scope: str, address: str
) -> tuple[Correction, ...]:
    """The corrections of one figure, oldest first; `address` is `table.row.column`. Raises StoreFailed."""
    return _about(_lines(warehouse), agency, year, scope, address)


def standing_of(
    history: Sequence[Correction], printed: str, is_corrected: bool, value: float | None
) -> Standing:
    """What the corrections of a figure, oldest first, mean for a cell with this print and value."""
    if not history:
        return Standing.NONE
    line = in_force(history, printed)
    if line.printed != printed:
        return Standing.NONE if line.takes_back or line.fits(value) else Standing.OTHER_PRINT
    if line.takes_back:
        return Standing.PENDING if is_corrected else Standing.NONE
    return Standing.IN_FORCE if is_corrected and line.fits(value) else Standing.PENDING


def correct_figure(warehouse: Path, line: Correction, seen: int, how: str) -> bool:
    """Put a correction into the file, with the present time; False, and nothing is written, if the figure has by now
    another number of corrections than the writer has `seen`.

    Waits for another writer; a writer that dies leaves the file whole, with or without the line. Raises NotCorrected for
    a line that says too little, StoreFailed if the file or the audit log cannot be written.
    """
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    added = replace(_checked(line), made_at=now)
    try:
        with writing(warehouse) as con:
            lines = _lines(warehouse)
            before = _about(lines, line.agency, line.year, line.scope, ".".join(line.address))
            if len(before) != seen:
                return False
            if before and before[-1].printed == added.printed and before[-1].right == added.right:
                raise NotCorrected("same")
            _log(con, lines, now, "file")
            _log(con, [added], now, how)
            _write(warehouse / NAME, (*lines, added))
    except OSError as error:
        raise StoreFailed(str(error)) from error
    return True


def _checked(line: Correction) -> Correction:
    """The line in plain spelling. Raises NotCorrected."""
    right = line.right
    if right != line.printed:
        right = unicodedata.normalize("NFKC", right).strip()
        if not is_right(right, line.printed):
            raise NotCorrected("right")
        value = read_number(right).value
        if value is not None and cannot_hold(line.address, value):
            raise NotCorrected("impossible")
    texts = {name: getattr(line, name).strip() for name in ("reason", "evidence", "author")}
    if not texts["reason"] or not texts["author"]:
        raise NotCorrected("reason" if texts["author"] else "author")
    return replace(
        line,
        right=right,
        reason=texts["reason"][:MOST_NOTE],
        evidence=texts["evidence"][:MOST_NOTE],
        author=texts["author"][:MOST_NAME],
    )


def _lines(warehouse: Path) -> tuple[Correction, ...]:
    try:
        return read_corrections(warehouse / NAME)
    except (CorrectionsUnreadable, OSError) as error:
        raise StoreFailed(str(error)) from error


def _about(
    lines: Sequence[Correction], agency: str, year: int, scope: str, address: str
) -> tuple[Correction, ...]:
    return tuple(
        line
        for line in lines
        if (line.agency, line.year, ".".join(line.address)) == (agency, year, address)
        and line.scope in ("", scope)
    )


def _log(con: sqlite3.Connection, lines: Sequence[Correction], now: str, how: str) -> None:
    """Put lines into the audit log unless it has them: what was written into the file by hand is then there, too."""
    for line in lines:
        values = _values(line)
        known = con.execute(
            "select 1 from corrections where (agency, year, address, printed, right_text, reason, scope, evidence, author,"
            " made_at) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        ).fetchone()
        if not known:
            marks = ", ".join("?" * (len(values) + 2))
            con.execute(f"insert into corrections ({_LOGGED}) values ({marks})", [now, how, *values])


def _values(line: Correction) -> list[object]:
    agency, year, address, *rest = astuple(line)
    return [agency, year, ".".join(address), *rest]


def _write(path: Path, lines: Sequence[Correction]) -> None:
    """Replace the file in one step: whoever reads it finds the old or the new one."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for line in lines:
        stated = {**dict(zip(("table_key", "row_key", "column_key"), line.address, strict=True))}
        writer.writerow([guard(stated.get(name) or getattr(line, name, "")) for name in COLUMNS])
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(out.getvalue().encode("utf-8-sig"))
    flush(part)
    part.replace(path)
    flush(path.parent)
