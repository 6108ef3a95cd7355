"""Whether an agency named by a recognised title is named so elsewhere, since recognition may misread one character."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.identity import agencies, register
from etl.identity.agencies import Agency
from etl.identity.agency_patterns import read_agency
from etl.identity.clues import Clues
from etl.identity.evidence import Record
from etl.model.document import Document
from etl.model.report import Severity

_RECOGNISED = ("recognised", "recognised_before")
_PAGE = re.compile(r"p(\d+)@")


def doubt_recognised(
    document: Document, clues: Clues, stated: Mapping[str, str], agency: Agency, record: Record
) -> None:
    """Reports a name that only a recognised title gives: as a notice where region and kind are known, else as a warning.

    The narrative, the HTML title, the file's name or a folder confirm it; a file's name that differs is a contradiction.
    """
    name = clues.page.agency if clues.page else ""
    if not name or stated.get("agency") or not _is_recognised(document):
        return
    in_file = clues.file.agency if clues.file else ""
    if in_file and _lineage(read_agency(in_file, clues.folders)) != _lineage(agency):
        record.report("agency_disagrees", name, in_file, sources=("title", "file_name"))
    elif not (in_file or _is_named_again(name, agency, clues)):
        is_known = agency.central or (agency.location.certain and bool(agency.kinds))
        severity = Severity.NOTICE if is_known else Severity.WARNING
        record.report("agency_recognised", found=name, severity=severity)


def _is_recognised(document: Document) -> bool:
    """Whether the first printed page of the report was recognised from a picture."""
    first = next((match[1] for one in document.paragraphs if (match := _PAGE.match(one.locator))), "")
    return any(note.kind in _RECOGNISED and first in note.page.split("、") for note in document.notes)


def _is_named_again(name: str, agency: Agency, clues: Clues) -> bool:
    """Whether text beside the title, the HTML title or a folder names the same agency in the same characters."""
    own = agency.bare_name if len(agency.bare_name) > 2 else name
    elsewhere = (clues.meta.agency if clues.meta else "", clues.folder_agency)
    return clues.text.count(own) > 1 or any(own in other for other in elsewhere)


def _lineage(agency: Agency) -> str:
    return register.lineage_key(agencies.identifying_name(agency))
