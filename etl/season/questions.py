"""The season's questions to an open version: one SQL file each, in `sql`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

_SQL = Path(__file__).parent / "sql"
# names of regions from the province on; a municipality is its own city and counts once
_PATH = "list_filter([province, if(city = province, '', city), county], lambda name: name <> '')"
_CONDITIONS = {
    "{in_area}": f"list_slice({_PATH}, 1, len($area)) = $area",
    "{is_area}": f"{_PATH} = $area",
}


def ask(con: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> list[tuple]:
    """The rows of a question. `{in_area}` and `{is_area}` in its text compare a report's region with `$area`, the names
    of an area from the province on."""
    statement = (_SQL / f"{name}.sql").read_text(encoding="utf-8")
    for placeholder, condition in _CONDITIONS.items():
        statement = statement.replace(placeholder, condition)
    return con.execute(statement, _used(statement, parameters)).fetchall()


def _used(statement: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """The parameters that a statement names: DuckDB refuses others."""
    return {name: value for name, value in parameters.items() if f"${name}" in statement}
