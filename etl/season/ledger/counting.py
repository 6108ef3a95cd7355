"""Tables 三 and 四 from a ledger of applications (台账): one row per application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from etl.form import form_of_year, table_addresses
from etl.model.report import Address
from etl.season.ledger.ledger_file import Entry, Ledger
from etl.season.ledger.ledger_words import AFTER_REVIEW, DIRECT, PATHS
from etl.season.ledger.ledger_words import REVIEW as REVIEWED

APPLICATIONS, REVIEW = "applications", "review_litigation"
# Article 33: an answer within 20 working days, once prolonged by at most 20
_DAYS, _DAYS_PROLONGED = 20, 40
_SATURDAY = 5
_MOST_NAMED = 20
_PATH_NAMES = {REVIEWED: "行政复议", DIRECT: "未经复议直接起诉", AFTER_REVIEW: "复议后起诉"}


@dataclass(frozen=True, slots=True)
class Late:
    """An application answered, or at the end of the year still open, after the time that the law gives.

    `days` are working days from Monday to Friday; public holidays are not known and not taken off.
    """

    row: int
    received: date
    concluded: date | None
    days: int
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """The cells of tables 三 and 四 as the ledger gives them, None where it has no column that would say. `left_out` counts
    rows that could not be placed, so that every figure may lack so many; `late` are late replies, which the form does not
    show; `remarks` say what else must be known of the figures."""

    cells: Mapping[Address, float | None]
    entries: int
    left_out: int
    late: tuple[Late, ...]
    remarks: tuple[str, ...] = ()

    @property
    def figures(self) -> dict[Address, float]:
        """The cells that the ledger gives."""
        return {address: value for address, value in self.cells.items() if value is not None}


def tables(ledger: Ledger, year: int) -> LedgerTables:
    """Count what was open or received in `year`: applications of earlier years that were concluded before do not count."""
    form = form_of_year(year) or "2021"
    counted: Counter[Address] = Counter()
    of_year = [entry for entry in ledger.entries if _counts(entry, year)]
    for entry in of_year:
        for row in _rows(entry, year):
            for column in (entry.applicant, "total"):
                counted[Address(APPLICATIONS, row, column)] += 1
        for path, result in entry.cases:
            for column in (result, "total"):
                counted[Address(REVIEW, path, column)] += 1
    addresses = (address for table in (APPLICATIONS, REVIEW) for address in table_addresses(form, table))
    cells = {
        address: float(counted[address])
        if address.table == APPLICATIONS or address.row in ledger.paths
        else None
        for address in addresses
    }
    late = tuple(late for entry in of_year if (late := _late(entry, year)) is not None)
    remarks = (*ledger.remarks, *_remarks(ledger, year, of_year))
    return LedgerTables(cells, len(of_year), len(ledger.problems), late, remarks)


def _remarks(ledger: Ledger, year: int, of_year: Collection[Entry]) -> Iterator[str]:
    """What a reader of the figures must know of rows that are not in them, and of columns that the ledger lacks."""
    others = [entry for entry in ledger.entries if not _counts(entry, year)]
    if others:
        yield f"{len(others)} 行不属于 {year} 年（以前已办结，或以后收到），没有计入。"
    elsewhere = [entry for entry in others if entry.cases and entry.received.year <= year]
    if elsewhere:
        rows = "、".join(str(entry.row) for entry in elsewhere[:_MOST_NAMED])
        yield f"第 {rows} 行的申请以前已办结而有复议、诉讼结果，台账没有写是哪年的结果，没有计入表四；{year} 年审结的请自行补上。"
    if later := sum(
        bool(entry.cases) and entry.concluded is not None and entry.concluded.year > year for entry in of_year
    ):
        yield f"{later} 件在 {year} 年以后办结，它们的复议、诉讼结果也已计入表四，请核对。"
    if lacking := [path for path in PATHS if path not in ledger.paths]:
        names = "、".join(_PATH_NAMES[path] for path in lacking)
        yield f"台账没有“{names}”的列，表四的这些行留空，请另行填写。"


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
    return Late(entry.row, entry.received, entry.concluded, days, entry.sheet) if days > allowed else None


def _working_days(start: date, end: date) -> int:
    """Days from Monday to Friday after `start`, up to and with `end`."""
    weeks, rest = divmod(max(0, (end - start).days), 7)
    days = (start + timedelta(weeks * 7 + offset) for offset in range(1, rest + 1))
    return weeks * 5 + sum(day.weekday() < _SATURDAY for day in days)
