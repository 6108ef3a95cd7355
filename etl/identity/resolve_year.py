"""The year that a report is about, and when it was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from etl.identity import year_patterns
from etl.identity.clues import Clues
from etl.identity.evidence import Record
from etl.identity.year_patterns import Stated
from etl.model.report import Severity
from etl.text.comparable import plain


class _Taken(NamedTuple):
    year: int
    source: str
    quote: str


def resolve_year(clues: Clues, stated: Mapping[str, str], record: Record) -> int | None:
    """The year of the manifest, else of the title, of a stated period, of metadata or the path, else the year
    before the report was issued. None where the report is of a part of a year or of several years, and, with a
    finding, where nothing tells."""
    if clues.other_period and not stated.get("year"):
        return None
    firm = list(_firm_statements(clues))
    taken = (
        _from_manifest(stated) or _from_firm(firm) or _from_weak(clues, record) or _from_issue(clues, record)
    )
    if taken is None:
        record.report("year_unknown")
        return None
    record.cite("year", *taken)
    _compare_statements(taken, firm, record)
    _compare_issue(taken, firm, clues, record)
    return taken.year


def published_on(clues: Clues, stated: Mapping[str, str], record: Record) -> str:
    """The date of publication (YYYY-MM-DD) of the manifest or the report; empty where neither tells."""
    given = year_patterns.of_metadata(plain(stated.get("published_on", "")))
    if given:
        record.cite("published_on", given.value, "manifest", stated["published_on"])
        return given.value
    if clues.issued:
        record.cite("published_on", clues.issued.value, clues.issued_from, clues.issued.quote)
        return clues.issued.value
    return ""


def _firm_statements(clues: Clues) -> Iterator[tuple[str, Stated]]:
    """Years that the report itself states, the best source first."""
    if clues.page and clues.page.year:
        yield "title", clues.page.year
    if clues.meta and clues.meta.year:
        yield "metadata", clues.meta.year
    if clues.period:
        yield "text", clues.period


def _from_manifest(stated: Mapping[str, str]) -> _Taken | None:
    year = stated.get("year", "")
    return _Taken(int(year[:4]), "manifest", year) if year[:4].isdigit() else None


def _from_firm(firm: list[tuple[str, Stated]]) -> _Taken | None:
    return _Taken(firm[0][1].year, firm[0][0], firm[0][1].quote) if firm else None


def _from_weak(clues: Clues, record: Record) -> _Taken | None:
    in_file_name = (clues.file and clues.file.year) or clues.file_year
    weak = (("text", clues.opening), ("folder", clues.folder_year), ("file_name", in_file_name))
    for source, statement in weak:
        if statement:
            record.report("year_weak", found=statement.quote, sources=(source,))
            return _Taken(statement.year, source, statement.quote)
    return None


def _from_issue(clues: Clues, record: Record) -> _Taken | None:
    if clues.issued:
        record.report("year_weak", found=clues.issued.quote, variant="issued")
        return _Taken(clues.issued.year - 1, clues.issued_from, clues.issued.quote)
    if month := clues.signed_month:
        record.report("year_weak", found=month.quote, variant="issued")
        return _Taken(month.year - 1, "text", month.quote)
    return None


def _compare_statements(taken: _Taken, firm: list[tuple[str, Stated]], record: Record) -> None:
    for source, statement in firm:
        if statement.year != taken.year:
            record.report(
                "year_disagrees",
                str(taken.year),
                statement.quote[:80],
                sources=(taken.source, source),
                other_year=str(statement.year),
            )
        elif source != taken.source:
            record.cite("year", statement.year, source, statement.quote)


def _compare_issue(taken: _Taken, firm: list[tuple[str, Stated]], clues: Clues, record: Record) -> None:
    """A report is issued in the year after the one that it is about."""
    if not clues.issued or clues.issued.year - 1 == taken.year:
        return
    backed = taken.source == "manifest" or any(
        source == "text" and statement.year == taken.year for source, statement in firm
    )
    record.report(
        "year_disagrees",
        str(taken.year + 1),
        clues.issued.value,
        Severity.NOTICE if backed else None,
        variant="issued",
        year=str(taken.year),
    )
