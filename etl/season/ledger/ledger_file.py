"""Reads a ledger of applications from the sheets of a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from etl.form import form_of_year, forms
from etl.model.document import Unreadable
from etl.readers.spreadsheet.hidden_lines import as_workbook
from etl.readers.spreadsheet.workbook_xml import SheetXml
from etl.recognise.rows.label_matching import APPLICATIONS
from etl.runtime.file_errors import reason_of
from etl.season.ledger.ledger_heads import Heads, heads
from etl.season.ledger.ledger_words import (
    EITHER,
    PATHS,
    PROLONGED,
    REVIEW,
    SUIT,
    Unclear,
    applicant,
    cases,
    day,
    is_open,
    is_prolonged,
    outcome,
)
from etl.season.row_sentences import NOTHING, Sentence, listed, ranges, sentence, together
from etl.sources.source import SIZE_LIMIT, TOO_LARGE
from etl.text.office_sheets import OfficeSheet, office_sheets

_HEADS_WITHIN = 12
_FEWEST_REPEATED = 3
_NUMBERS = ("序号", "编号", "号")


@dataclass(frozen=True, slots=True)
class Entry:
    """One application. `applicant` and `outcome` are keys of table 三, the outcome empty while it is open; `cases` pairs
    a row of table 四 with the column of its result."""

    row: int
    received: date
    applicant: str
    outcome: str
    concluded: date | None
    prolonged: bool = False
    cases: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as read; `problems` name the words that could not be understood and their rows, those of most rows first;
    there are `left_out` such rows. `remarks` say what else must
    be known of the sheets; `paths` are the rows of table 四 of which the ledger has a column, `tells_prolonged` says whether
    every sheet has one for the prolonging of terms."""

    entries: tuple[Entry, ...]
    problems: tuple[Sentence, ...] = ()
    left_out: int = 0
    remarks: tuple[Sentence, ...] = ()
    paths: frozenset[str] = frozenset(PATHS)
    tells_prolonged: bool = True


@dataclass(slots=True)
class _Reading:
    """What was read so far; `seen` names the sheet of each row, by all that it says but its number."""

    outcomes: Collection[str]
    entries: list[Entry] = field(default_factory=list)
    unclear: dict[tuple[str, Sentence], list[int]] = field(default_factory=dict)
    remarks: list[Sentence] = field(default_factory=list)
    sheets: dict[str, int] = field(default_factory=dict)
    paths: list[frozenset[str]] = field(default_factory=list)
    tells_prolonged: bool = True
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)


