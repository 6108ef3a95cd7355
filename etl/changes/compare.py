"""Compares two published versions: their reports, and of the reports that both have, cells, identities, findings and stated figures."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.runtime.language import in_language
from etl.warehouse import versions

RELATIONS = ("reports", "cells", "identities", "findings", "measures", "stated_figures")
_SQL = Path(__file__).parent / "sql"
_IDENTITY = (
    "agency_id", "agency", "year", "scope", "level", "kind", "province", "city", "county", "region_code", "published_on",
    "status",
)  # fmt: skip
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "memory_limit": "1GB",
    "temp_directory": tempfile.gettempdir(),
}
_COUNTED = """
select column_name from duckdb_columns()
where database_name = 'newer' and table_name = 'figures' and data_type = 'DOUBLE' order by column_index
"""
_VIEWS = "select sql from duckdb_views() where database_name = $1 and view_name in ('cells', 'measured')"
_SCHEMAS = (
    "select older.schema_version, newer.schema_version from older.version as older, newer.version as newer"
)


class Incomparable(Exception):
    """The two versions were written with different layouts of the database."""


@dataclass(frozen=True, slots=True)
class Changes:
    """An open comparison: `con` holds one relation `<name>_changes` per name of `RELATIONS`, described in `sql`."""

    older: int
    newer: int
    con: duckdb.DuckDBPyConnection

    def count(self, relation: str) -> int:
        """Number of rows of a relation."""
        return int(self.con.sql(f"select count(*) from {table_of(relation)}").fetchall()[0][0])


@contextmanager
def compare_versions(older: Path, newer: Path) -> Iterator[Changes]:
    """Compare two database files. Neither is written to.

    Raises Incomparable if they have different layouts, and duckdb.Error if one cannot be opened.
    """
    with duckdb.connect(config=_CONFIG) as con:
        for name, path in (("older", older), ("newer", newer)):
            con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        _refuse_other_layouts(con)
        replaced = _placeholders(con)
        con.execute(_statement("sides", replaced))
        for side in ("older", "newer"):
            _extract(con, side)
        for name in RELATIONS:
            con.execute(_statement(name, replaced))
        yield Changes(versions.version_of(older), versions.version_of(newer), con)


def table_of(relation: str) -> str:
    """The table that holds the changes of a relation."""
    singular = {"identities": "identity"}.get(relation, relation.removesuffix("s"))
    return f"{singular}_changes"


def _extract(con: duckdb.DuckDBPyConnection, side: str) -> None:
    """Make a schema `touched_older` or `touched_newer` with the reports whose cells differ and the views over them: over
    a whole version these views unfold every report. The views' text is the version's own; locators are left out."""
    con.execute(f"create schema touched_{side}; use touched_{side}")
    con.execute(
        f"create table figures as from {side}.figures where report_id in (select {side}_report from sides where has_other_cells);"
        f"create table layouts as from {side}.layouts limit 0; create table form_cells as from {side}.form_cells"
    )
    for (view,) in con.execute(_VIEWS, [side]).fetchall():
        con.execute(view)
    con.execute("use main")


def _statement(name: str, replaced: Mapping[str, str]) -> str:
    statement = (_SQL / f"{name}.sql").read_text(encoding="utf-8")
    for placeholder, words in replaced.items():
        statement = statement.replace(f"{{{placeholder}}}", words)
    return statement


def _placeholders(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What stands for the placeholders of the statements: lists of columns that both versions have."""
    counted = ", ".join(column for (column,) in con.sql(_COUNTED).fetchall())
    replaced = {
        "counted": counted,
        "field_names": ", ".join(f"'{field}'" for field in _IDENTITY),
        **_measures(con),
    }
    for side in ("older", "newer"):
        replaced[f"fields_of_{side}"] = ", ".join(f"{side}.{field}" for field in _IDENTITY)
        replaced[f"{side}_values"] = ", ".join(f"{side}_row.{field}::varchar" for field in _IDENTITY)
    return replaced


def _measures(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Keys of the measures that both versions have, and their columns in `measured`; a count has no denominator."""
    shared = con.sql(
        "select newer.measure_key, newer.denominator <> '' from newer.measures as newer "
        "semi join older.measures using (measure_key) order by newer.position"
    ).fetchall()
    return {
        "keys": ", ".join(f"'{key}'" for key, _ in shared),
        "numerators": ", ".join(f"{key}_n" for key, _ in shared),
        "denominators": ", ".join(f"{key}_d" if is_divided else "null" for key, is_divided in shared),
    }


def _refuse_other_layouts(con: duckdb.DuckDBPyConnection) -> None:
    ((older, newer),) = con.sql(_SCHEMAS).fetchall()
    if older != newer:
        raise Incomparable(
            in_language(
                f"两个版本的数据库结构不同（{older}、{newer}），不能逐格比较；升级后的首次加载即是如此。",
                f"The two versions have different layouts ({older}, {newer}) and cannot be compared cell by cell, "
                "as after the first load of an upgrade.",
            )
        )
