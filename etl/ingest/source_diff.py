"""What the version before says of each source, and what is found now: compared without holding either in memory."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from etl.ingest.worker import SourceRow, sources_to_table
from etl.warehouse.arrow import SOURCE_COLUMNS
from etl.warehouse.create import SCHEMA_VERSION

_SEPARATOR = os.sep.replace("'", "''")


class Ledger:
    """A comparison of the sources that a load finds with those of the version before (None: there is none)."""

    def __init__(self, previous: Path | None) -> None:
        self._con = duckdb.connect()
        self._con.execute("create table seen (source_name varchar)")
        self._con.execute("create table closed (beginning varchar)")
        self._con.register("nothing", sources_to_table([]))
        before = "select *, null::varchar as sha256 from nothing"
        if previous is not None:
            self._con.execute(
                f"attach '{str(previous).replace(chr(39), chr(39) * 2)}' as previous (read_only)"
            )
            before = """
                select sources.*, lower(hex(source_sha256)) as sha256
                from previous.sources left join previous.figures using (report_id)
            """
        self._con.execute(f"create view before as {before}")
        # a row is of a searched folder by the folder that it was found in then, or by its name
        here = str(Path.cwd()).replace("'", "''")
        self._con.execute(
            f"""
            create macro searched_in(folders, root, name) as list_bool_or(list_transform(folders, lambda folder:
                root = folder or starts_with(root, folder || '{_SEPARATOR}')
                or starts_with(name, folder || '{_SEPARATOR}')
                or starts_with('{here}{_SEPARATOR}' || name, folder || '{_SEPARATOR}')
            ))
            """
        )

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._con.close()

    def see(self, names: Sequence[str]) -> None:
        """Notes that these sources are there to be read."""
        self._con.register("found", pa.table({"source_name": pa.array(names, pa.string())}))
        self._con.execute("insert into seen select source_name from found")
        self._con.unregister("found")

    def close(self, names: Sequence[str]) -> None:
        """Notes folders and archives that cannot be looked into: what was read from them before stays."""
        for name in names:
            self._con.execute("insert into closed values (?), (?)", [name + "/", name + os.sep])

    def known(self, names: Sequence[str]) -> dict[str, SourceRow]:
        """The rows of those of these sources that the version before has."""
        self._con.register("found", pa.table({"source_name": pa.array(names, pa.string())}))
        columns = ", ".join((*SOURCE_COLUMNS, "sha256"))
        rows = self._con.execute(
            f"select {columns} from before semi join found using (source_name)"
        ).fetchall()
        self._con.unregister("found")
        return {row[0]: SourceRow(**dict(zip((*SOURCE_COLUMNS, "sha256"), row, strict=True))) for row in rows}

    def removed(self, searched: Collection[str]) -> int:
        """How many loaded sources of the searched roots are no longer there."""
        query = """
            select count(*) from before anti join seen using (source_name)
            where report_id is not null and searched_in(?, root, source_name)
                and not exists (from closed where starts_with(source_name, beginning))
        """
        return int(self._con.execute(query, [list(searched)]).fetchall()[0][0])

    def keep_others(self, searched: Collection[str], out: Path) -> None:
        """Writes the rows of sources that lie elsewhere, which stay as they are, to a Parquet file."""
        columns = ", ".join(SOURCE_COLUMNS)
        self._con.execute(
            f"""
            copy (
                select {columns} from before anti join seen using (source_name)
                where not coalesce(searched_in(?, root, source_name), false)
                    or exists (from closed where starts_with(source_name, beginning))
            ) to '{str(out).replace(chr(39), chr(39) * 2)}' (format parquet)
            """,
            [list(searched)],
        )


def usable(path: Path | None) -> Path | None:
    """The version before, unless it cannot be opened or has another schema: then everything is read again."""
    if path is None:
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            schema = con.execute("select schema_version from version").fetchall()
    except duckdb.Error:
        return None
    return path if schema == [(SCHEMA_VERSION,)] else None


def roots_of(path: Path) -> list[str]:
    """The files and folders that a version was loaded from, whatever its schema; empty where that cannot be known."""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            return [
                root for (root,) in con.execute("select distinct root from sources order by root").fetchall()
            ]
    except duckdb.Error:
        return []


def findings_of(path: Path | None) -> int:
    """The number of findings in a version."""
    if path is None:
        return 0
    with duckdb.connect(str(path), read_only=True) as con:
        return int(con.execute("select count(*) from findings").fetchall()[0][0])
