"""Builds a new database version in full, from staged rows and from the version before it.

Everything is derived beside the new file and written to it once, in its final order, so that the file holds nothing
that was moved or removed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from etl.checks.cross_report import evaluate
from etl.checks.cross_report.steps import hold_few
from etl.warehouse.create import create
from etl.warehouse.steps import attach, connected, limit_memory, run
from etl.warehouse.version_record import DERIVED, KEPT_FOR_AMENDING, Run, finish

# bytes of DuckDB, for up to 3.6 million reports; the texts that Python compares come on top
_MEMORY = 1_200_000_000
# sorting everything at once would need memory for everything: so many wide rows, or bytes of other details, at a time
ROWS_PER_PART = 60_000
BYTES_PER_PART, _BYTES_WITHOUT_TEXT = 200_000_000, 1_000

_FIGURES = ("sources", "full/carried_over", "full/incoming_figures")
_INCOMING = (
    "full/incoming_findings",
    "full/incoming_narratives",
    "full/incoming_stated_figures",
    "full/incoming_report_evidence",
    "full/incoming_report_checks",
    "full/incoming_layouts",
    "full/candidates",
    "order_of_copies",
    "current_flags",
    "full/incoming",
)
_DERIVED = ("full/rule_counts", "check_lists", "full/severity_counts", "full/counted_figures")
_IN_RANGES = (
    "full/write/narratives",
    "full/write/stated_figures",
    "full/write/report_evidence",
    "full/write/report_checks",
)
_AT_ONCE = (
    "full/write/sources",
    "full/write/findings",
    "full/write/reconciliation",
    "full/write/agency_successions",
    "full/write/similar_texts",
    "full/write/compared_texts",
    "full/write/common_phrases",
    "full/write/loads",
    "roster",
    "expected",
)


def build(path: Path, staging: Path, load: Run, previous: Path | None = None) -> int:
    """Write a whole database to `path`; returns the number of its findings.

    `staging` holds the relations of `arrow.schemas` as Parquet; its `sources*.parquet` together are all sources of the
    new version. Reports of `previous` stay as long as one of these sources names them.
    """
    create(path)
    if previous is None:
        previous = staging / "empty.duckdb"
        shutil.copyfile(path, previous)
    with connected(staging, _MEMORY) as con:
        attach(con, path, "built")
        attach(con, previous, "previous", read_only=True)
        run(con, *_FIGURES)
        reports = hold_few(con, "work.incoming_figures")
        limit_memory(con, _MEMORY, reports)
        run(con, *_INCOMING)
        make_derived(con)
        run(con, "full/findings")
        evaluate.find(con)
        run(con, *_DERIVED)
        ranges = _report_ranges(con)
        _write_figures(con, reports, ranges)
        _write_details(con, ranges)
        run(con, *_AT_ONCE)
        return finish(con, path, load, 0)


def make_derived(con: duckdb.DuckDBPyConnection) -> None:
    """Create the empty relations that `etl.checks.cross_report` fills."""
    for name in ("findings", *DERIVED, *KEPT_FOR_AMENDING):
        con.execute(f"create table work.{name} as from built.{name} limit 0")
    run(con, "across_checks")


def _report_ranges(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The first and last report of each range that is small enough to be in memory at once, in the order of reports."""
    run(con, "full/report_ranges", bytes_per_part=BYTES_PER_PART, bytes_without_text=_BYTES_WITHOUT_TEXT)
    return con.execute("from work.report_ranges order by first_report").fetchall()


def _write_figures(con: duckdb.DuckDBPyConnection, reports: int, ranges: list[tuple[str, str]]) -> None:
    """Write the wide rows in their order; many of them part by part, dealt into files of their own first.

    They are dealt range by range, since what is written into many files is all in memory, or spilled, before.
    """
    if reports <= ROWS_PER_PART:
        con.execute("create view work.part as from work.counted_figures")
        run(con, "full/write/figures")
        return
    run(con, "full/parts", rows_per_part=ROWS_PER_PART)
    for first, last in ranges:
        run(con, "full/part_files", first=first, last=last)
    for (part,) in con.execute("select distinct part from work.parts order by part").fetchall():
        con.execute("set variable part = $part", {"part": part})
        run(con, "full/part", "full/write/figures")


def _write_details(con: duckdb.DuckDBPyConnection, ranges: list[tuple[str, str]]) -> None:
    """Write what else is known of each report, one range of reports after the other: most lie in about this order."""
    run(con, "full/write/layouts")
    for file in _IN_RANGES:
        for first, last in ranges:
            run(con, file, first=first, last=last)
