"""The relations that can be downloaded: their queries, and their rows as Arrow batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.export.spreadsheet_guard import guard_sql

RELATIONS = ("cells", "official", "reports", "measures", "findings", "narratives", "stated_figures")
_SQL = Path(__file__).parent / "sql"
_BATCH_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports to export: a condition on `reports` and its named parameters (`$name`); all reports by default."""

    condition: str = "true"
    parameters: Mapping[str, object] = field(default_factory=dict)

    def bound(self) -> dict[str, object] | None:
        """Parameters as DuckDB takes them: tuples as lists, None if there are none."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in self.parameters.items()
        } or None


def relation_query(
    con: duckdb.DuckDBPyConnection, relation: str, reports: ReportFilter, form: str = ""
) -> str:
    """The query of one of `RELATIONS` over the selected reports; its first comment states the grain.

    `official` needs the key of the `form` whose cells become its columns.
    """
    query = (_SQL / f"{relation}.sql").read_text(encoding="utf-8")
    if relation == "cells":
        query = _unfolding(con, query)
    if relation == "measures":
        query = query.replace("{measures}", _measure_columns(con))
    if relation == "official":
        query = query.replace("{printed}", _printed_columns(con, form)).replace("{form}", form)
    return _wanted(reports) + query


def _wanted(reports: ReportFilter) -> str:
    return f"with wanted as (select * from reports where {reports.condition})\n"


def count_rows(con: duckdb.DuckDBPyConnection, relation: str, reports: ReportFilter, form: str = "") -> int:
    """Number of rows of the query that `relation_query` makes; cells are counted without being unfolded."""
    query = _wanted(reports) + _COUNT_OF_CELLS
    if relation != "cells":
        query = f"select count(*) from ({relation_query(con, relation, reports, form)})"
    return int(con.sql(query, params=reports.bound()).fetchall()[0][0])


def read_rows(con: duckdb.DuckDBPyConnection, query: str, reports: ReportFilter) -> pa.RecordBatchReader:
    """The rows with the types of the database, for Parquet and other formats that no spreadsheet calculates."""
    return con.sql(query, params=reports.bound()).to_arrow_reader(_BATCH_ROWS)


def read_guarded_rows(
    con: duckdb.DuckDBPyConnection, query: str, reports: ReportFilter
) -> pa.RecordBatchReader:
    """The rows for CSV and spreadsheets: texts guarded, lists joined by 、, dates and times in ISO 8601."""
    described = con.sql(f"describe ({query})", params=reports.bound()).fetchall()
    columns = ", ".join(_spreadsheet_column(name, kind) for name, kind, *_ in described)
    return con.sql(f"select {columns} from ({query})", params=reports.bound()).to_arrow_reader(_BATCH_ROWS)


def grain(query: str) -> str:
    """What one row of a query is, from its first comment line."""
    return next((line[3:].strip() for line in query.splitlines() if line.startswith("-- ")), "")


def _measure_columns(con: duckdb.DuckDBPyConnection) -> str:
    keys = con.execute("select measure_key, denominator <> '' from measures order by position").fetchall()
    return ", ".join(
        f"('{key}', {key}_n, {key}_d, {f'{key}_contradictory' if is_divided else 'false'})"
        for key, is_divided in keys
    )


def _unfolding(con: duckdb.DuckDBPyConnection, query: str) -> str:
    """The query of cells with one list per column of the result, all in the order of the tables as printed."""
    cells = con.execute(_CELLS).fetchall()
    labels = ",\n    ".join(
        f"[{', '.join(map(_literal, texts))}][place] as {name}"
        for name, texts in zip(_LABELS, zip(*[label for _, _, *label in cells], strict=True), strict=True)
    )
    lists = {
        "cell_count": str(len(cells)),
        "labels": labels,
        "cell_columns": ", ".join(column for _, column, *_ in cells),
        "positions": ", ".join(str(at) for at, *_ in cells),
    }
    for name, value in lists.items():
        query = query.replace("{" + name + "}", value)
    return query


def _printed_columns(con: duckdb.DuckDBPyConnection, form: str) -> str:
    """One column per cell of the form, headed as printed (表三 一、本年新收…｜自然人), with its printed text."""
    headings = con.execute(_HEADINGS, {"form": form}).fetchall()
    return ",\n".join(
        f"case substr(printed.states, {position}, 1) when ' ' then null "
        f"when 'n' then coalesce(printed.raws[{position}], regexp_replace(printed.{column}::varchar, '\\.0$', '')) "
        f"else coalesce(printed.raws[{position}], '') end as {_quoted(heading)}"
        for position, column, heading in headings
    )


_LABELS = (
    "table_key", "table_number", "row_key", "row_label_zh", "row_label_en", "column_key", "column_label_zh",
    "column_label_en", "unit",
)  # fmt: skip
_CELLS = f"""
select position, column_name, {", ".join(_LABELS)} from form_cells
qualify row_number() over (partition by table_key, row_key, column_key order by form desc) = 1
order by table_key, print_order, row_key, column_key
"""

# a letter per cell of a report's form, blank where its form has no such cell
_COUNT_OF_CELLS = """
select coalesce(sum(length(replace(states, ' ', ''))), 0) from wanted join figures using (report_id)
"""

_HEADINGS = """
select position, column_name,
    concat('表', table_number, ' ', if(row_under <> '', row_under || ' ', ''), row_number, row_label_zh, '｜',
        column_label_zh)
from form_cells where form = $form order by print_order
"""


def _spreadsheet_column(name: str, kind: str) -> str:
    column = _quoted(name)
    if kind.endswith("[]"):
        joined = f"array_to_string({column}, '、')"
        return f"{guard_sql(joined)} as {column}"
    if kind == "VARCHAR":
        return f"{guard_sql(column)} as {column}"
    if kind.startswith("TIMESTAMP"):
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%S') as {column}"
    return f"{column}::varchar as {column}" if kind == "DATE" else column


def _literal(text: str | None) -> str:
    return "null::varchar" if text is None else "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
