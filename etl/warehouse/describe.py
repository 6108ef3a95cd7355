"""Describes the database: as comments inside it, and as docs/schema.md.

    python -m etl.warehouse.describe > docs/schema.md

What one row of a relation is stands as a comment above it in schema.sql and views.sql; columns are in columns.toml.
"""

from __future__ import annotations

import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb

_HERE = Path(__file__).parent
_RELATION = re.compile(r"((?:-- [^\n]*\n)+)create (table|view) (\w+)")
# one column per cell of a form, or up to three per measure: too many to describe one by one
_GENERATED = re.compile(r"\w+__\w+|\w+_(?:[nd]|contradictory)")
_GENERATED_AS = {
    "figures": (
        "`<table>__<row>__<column>`",
        "one per cell of any form, and one per outcome group and column",
    ),
    "measured": (
        "`<measure>_n`, `<measure>_d`, `<measure>_contradictory`",
        "numerator and denominator of each measure, and whether the report contradicts itself, so that both are NULL",
    ),
}
_INTRODUCTION = """\
# Database schema

Made by `make docs` from the database itself; do not edit. Each published version is one DuckDB file with the tables and views
below; `python -m etl path` prints the path of the current one. The same descriptions are comments inside the file
(`select table_name, column_name, comment from duckdb_columns()`). Relations and columns are renamed or dropped only with a
new major version; more may be added.
"""


class Column(NamedTuple):
    """A column of a relation, its DuckDB type and its description."""

    name: str
    type: str
    description: str | None


def relations() -> dict[str, tuple[str, str]]:
    """Name of each relation -> `table` or `view`, and what one row of it is; in the order of their creation."""
    text = "\n".join(
        (_HERE / name).read_text(encoding="utf-8").replace("\n\n", "\n;\n")
        for name in ("schema.sql", "views.sql")
    )
    return {
        name: (kind, re.sub(r"\s*\n?-- ", " ", comment).strip())
        for comment, kind, name in _RELATION.findall(text)
    }


def column_description(relation: str, column: str) -> str | None:
    """What a column means; None for the columns that are made from forms and measures."""
    own: Mapping[str, str] = described().get(relation, {})
    return own.get(column) or described()["common"].get(column)


def is_generated(column: str) -> bool:
    """Whether a column stands for one cell of a form or one side of a measure."""
    return _GENERATED.fullmatch(column) is not None


def write_comments(con: duckdb.DuckDBPyConnection) -> None:
    """Describe the relations and columns of the open database by comments in it."""
    statements = [
        f"comment on {kind} {name} is {_quoted(description)}"
        for name, (kind, description) in relations().items()
    ] + [
        f"comment on column {name}.{column.name} is {_quoted(description)}"
        for name, members in columns(con).items()
        for column in members
        if (description := column_description(name, column.name)) is not None
    ]
    con.execute(";\n".join(statements))


def columns(con: duckdb.DuckDBPyConnection) -> dict[str, list[Column]]:
    """The columns of each relation of the open database, with the comments that it holds."""
    rows = con.execute(
        """
        select table_name, column_name, data_type, comment from duckdb_columns() where not internal
        order by table_name, column_index
        """
    ).fetchall()
    members: dict[str, list[Column]] = {}
    for relation, *column in rows:
        members.setdefault(relation, []).append(Column(*column))
    return members


def markdown(con: duckdb.DuckDBPyConnection) -> str:
    """The text of docs/schema.md for the open database."""
    members = columns(con)
    sections = (line for name in relations() for line in _section(name, members[name]))
    return "\n".join([_INTRODUCTION, *_overview(), *sections])


def _overview() -> Iterator[str]:
    yield "| relation | | what it holds |"
    yield "|---|---|---|"
    for name, (kind, description) in relations().items():
        yield f"| [{name}](#{name}) | {kind} | {description.split('. ')[0].rstrip('.')} |"


def _section(name: str, members: Sequence[Column]) -> Iterator[str]:
    kind, description = relations()[name]
    yield f"\n## {name}\n\n{kind.capitalize()}. {description}\n\n| column | type | meaning |\n|---|---|---|"
    generated = [column for column in members if is_generated(column.name)]
    for column in members:
        if column not in generated:
            yield f"| `{column.name}` | {column.type.lower()} | {column.description} |"
    if generated:
        pattern, meaning = _GENERATED_AS[name]
        yield f"| {pattern} | double, boolean | {len(generated)} columns, {meaning} |"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@cache
def described() -> dict[str, dict[str, str]]:
    """Relation (or `common`) -> column -> what it means, as columns.toml declares it."""
    return tomllib.loads((_HERE / "columns.toml").read_text(encoding="utf-8"))


def main() -> None:
    """Print docs/schema.md."""
    from etl.warehouse.create import create

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        create(path)
        with duckdb.connect(str(path), read_only=True) as con:
            sys.stdout.buffer.write(f"{markdown(con)}\n".encode())


if __name__ == "__main__":
    main()
