"""What the current version of a warehouse holds."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.warehouse import versions


def rows(warehouse: Path, query: str) -> list[tuple]:
    """The rows of a query of the current version, which must be there."""
    path = versions.current(warehouse)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()
