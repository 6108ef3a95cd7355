"""Tables 三 and 四 from a ledger of applications (台账): one row per application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.form import form_of_year, table_addresses
from etl.model.report import Address
from etl.season.ledger_file import Entry

APPLICATIONS, REVIEW = "applications", "review_litigation"
# Article 33: an answer within 20 working days, once prolonged by at most 20
_DAYS, _DAYS_PROLONGED = 20, 40
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Late:
    """An application answered, or at the end of the year still open, after the time that the law gives.

    `days` are working days from Monday to Friday; public holidays are not known and not taken off.
    """

    row: int
    received: date
    concluded: date | None
    days: int


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """The cells of tables 三 and 四 as the ledger gives them. `left_out` counts rows that could not be placed, so that
    every figure may lack so many; `late` are late replies, which the form does not show."""

    cells: Mapping[Address, float]
    entries: int
    left_out: int
    late: tuple[Late, ...]


def tables(entries: Sequence[Entry], year: int, left_out: int = 0) -> LedgerTables:
    """Count what was open or received in `year`: applications of earlier years that were concluded before do not count."""
    form = form_of_year(year) or "2021"
    counted: Counter[Address] = Counter()
    of_year = [entry for entry in entries if _counts(entry, year)]
    for entry in of_year:
        for row in _rows(entry, year):
            for column in (entry.applicant, "total"):
                counted[Address(APPLICATIONS, row, column)] += 1
        for path, result in entry.cases:
            for column in (result, "total"):
                counted[Address(REVIEW, path, column)] += 1
    addresses = (address for table in (APPLICATIONS, REVIEW) for address in table_addresses(form, table))
    late = tuple(late for entry in of_year if (late := _late(entry, year)) is not None)
    return LedgerTables(
        {address: float(counted[address]) for address in addresses}, len(of_year), left_out, late
    )


def _counts(entry: Entry, year: int) -> bool:
    if entry.received.year > year:
        return False
    return entry.received.year == year or entry.concluded is None or entry.concluded.year >= year


def _rows(entry: Entry, year: int) -> Iterator[str]:
    """The rows of table 三 that an application is counted in."""
    yield "received_new" if entry.received.year == year else "carried_in"
    if entry.concluded is None or entry.concluded.year > year:
        yield "carried_out"
    else:
        yield entry.outcome
        yield "concluded_total"


def _late(entry: Entry, year: int) -> Late | None:
    end = entry.concluded or date(year, 12, 31)
    days = _working_days(entry.received, end)
    allowed = _DAYS_PROLONGED if entry.prolonged else _DAYS
    return Late(entry.row, entry.received, entry.concluded, days) if days > allowed else None


def _working_days(start: date, end: date) -> int:
    """Days from Monday to Friday after `start`, up to and with `end`."""
    weeks, rest = divmod(max(0, (end - start).days), 7)
    days = (start + timedelta(weeks * 7 + offset) for offset in range(1, rest + 1))
    return weeks * 5 + sum(day.weekday() < _SATURDAY for day in days)
