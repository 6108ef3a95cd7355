"""What a version says of itself: the load that made it, and a hash of its content."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl.warehouse import versions
from etl.warehouse.create import SCHEMA_VERSION

# relations of one report each, whose rows are carried over as long as its source stays
PER_REPORT = ("figures", "findings", "narratives", "stated_figures", "report_evidence", "report_checks")
# relations that the cross-report checks fill for each version
DERIVED = ("reconciliation", "agency_successions", "similar_texts")
# relations that only serve to amend the version, and follow from the others
KEPT_FOR_AMENDING = ("compared_texts", "common_phrases")


@dataclass(frozen=True, slots=True)
class Run:
    """One load as its version records it: which code read, and how many sources had which outcome. `started_at` is UTC."""

    started_at: datetime
    code_version: str
    reader_version: str
    workers: int
    loaded: int
    unchanged: int
    removed: int
    rejected: int


def finish(con: duckdb.DuckDBPyConnection, path: Path, run: Run, amended: int) -> int:
    """Record the load and the version in `built`, write it to the disk and detach it; returns the number of findings."""
    ((findings,),) = con.execute("select count(*) from built.findings").fetchall()
    number = versions.version_of(path.with_suffix("")) or versions.version_of(path)
    started, *rest = astuple(run)
    finished = versions.now()
    con.execute(
        "insert into built.loads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, started, finished, *rest, findings],
    )
    con.execute(
        "insert into built.version select ?, ?, ?, ?, ?, ?, count(*), ?, ? from built.figures",
        [
            number, finished, SCHEMA_VERSION, run.code_version, run.reader_version,
            content_hash(con, "built."), duckdb.__version__, amended,
        ],
    )  # fmt: skip
    con.execute("checkpoint built")
    con.execute("detach built")
    return int(findings)


def content_hash(con: duckdb.DuckDBPyConnection, database: str = "") -> str:
    """One hash of everything that was read, of the open database or of the attached one that `database` prefixes.

    The same input gives the same hash in any order, with any number of workers and on any machine, as long as DuckDB is
    of the same version (which `version` records).
    """
    digest = hashlib.sha256()
    for name in (*PER_REPORT, "layouts", *DERIVED, "expected"):
        rows = con.execute(
            f"select count(*), bit_xor(hash(t)), sum(hash(t)::hugeint) from {database}{name} as t"
        ).fetchall()
        digest.update(f"{name}{rows}".encode())
    return digest.hexdigest()
