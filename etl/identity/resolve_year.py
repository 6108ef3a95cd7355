"""The year that a report is about, and when it was published, out of what the clues say."""

from __future__ import annotations

from collections.abc import Mapping

from etl.identity import year_patterns
from etl.identity.clues import Clues
from etl.identity.evidence import Record
from etl.model.report import Severity
from etl.text.comparable import plain


def filed_year(clues: Clues, stated: Mapping[str, str], record: Record) -> int | None:
    """Title, else stated period, else metadata or path, else the year before the issue."""
    said: list[tuple[str, year_patterns.Stated]] = []
    if clues.page and clues.page.year:
        said.append(("title", clues.page.year))
    if clues.meta and clues.meta.year:
        said.append(("metadata", clues.meta.year))
    if clues.period:
        said.append(("text", clues.period))
    weak = [("folder", clues.folder_year), ("file_name", (clues.file and clues.file.year) or clues.file_year)]
    issue = clues.issued.year - 1 if clues.issued else None
    year: int | None = None
    source = quote = ""
    if stated.get("year", "")[:4].isdigit():
        year, source, quote = int(stated["year"][:4]), "manifest", stated["year"]
    elif said:
        year, source, quote = said[0][1].year, said[0][0], said[0][1].quote
    else:
        for place, one in weak:
            if one:
                year, source, quote = one.year, place, one.quote
                record.found("year_weak", found=one.quote, sources=(place,))
                break
        else:
            if issue is not None and clues.issued:
                year, source, quote = issue, clues.issued_from, clues.issued.quote
                record.found("year_weak", found=quote, variant="issued")
    if year is None:
        record.found("year_unknown")
        return None
    record.took("year", year, source, quote)
    for place, one in said:
        if one.year != year:
            quoted = one.quote[:80]
            record.found(
                "year_disagrees", str(year), quoted, sources=(source, place), other_year=str(one.year)
            )
        elif place != source:
            record.took("year", one.year, place, one.quote)
    if issue is not None and issue != year and clues.issued:
        backed = any(place == "text" and one.year == year for place, one in said) or source == "manifest"
        severity = Severity.NOTICE if backed else None
        issued_on = clues.issued.value
        record.found("year_disagrees", str(year + 1), issued_on, severity, variant="issued", year=str(year))
    return year


def published_on(clues: Clues, stated: Mapping[str, str], record: Record) -> str:
    given = year_patterns.of_metadata(plain(stated.get("published_on", "")))
    if given:
        record.took("published_on", given.value, "manifest", stated["published_on"])
        return given.value
    if clues.issued:
        record.took("published_on", clues.issued.value, clues.issued_from, clues.issued.quote)
        return clues.issued.value
    return ""
