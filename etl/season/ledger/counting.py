"""Tables 三 and 四 from a ledger of applications (台账): one row per application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from etl.form import form_of_year, table_addresses
from etl.model.report import Address
from etl.season.ledger.holidays import Calendar, published
from etl.season.ledger.ledger_file import Entry, Ledger
from etl.season.ledger.ledger_words import PATHS
from etl.season.row_sentences import Sentence, listed, ranges, sentence, together

APPLICATIONS, REVIEW = "applications", "review_litigation"
# Article 33: an answer within 20 working days, once prolonged by at most as many; 15 before the regulation was revised
_DAYS, _DAYS_BEFORE = 20, 15
_REVISED = date(2019, 5, 15)


@dataclass(frozen=True, slots=True)
class Late:
    """An application answered, or at the end of the year still open, after the time that the law gives.

    `days` are working days after the day of receipt; `at_most`, if the public holidays of a year in between are not known
    and could not be taken off.
    """

    row: int
    received: date
    concluded: date | None
    days: int
    sheet: str = ""
    at_most: bool = False

    @property
    def stated(self) -> str:
        """The working days as a paper states them."""
        return f"至多 {self.days}" if self.at_most else str(self.days)


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """The cells of tables 三 and 四 as the ledger gives them, None where it has no column that would say. `left_out` counts
    rows that could not be placed, which `problems` name, so that every figure may lack so many; `late` are late replies, which the form does not
    show, and `late_basis` says how they were counted; `remarks` say what else must be known of the figures."""

    cells: Mapping[Address, float | None]
    entries: int
    left_out: int
    late: tuple[Late, ...]
    late_basis: Sentence
    remarks: tuple[Sentence, ...] = ()
    problems: tuple[Sentence, ...] = ()

    @property
    def figures(self) -> dict[Address, float]:
        """The cells that the ledger gives."""
        return {address: value for address, value in self.cells.items() if value is not None}


def tables(ledger: Ledger, year: int, calendar: Calendar | None = None) -> LedgerTables:
    """Count what was open or received in `year`: applications of earlier years that were concluded before do not count.
    Working days are those of the calendar, of the published one if none is given."""
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
    late = tuple(_late(of_year, year, calendar or published()))
    basis = together(_late_basis(late, ledger.tells_prolonged))
    remarks = (*ledger.remarks, *_remarks(ledger, year, of_year))
    return LedgerTables(cells, len(of_year), ledger.left_out, late, basis, remarks, ledger.problems)


def _remarks(ledger: Ledger, year: int, of_year: Collection[Entry]) -> Iterator[Sentence]:
    """What a reader of the figures must know of rows that are not in them, and of columns that the ledger lacks."""
    yield from _hidden(of_year)
    others = [entry for entry in ledger.entries if not _counts(entry, year)]
    if others:
        yield sentence("other_years", count=len(others), year=year)
    elsewhere = [entry for entry in others if entry.cases and entry.received.year <= year]
    if elsewhere:
        lines = ranges([entry.row for entry in elsewhere])
        yield sentence("cases_of_other_years", lines=lines, year=year)
    if later := sum(
        bool(entry.cases) and entry.concluded is not None and entry.concluded.year > year for entry in of_year
    ):
        yield sentence("concluded_later", count=later, year=year)
    if lacking := [path for path in PATHS if path not in ledger.paths]:
        yield sentence("no_column_of", names=listed(map(sentence, lacking)))


def _hidden(entries: Collection[Entry]) -> Iterator[Sentence]:
    """A sentence for each sheet of which hidden rows are counted."""
    rows: dict[str, list[int]] = {}
    for entry in entries:
        if entry.hidden:
            rows.setdefault(entry.sheet, []).append(entry.row)
    for sheet, numbers in rows.items():
        yield sentence("hidden_rows", name=sheet, count=len(numbers), lines=ranges(numbers))


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


def _late(entries: Collection[Entry], year: int, calendar: Calendar) -> Iterator[Late]:
    working_days = calendar.counter()
    for entry in entries:
        end = entry.concluded or min(date(year, 12, 31), date.today())
        days = working_days.between(entry.received, end)
        term = _DAYS_BEFORE if end < _REVISED else _DAYS
        if days > (2 * term if entry.prolonged else term):
            unknown = not calendar.knows(entry.received, end)
            yield Late(entry.row, entry.received, entry.concluded, days, entry.sheet, unknown)


def _late_basis(late: Collection[Late], tells_prolonged: bool) -> Iterator[Sentence]:
    """How late replies were counted, and what a reader must take off by hand."""
    yield sentence("late_basis")
    if not tells_prolonged:
        yield sentence("none_prolonged")
    if any(one.at_most for one in late):
        yield sentence("at_most")
