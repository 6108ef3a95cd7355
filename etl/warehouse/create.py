"""Creates an empty database of the present schema: tables, what is declared once, and views."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from etl.form import all_addresses, measures
from etl.warehouse.arrow import value_columns
from etl.warehouse.definition_tables import write_definitions
from etl.warehouse.describe import write_comments

SCHEMA_VERSION = 16
_HERE = Path(__file__).parent


def create(path: Path) -> None:
    """Create an empty database at `path`, in place of any file there."""
    path.unlink(missing_ok=True)
    path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    """The file of an empty database: to make it takes a fifth of the time of a version of few reports.

    By a connection of its own: names in views are not qualified, because a version is opened under any name.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with duckdb.connect(str(path), config={"autoinstall_known_extensions": "false"}) as con:
            con.begin()  # at once: each statement by itself would be flushed to the disk
            con.execute(schema_text("schema.sql"))
            write_definitions(con)
            con.execute(schema_text("views.sql"))
            write_comments(con)
            con.commit()
        return path.read_bytes()


def schema_text(name: str) -> str:
    """The text of `schema.sql` or `views.sql`, with the columns of cells and measures filled in."""
    columns = [value_columns()[address] for address in all_addresses()]
    declared = [column for measure in measures.measures() for column in measures.measured_sql(measure)]
    return (
        (_HERE / name)
        .read_text(encoding="utf-8")
        .replace("{value_columns}", ",\n    ".join(f"{column} double" for column in value_columns().values()))
        .replace("{cell_columns}", ", ".join(columns))
        .replace("{cell_count}", str(len(columns)))
        .replace("{measure_columns}", ",\n    ".join(declared))
        .replace("{plain_number}", "regexp_replace(counted::varchar, '\\.0$', '')")
    )
