"""Files of a relation as they are read back."""

import csv
import io

import duckdb

from etl import ReportFilter, count_rows, exported_table, write_file
from etl.export.columns import Headings

ALL = ReportFilter()
COUNTIES = ReportFilter(
    "year between $first and $last and list_contains($levels, level)",
    {"first": 2022, "last": 2023, "levels": ("county",)},
)


def csv_rows(
    con: duckdb.DuckDBPyConnection,
    relation: str,
    reports: ReportFilter,
    form: str = "",
    headings: Headings = "keys",
) -> list[list[str]]:
    out = io.BytesIO()
    table = exported_table(con, relation, reports, headings, form)
    count = write_file(con, table, out, "csv")
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert len(rows) == count + 1 == count_rows(con, relation, reports, form) + 1
    return rows
