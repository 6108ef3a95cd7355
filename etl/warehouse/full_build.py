"""Builds a new database version from staged rows and the version before it.

Everything is worked out beside the new file and written to it once, in its final order, so that the file holds
nothing that was moved or removed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl.checks.cross_report import evaluate
from etl.form import all_addresses, measures
from etl.warehouse import versions
from etl.warehouse.arrow import schemas, value_columns
from etl.warehouse.definition_tables import write_definitions
from etl.warehouse.write_relations import DERIVED, store, text

SCHEMA_VERSION = 6
_MEMORY = "1200MB"  # of DuckDB; what Python holds of texts that are compared comes on top
_HERE = Path(__file__).parent
# relations of one report each; their rows stay while its source stays
PER_REPORT = ("figures", "findings", "narratives", "report_evidence", "report_checks")


@dataclass(frozen=True, slots=True)
class Run:
    """What is kept of one load: who read it and how it went. `started_at` is UTC; it ends with its version."""

    started_at: datetime
    code_version: str
    reader_version: str
    workers: int
    loaded: int
    unchanged: int
    removed: int
    rejected: int


def build(path: Path, staging: Path, run: Run, previous: Path | None = None) -> int:
    """Writes a whole database to `path` and returns the number of its findings.

    `staging` holds the relations of `arrow.schemas` as Parquet; its `sources` are all sources of the new
    version. Of `previous`, the reports that a source names stay.
    """
    path.unlink(missing_ok=True)
    with connected(staging, _MEMORY) as con:
        con.execute(f"attach {text(path)} as built")
        con.execute("use built")
        con.execute(_filled("schema.sql"))
        write_definitions(con)
        con.execute("use memory")
        if previous is not None:
            con.execute(f"attach {text(previous)} as previous (read_only)")
        stage(con, staging)
        make_derived(con)
        _gather(con, previous is not None)
        evaluate.find(con)
        store(con, staging)
        con.execute("use built")
        con.execute(_filled("views.sql"))
        if previous is not None:
            con.execute("insert into loads select * from previous.loads")
        return finish(con, path, run, 0)


@contextmanager
def connected(staging: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory, to which those on disk are attached; what has no room spills into `staging`."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
        con.execute(f"set memory_limit = '{memory}'")
        con.execute(f"set temp_directory = {text(staging)}")
        yield con


def _filled(name: str) -> str:
    columns = [value_columns()[address] for address in all_addresses()]
    declared = []
    for measure in measures.measures():
        declared.append(f"{measures.to_sql(measure.numerator)} as {measure.key}_n")
        declared.append(f"{measures.to_sql(measure.denominator) or 'null::double'} as {measure.key}_d")
    return (
        (_HERE / name)
        .read_text(encoding="utf-8")
        .replace("{value_columns}", ",\n    ".join(f"{column} double" for column in value_columns().values()))
        .replace("{cell_columns}", ", ".join(columns))
        .replace("{cell_count}", str(len(columns)))
        .replace("{measure_columns}", ",\n    ".join(declared))
        .replace("{plain_number}", "regexp_replace(counted::varchar, '\\.0$', '')")
    )


def stage(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """`sources` as the new version has them, and a view `staged_*` of each relation that was read."""
    con.execute(
        f"""
        create table sources as
        select * replace (if(report_id is null, 'rejected', 'loaded') as outcome)
        from read_parquet({text(staging / "sources*.parquet")})
        """
    )
    for name in (*PER_REPORT, "layouts"):
        con.execute(
            f"""
            create view staged_{name} as
            select {_fields(name)} from read_parquet({text(staging / f"{name}.parquet")})
            """
        )


def _fields(name: str) -> str:
    return ", ".join(schemas()[name].names)


def make_derived(con: duckdb.DuckDBPyConnection) -> None:
    """The empty relations that `etl.checks.cross_report` fills."""
    for name in ("findings", *DERIVED):
        con.execute(f"create table {name} as select * from built.{name} limit 0")
    con.execute(
        "create table across_checks (rule_key varchar, report_id varchar, evaluated integer, not_evaluable integer)"
    )


def _gather(con: duckdb.DuckDBPyConnection, with_previous: bool) -> None:
    """Views `incoming_*`: staged rows and those of the previous version whose source is still there; `incoming`:
    the figures, with which report of each agency and year is the current one."""
    # what other code or data reads anew from the same bytes has the name that it had
    con.execute("create view reread as select report_id from staged_figures")
    for name in (*PER_REPORT, "layouts"):
        rows = f"from staged_{name}"
        if with_previous:
            kept = "semi join sources using (report_id) anti join reread using (report_id)"
            kept = kept + " where true" if name != "layouts" else ""
            own = " and source_rule is null" if name == "findings" else ""
            rows += f" union all select {_fields(name)} from previous.{name} {kept}{own}"
        con.execute(f"create view incoming_{name} as {rows}")
    con.execute(f"create table standing as {standing('incoming_figures')}")
    con.execute("create view incoming as select * from incoming_figures join standing using (report_id)")
    con.execute("insert into findings select *, null from incoming_findings")


def standing(figures: str) -> str:
    """Which report of each agency, year and scope is the current one, as a query on these wide rows."""
    return f"""
        select report_id, row_number() over (
            partition by agency_id, year, scope
            order by (status = 'tables_unreadable'), published_on desc nulls last,
                length(replace(replace(states, 'u', ''), 'b', '')) desc, source_name, report_id
        ) = 1 and year is not null as is_current
        from {figures}
    """


def finish(con: duckdb.DuckDBPyConnection, path: Path, run: Run, amended: int) -> int:
    """Enters the load and the version into the file in use, brings it to the disk, and returns the number of findings."""
    findings = int(con.execute("select count(*) from findings").fetchall()[0][0])
    number = versions.version_of(path.with_suffix("")) or versions.version_of(path)
    started, *rest = astuple(run)
    finished = versions.now()
    con.execute(
        "insert into loads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, started, finished, *rest, findings],
    )
    con.execute(
        "insert into version select ?, ?, ?, ?, ?, ?, count(*), ?, ? from figures",
        [
            number, finished, SCHEMA_VERSION, run.code_version, run.reader_version,
            content_hash(con), duckdb.__version__, amended,
        ],
    )  # fmt: skip
    con.execute("checkpoint")
    con.execute("use memory")
    con.execute("detach built")
    return findings


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """One hash of everything that was read: the same for the same input, whatever the order, the number of workers or
    the machine, with the same version of DuckDB (which `version` names)."""
    digest = hashlib.sha256()
    for name in (*PER_REPORT, "layouts", *DERIVED):
        rows = con.execute(
            f"select count(*), bit_xor(hash(t)), sum(hash(t)::hugeint) from {name} as t"
        ).fetchall()
        digest.update(f"{name}{rows}".encode())
    return digest.hexdigest()
