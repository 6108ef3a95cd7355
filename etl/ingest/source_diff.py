"""Compares the sources that a load finds with those of the previous version, without holding either in memory."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from etl.ingest.records import ROW_FIELDS, SourceRow, sources_to_table
from etl.ingest.roster_rows import rows_to_table
from etl.warehouse.arrow import ROSTER_COLUMNS
from etl.warehouse.create import SCHEMA_VERSION
from etl.warehouse.steps import attach

_SQL = Path(__file__).parent / "sql"


class SourceDiff:
    """A comparison of the sources that a load finds with those of the previous version (None: there is none)."""

    def __init__(self, previous: Path | None) -> None:
        self._con = duckdb.connect()
        self._con.execute("create schema work")
        for name, value in (("folder", str(Path.cwd())), ("separator", os.sep)):
            self._con.execute(f"set variable {name} = $value", {"value": value})
        if previous is None:
            self._con.register("no_rows", sources_to_table([]))
            self._con.execute("create table work.before as select *, null::varchar as sha256 from no_rows")
            self._con.register("no_bodies", rows_to_table([]))
            self._con.execute("create table work.roster as from no_bodies")
            self._con.execute("create table work.bodies (source_name varchar, agency varchar, year integer)")
        else:
            attach(self._con, previous, "previous", read_only=True)
            self._run("before")
            self._run("roster")
            self._run("bodies")
        for name in ("present", "closed", "is_below"):
            self._run(name)

    def __enter__(self) -> SourceDiff:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._con.close()

    def add_present(self, names: Sequence[str]) -> None:
        """Note sources that are there and can be tried."""
        self._with_names(names, "insert into work.present select source_name from names")

    def add_closed(self, names: Sequence[str]) -> None:
        """Note folders and archives that cannot be looked into: what was read from them before stays."""
        for name in names:
            self._con.execute("insert into work.closed values (?), (?)", [name + "/", name + os.sep])

    def rows_before(self, names: Sequence[str]) -> dict[str, SourceRow]:
        """The rows that the previous version has of these sources, by name."""
        columns = ", ".join(ROW_FIELDS)
        rows = self._with_names(
            names, f"select {columns} from work.before semi join names using (source_name)"
        )
        before = (SourceRow(*row) for row in rows)
        return {row.source_name: replace(row, report_ids=tuple(row.report_ids)) for row in before}

    def bodies_before(self, bodies: Collection[tuple[str, int]]) -> dict[str, set[tuple[str, int]]]:
        """The sources whose reports were of these bodies and years (0: none) in the previous version, with those."""
        rows = (
            self._run("corrected_bodies", agencies=sorted({agency for agency, _ in bodies})) if bodies else []
        )
        of_source: dict[str, set[tuple[str, int]]] = {}
        for name, agency, year in rows:
            if (agency, year) in bodies:
                of_source.setdefault(name, set()).add((agency, year))
        return of_source

    def count_removed(self, roots: Collection[str]) -> int:
        """The number of reports whose source lay below one of these roots and is no longer there."""
        ((count,),) = self._run("removed", roots=list(roots))
        return int(count)

    def roster_differs(
        self, bodies: Sequence[Mapping[str, object]], roots: Collection[str], kept: Collection[str]
    ) -> bool:
        """Whether the rosters of these roots, but for those kept, held other bodies in the previous version."""
        statement = (_SQL / "roster_before.sql").read_text(encoding="utf-8")
        given = {"roots": list(roots), "kept": list(kept)}
        before = self._con.execute(statement, given).fetchall()
        now = [tuple(body[name] for name in ROSTER_COLUMNS) for body in bodies]
        return sorted(map(repr, before)) != sorted(map(repr, now))

    def write_other_rosters(self, roots: Collection[str], kept: Collection[str], out: Path) -> None:
        """Write the bodies of rosters outside these roots, and of those kept, to a Parquet file."""
        self._run("roster_others", roots=list(roots), kept=list(kept), out=str(out))

    def write_others(self, roots: Collection[str], out: Path) -> None:
        """Write the rows of sources outside these roots, which stay as they are, to a Parquet file."""
        self._run("others", roots=list(roots), out=str(out))

    def _run(self, name: str, **parameters: object) -> list[tuple]:
        statement = (_SQL / f"{name}.sql").read_text(encoding="utf-8")
        return self._con.execute(statement, parameters or None).fetchall()

    def _with_names(self, names: Sequence[str], statement: str) -> list[tuple]:
        self._con.register("names", pa.table({"source_name": pa.array(names, pa.string())}))
        rows = self._con.execute(statement).fetchall()
        self._con.unregister("names")
        return rows


def usable(path: Path) -> bool:
    """Whether a version can be built upon: it can be opened and has the present schema."""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            return con.execute("select schema_version from version").fetchall() == [(SCHEMA_VERSION,)]
    except duckdb.Error:
        return False


def roots_of(path: Path) -> list[str]:
    """The files and folders that a version was loaded from, whatever its schema; empty if it cannot be opened."""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            rows = con.execute("select distinct root from sources order by root").fetchall()
    except duckdb.Error:
        return []
    return [root for (root,) in rows]


def count_findings(path: Path | None) -> int:
    """The number of findings in a version."""
    if path is None:
        return 0
    with duckdb.connect(str(path), read_only=True) as con:
        ((count,),) = con.execute("select count(*) from findings").fetchall()
    return int(count)
