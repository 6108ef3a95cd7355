"""All rows of a relation as a file: CSV, Parquet, XLSX or a data package. No Streamlit; progress is a callback.

The relations are those of `python -m etl export` (etl/export), so that both hand out the same rows.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from pages.parts.paths import ROOT, SQL

_SHARED = ROOT / "etl" / "export"
_OWN = SQL / "export"
RELATIONS = ("cells", "official", "reports", "measures", "findings", "narratives")
EXCEL_ROWS = 1_048_575
_BATCH = 50_000
# what a spreadsheet would take for a formula, also after blanks and in full width; a lone dash is none
_ACTIVE = r"^\s*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]"
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports: `condition` is a condition on `reports`, "true" for all of them."""

    condition: str
    parameters: Mapping[str, object]


def sql(con: duckdb.DuckDBPyConnection, relation: str, selection: Selection, form: str = "") -> str:
    """The query of a relation; its first line states the grain. `form`: the form whose cells `official` spreads."""
    folder = _SHARED if (_SHARED / f"{relation}.sql").is_file() else _OWN
    name = relation if folder == _SHARED else f"export_{relation}"
    text = (folder / f"{name}.sql").read_text(encoding="utf-8")
    if relation == "measures":
        keys = [
            row[0] for row in con.execute("select measure_key from measures order by position").fetchall()
        ]
        text = text.replace("{measures}", ", ".join(f"('{key}', {key}_n, {key}_d)" for key in keys))
    if relation == "official":
        text = text.replace("{printed}", _spread(con, form)).replace("{form}", form)
    return f"with wanted as (select * from reports where {selection.condition})\n{text}"


def count(con: duckdb.DuckDBPyConnection, query: str, selection: Selection) -> int:
    """Rows of a query of `sql`."""
    return int(con.sql(f"select count(*) from ({query})", params=_given(selection)).fetchall()[0][0])


def guarded(con: duckdb.DuckDBPyConnection, query: str, selection: Selection) -> pa.RecordBatchReader:
    """The rows with texts that begin like a formula behind an apostrophe, lists joined, numbers as they are."""
    described = con.sql(f"describe ({query})", params=_given(selection)).fetchall()
    columns = ", ".join(_column(name, kind) for name, kind, *_ in described)
    return con.sql(f"select {columns} from ({query})", params=_given(selection)).to_arrow_reader(_BATCH)


def write_csv(
    rows: pa.RecordBatchReader, out: io.BufferedIOBase, more: Mapping[str, str], progress: Progress
) -> int:
    """UTF-8 with a byte-order mark, so that Excel reads Chinese; `more` are columns that are the same in all rows."""
    out.write(b"\xef\xbb\xbf")
    done = 0
    schema = _widened(rows.schema, more)
    with pyarrow.csv.CSVWriter(out, schema) as writer:
        for batch in rows:
            writer.write_batch(_with(batch, schema, more))
            done += batch.num_rows
            progress(done)
    return done


def write_parquet(
    rows: pa.RecordBatchReader, out: io.BufferedIOBase, more: Mapping[str, str], progress: Progress
) -> int:
    """`more` goes into the file's own metadata."""
    schema = rows.schema.with_metadata(dict(more))
    done = 0
    with pyarrow.parquet.ParquetWriter(out, schema) as writer:
        for batch in rows:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
            done += batch.num_rows
            progress(done)
    return done


def write_xlsx(
    rows: pa.RecordBatchReader,
    out: io.BufferedIOBase,
    names: tuple[str, str],
    explanation: Sequence[tuple[str, str]],
    progress: Progress,
) -> int:
    """Sheets called `names`: the rows, and what they are. Raises ValueError beyond the rows that a sheet can hold."""
    done = 0
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
        sheet = book.add_worksheet(names[0])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(rows.schema) - 1, 16)
        sheet.write_row(0, 0, rows.schema.names, bold)
        for batch in rows:
            if done + batch.num_rows > EXCEL_ROWS:
                raise ValueError("more rows than a sheet can hold")
            columns = [column.to_pylist() for column in batch.columns]
            put = [_writer(sheet, field.type) for field in rows.schema]
            for at, values in enumerate(zip(*columns, strict=True), start=done + 1):
                for place, value in enumerate(values):
                    if value is not None:
                        put[place](at, place, value)
            done += batch.num_rows
            progress(done)
        sheet.autofilter(0, 0, done, len(rows.schema) - 1)
        about = book.add_worksheet(names[1])
        about.set_column(0, 0, 20)
        about.set_column(1, 1, 110)
        for at, (name, text) in enumerate(explanation):
            about.write_string(at, 0, name, bold)
            about.write_string(at, 1, text, wrapped)
    return done


def grain(query: str) -> str:
    """What one row is, from the query's own first comment."""
    return next((line[3:].strip() for line in query.splitlines() if line.startswith("-- ")), "")


