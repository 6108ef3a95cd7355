"""Builds a new database version from staged rows and the version before it.

Everything is worked out beside the new file and written to it once, in its final order, so that the file holds
nothing that was moved or removed.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl import across, measures, warehouse
from etl.definitions import write_definitions
from etl.form import all_addresses
from etl.rows import SOURCE_COLUMNS, schemas, value_columns

SCHEMA_VERSION = 5
_SORTED_AT_ONCE = 60_000
_HERE = Path(__file__).parent
# relations of one report each; their rows stay while its source stays
_PER_REPORT = ("figures", "findings", "narratives", "report_evidence", "report_checks")
# relations that rules over many reports fill anew for each version
_DERIVED = ("reconciliation", "agency_successions", "similar_texts")


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


def build(
    path: Path, staging: Path, run: Run, previous: Path | None = None, memory_limit: str = "1200MB"
) -> int:
    """Writes a whole database to `path` and returns the number of its findings.

    `staging` holds the relations of `etl.rows.schemas` as Parquet; its `sources` are all sources of the new
    version. Of `previous`, the reports that a source names stay.
    """
    path.unlink(missing_ok=True)
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
        con.execute(f"set memory_limit = '{memory_limit}'")
        con.execute(f"set temp_directory = {_text(staging)}")
        con.execute(f"attach {_text(path)} as built")
        con.execute("use built")
        con.execute(_filled("schema.sql"))
        write_definitions(con)
        con.execute("use memory")
        for name in ("findings", *_DERIVED):
            con.execute(f"create table {name} as select * from built.{name} limit 0")
        con.execute(
            "create table across_checks (rule_key varchar, report_id varchar, evaluated integer, not_evaluable integer)"
        )
        if previous is not None:
            con.execute(f"attach {_text(previous)} as previous (read_only)")
        _gather(con, staging, previous is not None)
        across.find(con)
        _store(con, staging)
        con.execute("use built")
        con.execute(_filled("views.sql"))
        findings = int(con.execute("select count(*) from findings").fetchall()[0][0])
        _sign(con, path, run, findings, previous is not None)
        con.execute("checkpoint")
        con.execute("use memory")
        con.execute("detach built")
        return findings


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


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


def _gather(con: duckdb.DuckDBPyConnection, staging: Path, with_previous: bool) -> None:
    """Views `incoming_*`: staged rows and those of the previous version whose source is still there; `incoming`:
    the figures, with which report of each agency and year is the current one."""
    names = ", ".join(SOURCE_COLUMNS)
    con.execute(
        f"create table sources as select {names} from read_parquet({_text(staging / 'sources*.parquet')})"
    )
    # what other code or data reads anew from the same bytes has the name that it had
    con.execute(
        f"create view reread as select report_id from read_parquet({_text(staging / 'figures.parquet')})"
    )
    for name in (*_PER_REPORT, "layouts"):
        fields = ", ".join(schemas()[name].names)
        staged = f"select {fields} from read_parquet({_text(staging / f'{name}.parquet')})"
        if with_previous:
            kept = "semi join sources using (report_id) anti join reread using (report_id)"
            kept = kept + " where true" if name != "layouts" else ""
            own = " and source_rule is null" if name == "findings" else ""
            staged += f" union all select {fields} from previous.{name} {kept}{own}"
        con.execute(f"create view incoming_{name} as {staged}")
    con.execute(
        """
        create table standing as
        select report_id, row_number() over (
            partition by agency_id, year, scope
            order by (status = 'tables_unreadable'), published_on desc nulls last,
                length(replace(replace(states, 'u', ''), 'b', '')) desc, source_name, report_id
        ) = 1 and year is not null as is_current,
        row_number() over (order by region_code, agency_id, year, report_id)::integer as report_number
        from incoming_figures
        """
    )
    con.execute("create view incoming as select * from incoming_figures join standing using (report_id)")
    con.execute("insert into findings select *, null from incoming_findings")


def _store(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Writes everything into the new file, each relation in an order that does not depend on how it was read."""
    _store_figures(con, staging)
    con.execute(
        """
        insert into built.layouts
        select layout_id, any_value(locators) from incoming_layouts
        where layout_id in (select layout_id from built.figures) group by layout_id order by layout_id
        """
    )
    con.execute(
        "insert into built.narratives select * from incoming_narratives order by report_id, section_key"
    )
    for name in ("report_evidence", "report_checks"):
        con.execute(f"insert into built.{name} select * from incoming_{name} order by report_id")
    con.execute(
        """
        insert into built.sources
        select * replace (if(report_id is null, 'rejected', 'loaded') as outcome) from sources order by source_name
        """
    )
    con.execute(
        """
        insert into built.across_checks
        select rule_key, report_number, evaluated, not_evaluable
        from across_checks join standing using (report_id) order by all
        """
    )
    for name in ("findings", *_DERIVED):
        con.execute(f"insert into built.{name} select * from {name} order by all")


def _store_figures(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Writes the wide rows sorted by place, agency and year. They are dealt out into parts first: sorting all of them
    at once would need memory for all of them."""
    con.execute(
        """
        create table marks as
        select report_id, count(*) filter (severity = 'error') as errors,
            count(*) filter (severity = 'warning') as warnings
        from findings group by report_id
        """
    )
    con.execute(
        f"""
        create table parts as
        select region_code, agency_id,
            (sum(count(*)) over (order by region_code, agency_id) // {_SORTED_AT_ONCE})::integer as part
        from incoming_figures group by region_code, agency_id
        """
    )
    dealt = staging / "parts"
    con.execute(
        f"""
        copy (
            select incoming.*, coalesce(errors, 0) as errors, coalesce(warnings, 0) as warnings, part
            from incoming join parts using (region_code, agency_id) left join marks using (report_id)
        ) to {_text(dealt)} (format parquet, partition_by (part), compression snappy)
        """
    )
    for (part,) in con.execute("select distinct part from parts order by part").fetchall():
        con.execute(
            f"""
            insert into built.figures by name
            select * from read_parquet({_text(dealt / f"part={part}" / "*.parquet")}, hive_partitioning := false)
            order by region_code, agency_id, year, report_id
            """
        )


def _sign(con: duckdb.DuckDBPyConnection, path: Path, run: Run, findings: int, with_previous: bool) -> None:
    if with_previous:
        con.execute("insert into loads select * from previous.loads")
    number = warehouse.version_of(path.with_suffix("")) or warehouse.version_of(path)
    started, *rest = astuple(run)
    finished = warehouse.now()
    con.execute(
        "insert into loads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, started, finished, *rest, findings],
    )
    con.execute(
        "insert into version select ?, ?, ?, ?, ?, ?, count(*), ? from figures",
        [
            number, finished, SCHEMA_VERSION, run.code_version, run.reader_version,
            content_hash(con), duckdb.__version__,
        ],
    )  # fmt: skip


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """One hash of everything that was read: the same for the same input, whatever the order, the number of workers or
    the machine, with the same version of DuckDB (which `version` names)."""
    digest = hashlib.sha256()
    for name in (*_PER_REPORT, "layouts", "across_checks", *_DERIVED):
        rows = con.execute(
            f"select count(*), bit_xor(hash(t)), sum(hash(t)::hugeint) from {name} as t"
        ).fetchall()
        digest.update(f"{name}{rows}".encode())
    return digest.hexdigest()