def read_ledger(path: Path, year: int) -> Ledger:
    """The ledger at a path. Raises Unreadable, as `ledger_in` does."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Unreadable(TOO_LARGE)
        return ledger_in(path.read_bytes(), path.name, year)
    except OSError as error:
        raise Unreadable(f"{path.name} 无法打开（{reason_of(error)}）。") from error


def ledger_in(data: bytes, name: str, year: int) -> Ledger:
    """The applications of every sheet that is shown and has the columns of a ledger (.xlsx, .xls, .ods, .csv); a row that
    another sheet has as well counts once, and so does one that is hidden. Outcomes are those of the year's form.

    Raises Unreadable, with a reason for a clerk, if the file cannot be opened or no sheet has these columns.
    """
    outcomes = {row.key for table in forms()[form_of_year(year) or "2021"].tables if table.key == APPLICATIONS
                for row in table.blocks[0].rows if row.group}  # fmt: skip
    book = as_workbook(data, name)
    reading = _Reading(outcomes, remarks=[] if book.is_known else [sentence("unknown_hidden")])
    for sheet in office_sheets(book.data, name, f"{name} 无法打开；台账请另存为 .xlsx 或 CSV。"):
        _read_sheet(reading, sheet, book.hidden.get(sheet.position, SheetXml()))
    if not reading.sheets:
        nothing = together([sentence("no_ledger", name=name), *reading.remarks])
        raise Unreadable(nothing.zh, nothing.en)
    if len(reading.sheets) > 1:
        counts = (sentence("rows_of_sheet", name=name, rows=rows) for name, rows in reading.sheets.items())
        reading.remarks.insert(0, sentence("sheets_read", count=len(reading.sheets), sheets=listed(counts)))
    paths = frozenset.intersection(*reading.paths)
    return Ledger(
        tuple(reading.entries),
        tuple(_problems(reading)),
        sum(map(len, reading.unclear.values())),
        tuple(reading.remarks),
        paths,
        reading.tells_prolonged,
    )


def _read_sheet(reading: _Reading, sheet: OfficeSheet, hidden: SheetXml) -> None:
    headings = heads(
        [[str(value) for value in row] for row in sheet.rows[:_HEADS_WITHIN]], hidden.hidden_columns
    )
    if headings is None:
        return
    if not sheet.shown:
        reading.remarks.append(sentence("hidden_sheet", name=sheet.name))
        return
    reading.remarks += _columns(sheet, headings, hidden.hidden_columns)
    reading.paths.append(_paths(headings.columns))
    reading.tells_prolonged &= PROLONGED in headings.columns
    before = len(reading.entries)
    _read_rows(reading, sheet, headings, hidden)
    reading.sheets[sheet.name] = len(reading.entries) - before
    reading.remarks += _repeated_sheets(reading.entries[:before], reading.entries[before:], sheet)


def _read_rows(reading: _Reading, sheet: OfficeSheet, headings: Heads, hidden: SheetXml) -> None:
    """The rows below the headings; those that say the same as another but for their number are told."""
    again, twice = 0, []
    numbers = [at for at, text in enumerate(sheet.rows[headings.below - 1]) if str(text).strip() in _NUMBERS]
    for line, row in enumerate(sheet.rows[headings.below :], start=headings.below + 1):
        values = {key: row[at] if at < len(row) else "" for key, at in headings.columns.items()}
        if not any(str(value).strip() for value in values.values()):
            continue
        same = tuple(str(value) for at, value in enumerate(row) if at not in numbers)
        if reading.seen.get(same, sheet.name) != sheet.name:
            again += 1
            continue
        if same in reading.seen:
            twice.append(line)
        reading.seen[same] = sheet.name
        try:
            is_hidden = line - 1 in hidden.hidden_rows
            reading.entries.append(_entry(line, values, reading.outcomes, sheet.name, is_hidden))
        except Unclear as unclear:
            reading.unclear.setdefault((sheet.name, unclear.why), []).append(line)
    if twice:
        reading.remarks.append(sentence("rows_alike", where=_of(sheet), lines=ranges(twice)))
    if again:
        reading.remarks.append(sentence("rows_on_two_sheets", name=sheet.name, count=again))


def _problems(reading: _Reading) -> Iterator[Sentence]:
    """A sentence for each thing that could not be understood, with all of its rows."""
    for (name, why), lines in sorted(reading.unclear.items(), key=lambda item: -len(item[1])):
        where = sentence("in_sheet", name=name) if len(reading.sheets) > 1 else NOTHING
        yield sentence("rows_not_counted", where=where, lines=ranges(lines), why=why)


def _repeated_sheets(
    before: Collection[Entry], entries: Collection[Entry], sheet: OfficeSheet
) -> Iterator[Sentence]:
    """A sentence for a sheet of which all may stand on the sheets before, as that of a year does beside those of its months."""
    kinds, others = (
        Counter((one.received, one.concluded, one.applicant, one.outcome, one.cases) for one in some)
        for some in (entries, before)
    )
    if len(entries) >= _FEWEST_REPEATED and kinds <= others:
        yield sentence("sheet_may_repeat", where=_of(sheet), count=len(entries))


def _paths(columns: Collection[str]) -> frozenset[str]:
    """The rows of table 四 that these columns are about."""
    if EITHER in columns:
        return frozenset(PATHS)
    suits = {path for path in PATHS if path != REVIEW} if SUIT in columns else set()
    return frozenset(suits | {path for path in PATHS if path in columns})


def _columns(sheet: OfficeSheet, headings: Heads, hidden: Collection[int]) -> Iterator[Sentence]:
    """Which columns are taken for the dates, and which of those taken are hidden."""
    row = sheet.rows[headings.below - 1]
    names = {
        key: sentence("column", letter=xl_col_to_name(at), heading=row[at])
        for key, at in headings.columns.items()
    }
    yield sentence("date_columns", where=_of(sheet), received=names["received"], concluded=names["concluded"])
    if used := [names[key] for key, at in headings.columns.items() if at in hidden]:
        yield sentence("hidden_columns", where=_of(sheet), columns=listed(used))


def _of(sheet: OfficeSheet) -> Sentence:
    return sentence("of_sheet", name=sheet.name) if sheet.name else NOTHING


def _entry(
    number: int, values: Mapping[str, object], outcomes: Collection[str], sheet: str, is_hidden: bool
) -> Entry:
    received, concluded = day(values["received"]), day(values["concluded"])
    if received is None:
        raise Unclear("not_received")
    if concluded is not None and concluded < received:
        raise Unclear("concluded_before_received", concluded=concluded, received=received)
    stated = str(values["outcome"]).strip()
    if concluded is None and not is_open(stated):
        raise Unclear("outcome_without_day", text=stated)
    return Entry(
        number,
        received,
        applicant(str(values["applicant"])),
        outcome(stated, outcomes) if concluded else "",
        concluded,
        is_prolonged(values.get(PROLONGED, "")),
        cases(values),
        sheet,
        is_hidden,
    )
