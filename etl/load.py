"""Builds a new database version from staged rows and the version before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl import across, measures, warehouse
from etl.form import all_addresses, forms
from etl.identity.kinds import kinds
from etl.reading import SourceRow
from etl.report import Address
from etl.rows import schemas, value_columns
from etl.rules import rules

SCHEMA_VERSION = 2
_HERE = Path(__file__).parent
_PER_REPORT = ("figures", "findings", "narratives", "evidence", "rule_checks")
SOURCE_COLUMNS = tuple(field.name for field in fields(SourceRow))


@dataclass(frozen=True, slots=True)
class Run:
    """What is kept of one load: who read it and how it went. Times are UTC."""

    started_at: datetime
    finished_at: datetime
    code_version: str
    reader_version: str
    workers: int
    loaded: int
    unchanged: int
    removed: int
    rejected: int


class Staging:
    """Parquet files that one load's rows are written to, batch by batch, before the database is built."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema) for name, schema in schemas().items()
        }

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        for name, table in tables.items():
            if table.num_rows:
                self._writers[name].write_table(table)

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()


def build(
    path: Path,
    staging: Path,
    sources: Iterable[SourceRow],
    run: Run,
    previous: Path | None = None,
    memory_limit: str = "1500MB",
) -> int:
    """Writes a whole database to `path` and returns the number of its findings.

    `sources` are all rows of the new version's `sources`; reports of the previous version stay where
    a source names them.
    """
    path.unlink(missing_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "temp_directory": str(staging),
        "autoinstall_known_extensions": "false",
    }
    con = duckdb.connect(str(path), config=config)
    try:
        con.execute("set preserve_insertion_order = true")
        con.execute(_filled("schema.sql"))
        _write_definitions(con)
        _insert_sources(con, sources, staging)
        if previous is not None:
            con.execute(f"attach '{_quoted(previous)}' as previous (read_only)")
        _gather(con, staging, previous is not None)
        _find_across_reports(con)
        _insert_sorted(con)
        con.execute(_filled("views.sql"))
        findings = con.execute("select count(*) from findings").fetchall()[0][0]
        _sign(con, path, run, findings, previous is not None)
        if previous is not None:
            con.execute("detach previous")
        con.execute("checkpoint")
        return int(findings)
    finally:
        con.close()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


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


def _write_definitions(con: duckdb.DuckDBPyConnection) -> None:
    position = {address: number for number, address in enumerate(all_addresses(), start=1)}
    form_rows, cell_rows = [], []
    for order, form in enumerate(forms().values()):
        form_rows.append(
            (
                form.key,
                form.label_zh,
                form.label_en,
                form.document,
                form.years[0],
                form.years[-1],
                form.open_ended,
                order,
            )
        )
        printed = 0
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        printed += 1
                        address = Address(table.key, row.key, column.key)
                        cell_rows.append(
                            (
                                form.key, table.key, block.key, row.key, column.key, position[address],
                                measures.column_name(address), table.number, table.label_zh, table.label_en,
                                block.label_zh, block.label_en, block.across,
                                row.number, row.label_zh, row.label_en, row.under, row.group, row.ground,
                                column.label_zh, column.label_en, column.under,
                                row.article or block.article, column.unit or row.unit or block.unit,
                                row.measured or column.measured, printed,
                            )
                        )  # fmt: skip
    measure_rows = [
        (
            m.key, m.kind, m.page, m.label_zh, m.label_en, m.numerator, m.denominator, m.unit, m.polarity,
            list(m.forms), m.caveat_zh, m.caveat_en, m.source, m.per_report, number,
        )
        for number, m in enumerate(measures.measures())
    ]  # fmt: skip
    kind_rows = [(kind.kind, kind.label_zh, kind.label_en, number) for number, kind in enumerate(kinds())]
    rule_rows = [
        (rule.key, str(rule.severity), rule.label_zh, rule.label_en, number)
        for number, rule in enumerate(rules().values())
    ]
    for table_name, rows in (
        ("forms", form_rows),
        ("form_cells", cell_rows),
        ("measures", measure_rows),
        ("kinds", kind_rows),
        ("rules", rule_rows),
    ):
        marks = ", ".join("?" for _ in rows[0])
        con.executemany(f"insert into {table_name} values ({marks})", rows)


