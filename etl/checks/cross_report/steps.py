"""Runs the SQL files of the cross-report checks; names in them are qualified as in `etl.warehouse.steps`."""

from __future__ import annotations

import duckdb

from etl.checks.cross_report.sql_rules import FOLDER


def run(con: duckdb.DuckDBPyConnection, *files: str, **parameters: object) -> duckdb.DuckDBPyConnection:
    """Run SQL files, given without their ending, in this order and with the same parameters; returns the last result."""
    for file in files:
        con.execute((FOLDER / f"{file}.sql").read_text(encoding="utf-8"), parameters or None)
    return con
