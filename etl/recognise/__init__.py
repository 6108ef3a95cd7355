"""Recognises the official form in a document: which line is which row, which figure stands in which cell."""

from __future__ import annotations

from etl.model.document import Document
from etl.recognise.assemble import Recognised, assemble
from etl.recognise.prose_tables import spoken
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.row_stream import printed_rows
from etl.recognise.rows.scan_state import Scan
from etl.recognise.rows.transposed import turned
from etl.recognise.scan import scan
from etl.recognise.sections import narratives

__all__ = ["Recognised", "narratives", "recognise"]
# a table of which fewer rows could be read may be printed with rows and columns exchanged, or told in words
_FEWEST = {DISCLOSURE: 1, APPLICATIONS: 5, REVIEW: 1}


def recognise(document: Document, year: int | None) -> Recognised:
    """The three tables of the form as cells with findings. `year` only decides what labels leave open."""
    seen = scan(printed_rows(document))
    missing = [table for table, fewest in _FEWEST.items() if _read(seen, table) < fewest]
    if missing and (lying := turned(document, missing)).blocks:
        found = scan(printed_rows(lying)).found
        for table in missing:
            upright = [row for row in found if row.table == table]
            if len(upright) >= _FEWEST[table]:
                seen.found = [row for row in seen.found if row.table != table] + upright
    for table in missing:
        if _read(seen, table) < _FEWEST[table] and (told := spoken(document, table)):
            seen.found = [row for row in seen.found if row.table != table] + told
    return assemble(seen, year)


def _read(seen: Scan, table: str) -> int:
    return sum(row.table == table and row.pieces is not None for row in seen.found)