def _insert_sources(con: duckdb.DuckDBPyConnection, sources: Iterable[SourceRow], staging: Path) -> None:
    kinds_of = {"size": pa.int64(), "modified_ns": pa.int64()}
    schema = pa.schema([(name, kinds_of.get(name, pa.string())) for name in SOURCE_COLUMNS])
    table = pa.Table.from_pylist(
        [{name: getattr(row, name) for name in SOURCE_COLUMNS} for row in sources], schema
    )
    pq.write_table(table, staging / "sources.parquet")
    con.execute(
        f"""
        insert into sources
        select * replace (if(report_id is null, 'rejected', 'loaded') as outcome)
        from read_parquet('{_quoted(staging / "sources.parquet")}') order by source_name
        """
    )


def _gather(con: duckdb.DuckDBPyConnection, staging: Path, with_previous: bool) -> None:
    """Views `incoming_*`: staged rows and those of the previous version whose source is still there."""
    for name in (*_PER_REPORT, "layouts"):
        fields = ", ".join(schemas()[name].names)
        staged = f"select {fields} from read_parquet('{_quoted(staging / f'{name}.parquet')}')"
        if with_previous:
            kept = "where report_id in (select report_id from sources)" if name != "layouts" else ""
            own = " and source_rule is null" if name in ("findings", "rule_checks") else ""
            staged += f" union all select {fields} from previous.{name} {kept}{own}"
        con.execute(f"create temp view incoming_{name} as {staged}")
    con.execute(
        """
        create temp table standing as
        select report_id, row_number() over (
            partition by agency_id, year, scope
            order by (status = 'tables_unreadable'), published_on desc nulls last,
                length(replace(replace(states, 'u', ''), 'b', '')) desc, source_name, report_id
        ) = 1 and year is not null as is_current
        from incoming_figures
        """
    )
    con.execute(
        """
        create temp view incoming as
        select * from incoming_figures join standing using (report_id)
        """
    )


def _find_across_reports(con: duckdb.DuckDBPyConnection) -> None:
    """What each report's own rules found and counted, then the rules that need more than one report."""
    con.execute("insert into findings select *, null from incoming_findings")
    con.execute("insert into rule_checks select *, null from incoming_rule_checks")
    across.find(con)


def _insert_sorted(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        insert into figures by name
        select incoming.*, coalesce(marks.errors, 0) as errors, coalesce(marks.warnings, 0) as warnings
        from incoming
        left join (
            select report_id, count(*) filter (severity = 'error') as errors,
                count(*) filter (severity = 'warning') as warnings
            from findings group by report_id
        ) as marks using (report_id)
        order by region_code, agency_id, year, report_id
        """
    )
    con.execute(
        """
        insert into layouts
        select layout_id, any_value(locators) from incoming_layouts
        where layout_id in (select layout_id from figures) group by layout_id order by layout_id
        """
    )
    con.execute("insert into narratives select * from incoming_narratives order by report_id, section_key")
    con.execute(
        "insert into evidence select * from incoming_evidence order by report_id, field, source, value"
    )
    for name in ("findings", "rule_checks"):
        con.execute(f"create or replace temp table sorted as select * from {name} order by all")
        con.execute(f"truncate {name}")
        con.execute(f"insert into {name} select * from sorted")


def _sign(con: duckdb.DuckDBPyConnection, path: Path, run: Run, findings: int, with_previous: bool) -> None:
    if with_previous:
        con.execute("insert into loads select * from previous.loads")
    number = warehouse.version_of(path.with_suffix("")) or warehouse.version_of(path)
    con.execute(
        "insert into loads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number, run.started_at, run.finished_at, run.code_version, run.reader_version, run.workers,
            run.loaded, run.unchanged, run.removed, run.rejected, findings,
        ],
    )  # fmt: skip
    con.execute(
        "insert into version select ?, ?, ?, ?, ?, ?, count(*) from figures",
        [number, run.finished_at, SCHEMA_VERSION, run.code_version, run.reader_version, content_hash(con)],
    )


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """One hash of everything that was read, the same for the same input whatever the order it was read in."""
    digest = hashlib.sha256()
    for name in (*_PER_REPORT, "layouts", "reconciliation", "similar_texts"):
        rows = con.execute(
            f"select count(*), bit_xor(md5_number(row_text)) from (select (t)::varchar as row_text from {name} as t)"
        ).fetchall()
        digest.update(f"{name}{rows}".encode())
    return digest.hexdigest()
