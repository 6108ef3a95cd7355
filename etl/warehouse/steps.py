"""The connection that a version is built on, and the SQL files that it runs.

Names in these files are always qualified. `built` is the new file, `previous` the version before it, `staged` what this
load read (views of Parquet files), `work` what lies in between, and `temp` what the cross-report checks hand back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.warehouse.arrow import schemas

FOLDER = Path(__file__).parent / "sql"
_MEMORY_PER_REPORT = 330  # bytes: more than three million reports need more than a gigabyte


@contextmanager
def connected(staging: Path, memory: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the staged relations as views; DuckDB takes at most `memory` bytes and spills into
    `staging`."""
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
        limit_memory(con, memory)
        con.execute("set temp_directory = $staging", {"staging": str(staging)})
        con.execute("set variable staging = $staging", {"staging": str(staging)})
        con.execute("create schema work; create schema staged; use memory.work")
        for name in schemas().keys() - {"sources", "roster"}:
            con.execute(
                f"create view staged.{name} as from read_parquet(getvariable('staging') || '/{name}.parquet')"
            )
        yield con


def limit_memory(con: duckdb.DuckDBPyConnection, least: int, reports: int = 0) -> None:
    """Let DuckDB take at most `least` bytes from now on, or what so many reports need."""
    con.execute("set memory_limit = $size", {"size": f"{max(least, reports * _MEMORY_PER_REPORT)}B"})


def attach(con: duckdb.DuckDBPyConnection, path: Path, name: str, read_only: bool = False) -> None:
    """Attach a database file under a name."""
    con.execute(f"attach {quoted(path)} as {name}{' (read_only)' if read_only else ''}")


def run(con: duckdb.DuckDBPyConnection, *files: str, **parameters: object) -> None:
    """Run SQL files of etl/warehouse/sql in this order, given without their ending; all take the same parameters."""
    for file in files:
        con.execute((FOLDER / f"{file}.sql").read_text(encoding="utf-8"), parameters or None)


def quoted(path: Path) -> str:
    """A path as an SQL literal, for the statements that take no parameters."""
    return "'" + str(path).replace("'", "''") + "'"
