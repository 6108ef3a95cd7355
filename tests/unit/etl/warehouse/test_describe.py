"""Every relation and column is described, in the database and in docs/schema.md."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.warehouse import describe
from etl.warehouse.create import create
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path: Path = tmp_path_factory.mktemp("database") / "empty.duckdb"
    create(path)
    with duckdb.connect(str(path), read_only=True) as con:
        yield con


def test_every_relation_says_what_it_holds(con: duckdb.DuckDBPyConnection) -> None:
    comments = con.execute(
        """
        select table_name, comment from duckdb_tables() where not internal
        union all select view_name, comment from duckdb_views() where not internal
        """
    ).fetchall()
    assert len(comments) > 20
    assert {name for name, _ in comments} == describe.relations().keys()
    assert [name for name, comment in comments if not comment or not comment.startswith("One row")] == []


def test_every_column_is_described(con: duckdb.DuckDBPyConnection) -> None:
    lacking = [
        f"{relation}.{column.name}"
        for relation, columns in describe.columns(con).items()
        for column in columns
        if not column.description and not describe.is_generated(column.name)
    ]
    assert lacking == []


def test_no_column_is_described_that_is_not_there(con: duckdb.DuckDBPyConnection) -> None:
    columns = {name: {column.name for column in members} for name, members in describe.columns(con).items()}
    for relation, own in describe.described().items():
        known = columns[relation] if relation != "common" else set().union(*columns.values())
        assert own.keys() <= known, relation


def test_the_document_is_what_the_database_says(con: duckdb.DuckDBPyConnection) -> None:
    """Where this fails: run `make docs` and commit docs/schema.md."""
    document = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert document == describe.markdown(con) + "\n"
