"""Builds a new database version as an amended copy of the previous one, if few reports differ from it.

The result holds the same rows as a full build, with the same content hash. Only their order in the file differs, and the
space of removed rows is not given back; `MOST_AMENDED` bounds both.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from etl.checks.cross_report import incremental
from etl.warehouse import full_build
from etl.warehouse.steps import attach, connected, limit_memory, run
from etl.warehouse.version_record import Run, finish

_MEMORY = (
    1_000_000_000  # bytes of DuckDB, for up to 3 million reports; it also caches what it has read of the copy
)
MOST_AMENDED = 0.05  # share of the reports, over all versions since the last full build

_CHANGES = ("sources", "amend/gone", "amend/agencies")
_REPORTS = (
    "amend/figures",
    "amend/findings",
    "amend/narratives",
    "amend/stated_figures",
    "amend/report_evidence",
    "amend/report_checks",
    "amend/candidates",
    "order_of_copies",
    "current_flags",
    "amend/is_current",
    "amend/layouts",
    "amend/changed_sources",
    "amend/sources",
)
_DERIVED = (
    "amend/derived/agency_successions",
    "amend/derived/reconciliation",
    "amend/derived/similar_texts",
    "amend/derived/compared_texts",
    "amend/derived/common_phrases",
    "amend/derived/findings",
    "amend/derived/rule_counts",
    "check_lists",
    "amend/derived/report_checks",
    "amend/derived/severity_counts",
    "amend/derived/figures",
    "roster",
    "expected",
)


def build(path: Path, staging: Path, load: Run, previous: Path | None) -> int:
    """Write the next version to `path`, amended if possible, else in full; returns the number of its findings."""
    findings = amend(path, staging, load, previous) if previous else None
    return full_build.build(path, staging, load, previous) if findings is None else findings


def amend(path: Path, staging: Path, load: Run, previous: Path) -> int | None:
    """Write the database that `full_build.build` would write; returns the number of its findings.

    Returns None and writes nothing if a full build is needed: too many reports changed, or the previous version was
    made by other code, other reference data or another version of DuckDB.
    """
    path.unlink(missing_ok=True)
    with connected(staging, _MEMORY) as con:
        attach(con, previous, "previous", read_only=True)
        run(con, *_CHANGES)
        amended = _amended(con, load)
        if amended is None:
            return None
        ((reports,),) = con.execute("select reports from previous.version").fetchall()
        limit_memory(con, _MEMORY, reports)
        shutil.copyfile(previous, path)
        attach(con, path, "built")
        run(con, *_REPORTS)
        full_build.make_derived(con)
        incremental.find(con)
        run(con, *_DERIVED)
        con.execute("delete from built.version")
        return finish(con, path, load, amended)


def _amended(con: duckdb.DuckDBPyConnection, load: Run) -> int | None:
    """How many reports were put in and taken out since the last full build; None if too many to amend."""
    reports, before, reader, engine = con.execute(
        "select reports, amended, reader_version, duckdb_version from previous.version"
    ).fetchall()[0]
    ((changed,),) = con.execute(
        "select (select count(*) from work.gone) + (select count(*) from staged.figures)"
    ).fetchall()
    if (reader, engine) != (load.reader_version, duckdb.__version__):
        return None
    return before + changed if before + changed <= MOST_AMENDED * reports else None
