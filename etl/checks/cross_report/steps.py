"""Runs the SQL files of the cross-report checks; names in them are qualified as in `etl.warehouse.steps`."""

from __future__ import annotations

import duckdb

from etl.checks.cross_report.sql_rules import FOLDER

FEW_ROWS = 20_000  # wide ones, of about 3 KB


def run(con: duckdb.DuckDBPyConnection, *files: str, **parameters: object) -> duckdb.DuckDBPyConnection:
    """Run SQL files, given without their ending, in this order and with the same parameters; returns the last result."""
    for file in files:
        con.execute((FOLDER / f"{file}.sql").read_text(encoding="utf-8"), parameters or None)
    return con


def hold_few(con: duckdb.DuckDBPyConnection, view: str) -> int:
    """Make a view of few wide rows a table, and leave a view of many as it is; returns the number of its rows.

    Every statement that reads a view names all its columns again: for few rows that takes longer than all else.
    """
    ((rows,),) = con.execute(f"select count(*) from {view}").fetchall()
    if rows <= FEW_ROWS:
        schema, name = view.split(".")
        kind = "temp table" if schema == "temp" else "table"
        con.execute(f"create {kind} {view}_held as from {view}")
        con.execute(f"drop view {view}; alter table {view}_held rename to {name}")
    return int(rows)
