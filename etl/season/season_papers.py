"""What the dashboard offers of the season: each paper by its key, on the same code as the commands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb

from etl.model.document import Unreadable
from etl.season import rollup_word, rollup_workbook, score_workbook
from etl.season.circular import gather
from etl.season.circular import to_docx as circular_to_docx
from etl.season.fill_in.template import blanks, file_name
from etl.season.fill_in.template_workbook import to_xlsx as template_to_xlsx
from etl.season.follow_up import return_list, store
from etl.season.follow_up.current import findings_of, followed_in
from etl.season.follow_up.store import Change, FollowState
from etl.season.ledger import ledger_papers
from etl.season.ledger.counting import Late, tables
from etl.season.ledger.holidays import calendar_of
from etl.season.ledger.ledger_file import ledger_in
from etl.season.reminders import reminders, to_zip
from etl.season.rollup import draft_rollup
from etl.season.row_sentences import Sentence, sentence, together
from etl.season.score import read_rubric, scores

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Place:
    """What papers are made of: an open version, the folder of its warehouse, names of regions from the province on, a year. With
    `both`, workbooks have English below the Chinese; official documents are in Chinese."""

    con: duckdb.DuckDBPyConnection
    warehouse: Path
    area: tuple[str, ...]
    year: int
    both: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: the ending and the type of its file, and what makes it; None where there is nothing to write.

    One that `needs_area` is about one government and not about all that are loaded.
    """

    ending: str
    mime: str
    make: Callable[[Place], bytes | None]
    needs_area: bool = False


def _rollup_workbook(place: Place) -> bytes | None:
    rollup = draft_rollup(place.con, place.area, place.year)
    return rollup_workbook.to_xlsx(rollup, place.both) if rollup.parts else None


def _rollup_form(place: Place) -> bytes | None:
    rollup = draft_rollup(place.con, place.area, place.year)
    return rollup_word.to_docx(rollup) if rollup.parts else None


def _templates(place: Place) -> bytes | None:
    """Forms for the year after, of the bodies of the area."""
    forms = blanks(place.con, place.year + 1, (), place.area)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for blank in forms:
            archive.writestr(file_name(blank), template_to_xlsx(blank, both=place.both))
    return out.getvalue() if forms else None


def _circular(place: Place) -> bytes | None:
    circular = gather(place.con, place.area, place.year)
    return circular_to_docx(circular) if circular.expected or circular.with_errors else None


def _returns(place: Place) -> bytes | None:
    findings = findings_of(place.con, place.area, place.year)
    followed = followed_in(place.con, store.read_followed(place.warehouse), place.area, place.year)
    return return_list.to_xlsx(findings, followed) if findings or followed else None


def _reminders(place: Place) -> bytes | None:
    due = reminders(place.con, place.area, place.year, store.read_followed(place.warehouse))
    return to_zip(due) if due else None


def _score(place: Place) -> bytes | None:
    rubric = read_rubric()
    scored = scores(place.con, place.area, place.year, rubric, store.read_followed(place.warehouse))
    return score_workbook.to_xlsx(scored, rubric, place.year) if scored else None


SEASON_PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        "templates": Paper("zip", "application/zip", _templates),
        "rollup_workbook": Paper("xlsx", _XLSX, _rollup_workbook, needs_area=True),
        "rollup_form": Paper("docx", _DOCX, _rollup_form, needs_area=True),
        "circular": Paper("docx", _DOCX, _circular, needs_area=True),
        "returns": Paper("xlsx", _XLSX, _returns),
        "reminders": Paper("zip", "application/zip", _reminders),
        "score": Paper("xlsx", _XLSX, _score),
    }
)


def mark_sent(place: Place, who: str) -> int:
    """Record the findings of the area and year that are still to be sent as sent; how many. Raises StoreFailed."""
    followed = store.read_followed(place.warehouse)
    changes = [
        Change(one.about, FollowState.SENT, seen=0)
        for one in findings_of(place.con, place.area, place.year)
        if one.about.code not in followed
    ]
    return len(changes) - len(store.write_followed(place.warehouse, changes, who, "page"))


@dataclass(frozen=True, slots=True)
class LedgerPapers:
    """Tables 三 and 四 of a ledger as files by their ending: how many applications are in them, how many rows
    were not counted, a sentence for each thing in them that was not understood, what else must be known, the late replies with how they were counted."""

    files: Mapping[str, bytes]
    counted: int
    left_out: int
    problems: tuple[Sentence, ...]
    remarks: tuple[Sentence, ...]
    late: tuple[Late, ...]
    late_basis: Sentence


def papers_of_ledger(data: bytes, name: str, agency: str, year: int, warehouse: Path) -> LedgerPapers:
    """Tables 三 and 四 of a ledger as .xlsx and .docx, with the office's own holidays of a warehouse, if there are any.

    Raises Unreadable, also if no application is of the year."""
    ledger = ledger_in(data, name, year)
    counted = tables(ledger, year, calendar_of(warehouse))
    if not counted.entries:
        nothing = sentence("none_of_year", name=name, year=year)
        nothing = together([nothing, *ledger.problems[:1], *counted.remarks])
        raise Unreadable(nothing.zh, nothing.en)
    files = {
        "xlsx": ledger_papers.to_xlsx(counted, agency, year),
        "docx": ledger_papers.to_docx(counted, agency, year),
    }
    return LedgerPapers(
        files,
        counted.entries,
        counted.left_out,
        counted.problems,
        counted.remarks,
        counted.late,
        counted.late_basis,
    )


def area_names(names: Sequence[str]) -> tuple[str, ...]:
    """Province, prefecture and county without blanks; a municipality counts once."""
    return tuple(dict.fromkeys(name for name in names if name))
