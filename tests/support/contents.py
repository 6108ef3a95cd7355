"""What two versions hold, row by row."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.warehouse.version_record import content_hash

# relations about the version itself, not about what was read
_OF_THE_VERSION = {"version", "loads"}


def content(path: Path) -> dict[str, list[str]]:
    """Every relation and view of a version with its sorted rows, and the content hash."""
    with duckdb.connect(str(path), read_only=True) as con:
        names = [
            name
            for (name,) in con.execute(
                "select table_name from duckdb_tables() union all select view_name from duckdb_views() where not internal"
            ).fetchall()
            if name not in _OF_THE_VERSION
        ]
        rows = {name: sorted(map(repr, con.execute(f'from "{name}"').fetchall())) for name in names}
        version = con.execute("select content_hash, schema_version, reports from version").fetchall()
        return rows | {"version": sorted(map(repr, version)), "hash": [content_hash(con)]}


def assert_same(amended: Path, built: Path) -> None:
    actual, expected = content(amended), content(built)
    assert actual.keys() == expected.keys()
    for name, rows in actual.items():
        missing, surplus = set(expected[name]) - set(rows), set(rows) - set(expected[name])
        assert rows == expected[name], (name, sorted(missing)[:3], sorted(surplus)[:3])