def fields(schema: pa.Schema, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """The columns as Frictionless Data describes them."""
    found = []
    for field in schema:
        one = {"name": field.name, "type": _kind(field.type)}
        found.append(one | ({"title": titles[field.name]} if field.name in titles else {}))
    return found


def write_package(
    con: duckdb.DuckDBPyConnection,
    selection: Selection,
    out: io.BufferedIOBase,
    descriptor: Mapping[str, object],
    texts: Mapping[str, str],
    titles: Mapping[str, str],
    progress: Callable[[str], None],
) -> int:
    """A zip of CSV files with a datapackage.json (Frictionless Data) and `texts` (name -> text); returns its rows."""
    resources, rows_written = [], 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, query in _resources(con, selection):
            progress(name)
            rows = guarded(con, query, selection)
            with package.open(f"data/{name}.csv", "w", force_zip64=True) as file:
                written = write_csv(rows, file, {}, lambda done: None)  # type: ignore[arg-type]
            rows_written += written
            resources.append(
                {
                    "name": name,
                    "path": f"data/{name}.csv",
                    "profile": "tabular-data-resource",
                    "title": grain(query),
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "rows": written,
                    "schema": {
                        "fields": fields(rows.schema, titles),
                        "missingValues": [""],
                        **_KEYS.get(name, {}),
                    },
                }
            )
        package.writestr(
            "datapackage.json",
            json.dumps({**descriptor, "resources": resources}, ensure_ascii=False, indent=1),
        )
        for name, text in texts.items():
            package.writestr(name, text)
    return rows_written


_OF_REPORT = {
    "foreignKeys": [{"fields": "report_id", "reference": {"resource": "reports", "fields": "report_id"}}]
}
_KEYS: Mapping[str, Mapping[str, object]] = {
    "reports": {"primaryKey": ["report_id"]},
    "cells": {"primaryKey": ["report_id", "table_key", "row_key", "column_key"], **_OF_REPORT},
    "measures": {"primaryKey": ["report_id", "measure_key"], **_OF_REPORT},
    "narratives": {"primaryKey": ["report_id", "section_key"], **_OF_REPORT},
    "findings": _OF_REPORT,
    "measure_definitions": {"primaryKey": ["measure_key"]},
    "forms": {"primaryKey": ["form"]},
    "rules": {"primaryKey": ["rule_key"]},
}
_DEFINITIONS = {
    "measure_definitions": "-- one row a measure\nselect * from measures order by position",
    "forms": "-- one row a form\nselect * from forms order by position",
    "form_cells": "-- one row a cell of a form, in printed order\nselect * from form_cells order by form, print_order",
    "rules": "-- one row a rule\nselect * from rules order by position",
    "rejected_sources": "-- one row a file that could not be read\nselect * from rejected_sources order by source_name",
    "loads": "-- one row a load that was published\nselect * from loads order by version",
}


def _resources(con: duckdb.DuckDBPyConnection, selection: Selection) -> Iterator[tuple[str, str]]:
    for relation in ("reports", "cells", "measures", "findings", "narratives"):
        yield relation, sql(con, relation, selection)
    for name, query in _DEFINITIONS.items():
        # the parameters of the selection must all be named in a query that is given them
        yield name, f"with wanted as (select * from reports where {selection.condition})\n{query}"


def _spread(con: duckdb.DuckDBPyConnection, form: str) -> str:
    """One column a cell of the form, headed as printed (表三 一、本年新收…｜自然人); as the view `cells` has it."""
    found = con.execute(_HEADINGS, {"form": form}).fetchall()
    quoted = ((position, column, heading.replace('"', '""')) for position, column, heading in found)
    return ",\n".join(
        f"case substr(printed.states, {position}, 1) when ' ' then null "
        f"when 'n' then coalesce(printed.raws[{position}], regexp_replace(printed.{column}::varchar, '\\.0$', '')) "
        f"else coalesce(printed.raws[{position}], '') end as \"{heading}\""
        for position, column, heading in quoted
    )


_HEADINGS = """
select position, column_name,
    concat('表', table_number, ' ', if(row_under <> '', row_under || ' ', ''), row_number, row_label_zh, '｜',
        column_label_zh)
from form_cells where form = $form order by print_order
"""


def _writer(sheet: xlsxwriter.worksheet.Worksheet, kind: pa.DataType) -> Callable[[int, int, Any], int]:
    """How a column's values are written: texts stay texts even where they look like figures."""
    if pa.types.is_boolean(kind):
        return sheet.write_boolean
    return sheet.write_string if pa.types.is_string(kind) else sheet.write_number


def _given(selection: Selection) -> dict[str, object] | None:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in selection.parameters.items()
    } or None


def _column(name: str, kind: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind.endswith("[]"):
        return f"array_to_string({quoted}, '、') as {quoted}"
    if kind == "VARCHAR":
        dash = f"trim({quoted}, '-－') = ''"
        return f"if(regexp_matches({quoted}, '{_ACTIVE}') and not {dash}, '''' || {quoted}, {quoted}) as {quoted}"
    if kind.startswith("TIMESTAMP"):
        return f"strftime({quoted}, '%Y-%m-%dT%H:%M:%S') as {quoted}"
    return f"{quoted}::varchar as {quoted}" if kind == "DATE" else quoted


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    return "number" if pa.types.is_floating(kind) else "string"


def _widened(schema: pa.Schema, more: Mapping[str, str]) -> pa.Schema:
    for name in more:
        schema = schema.append(pa.field(name, pa.string()))
    return schema


def _with(batch: pa.RecordBatch, schema: pa.Schema, more: Mapping[str, str]) -> pa.RecordBatch:
    constant = [pa.array([value] * batch.num_rows, pa.string()) for value in more.values()]
    return pa.RecordBatch.from_arrays([*batch.columns, *constant], schema=schema)
