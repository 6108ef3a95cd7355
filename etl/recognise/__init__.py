"""Recognises the official form in a document: which row a line is, and which cell a figure belongs to.

`scan` reads the document as one stream of printed rows, `assemble` makes the cells of the form from what it found.
"""

from __future__ import annotations

from collections import Counter

from etl.model.document import Document
from etl.recognise.absence import with_reasons
from etl.recognise.assemble import STATISTICS, Recognised, assemble
from etl.recognise.prose_tables import read_prose_table
from etl.recognise.rows.label_matching import APPLICATIONS, DISCLOSURE, REVIEW
from etl.recognise.rows.row_stream import printed_rows
from etl.recognise.rows.scan_state import RecognisedRow, ScanResult
from etl.recognise.rows.transposed import transposed_grids
from etl.recognise.scan import scan
from etl.recognise.sections import narratives
from etl.recognise.stacked_headings import read_stacked_review

__all__ = ["Recognised", "narratives", "recognise", "tables_printed"]
# a table with fewer readable rows may be printed transposed or as prose
_FEWEST_ROWS = {DISCLOSURE: 1, APPLICATIONS: 5, REVIEW: 1}


def recognise(document: Document, year: int | None) -> Recognised:
    """The cells of the form's tables, with findings. `year` decides only what the labels leave open."""
    rows = list(printed_rows(document))
    result = scan(rows)
    _read_transposed(document, result)
    for table in _missing(result):
        if in_prose := read_prose_table(document, table):
            _replace_rows(result, table, in_prose)
    if REVIEW in _missing(result) and (stacked := read_stacked_review(rows)):
        _replace_rows(result, REVIEW, stacked)
    return with_reasons(assemble(result, year), document, rows, year)


def tables_printed(document: Document) -> frozenset[str]:
    """The keys of the form's tables of which the document prints more than a row or two, `statistics` among them."""
    result = scan(printed_rows(document))
    rows = Counter(row.table for row in result.rows)
    printed = {table for table, fewest in _FEWEST_ROWS.items() if rows[table] >= fewest}
    return frozenset(printed | ({STATISTICS} if result.statistics else set()))


def _read_transposed(document: Document, result: ScanResult) -> None:
    missing = _missing(result)
    transposed = transposed_grids(document, missing) if missing else None
    if transposed is None or not transposed.blocks:
        return
    upright = scan(printed_rows(transposed)).rows
    for table in missing:
        rows = [row for row in upright if row.table == table]
        if len(rows) >= _FEWEST_ROWS[table]:
            _replace_rows(result, table, rows)


def _missing(result: ScanResult) -> list[str]:
    """Tables of which too few rows could be read."""
    return [table for table, fewest in _FEWEST_ROWS.items() if _count_readable(result, table) < fewest]


def _count_readable(result: ScanResult, table: str) -> int:
    return sum(row.table == table and row.pieces is not None for row in result.rows)


def _replace_rows(result: ScanResult, table: str, rows: list[RecognisedRow]) -> None:
    result.rows = [row for row in result.rows if row.table != table] + rows
