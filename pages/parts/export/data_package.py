"""All relations and definitions in one zip that describes itself: a Frictionless data package."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO

import duckdb
import pyarrow as pa

from etl import ReportFilter, grain, read_guarded_rows, relation_query, write_csv

_RELATIONS = ("reports", "cells", "measures", "findings", "narratives", "stated_figures")
_DEFINITIONS = {
    "measure_definitions": "-- one row per measure\nselect * from measures order by position",
    "forms": "-- one row per form\nselect * from forms order by position",
    "form_cells": "-- one row per cell of a form, in printed order\n"
    "select * from form_cells order by form, print_order",
    "stated_items": "-- one row per item that can be stated in words\nselect * from stated_items order by position",
    "rules": "-- one row per rule\nselect * from rules order by position",
    "rejected_sources": "-- one row per file that could not be read\n"
    "select * from rejected_sources order by source_name",
    "loads": "-- one row per load that was published\nselect * from loads order by version",
}
_OF_REPORT = {
    "foreignKeys": [{"fields": "report_id", "reference": {"resource": "reports", "fields": "report_id"}}]
}
# relations whose columns a file has besides those of reports, by the file's name
_ALSO = {
    "measures": "measures",
    "measure_definitions": "measures",
    "cells": "form_cells",
    "findings": "rules",
    "stated_figures": "stated_items",
}
# what no relation of the database has as a column of its own
_VALUES_OF_MEASURES = {
    "numerator": "number above the line; NULL if unknown",
    "denominator": "number below the line; NULL if unknown or the measure is no ratio",
    "value": "numerator / denominator, or the numerator of a measure that is no ratio; NULL if unknown, 0/0 or contradictory",
    "contradictory": "whether the report's own figures contradict each other, so that it is left out of every rate",
}
_KEYS: Mapping[str, Mapping[str, object]] = {
    "reports": {"primaryKey": ["report_id"]},
    "cells": {"primaryKey": ["report_id", "table_key", "row_key", "column_key"], **_OF_REPORT},
    "measures": {"primaryKey": ["report_id", "measure_key"], **_OF_REPORT},
    "narratives": {"primaryKey": ["report_id", "section_key"], **_OF_REPORT},
    "findings": _OF_REPORT,
    "stated_figures": _OF_REPORT,
    "stated_items": {"primaryKey": ["item_key"]},
    "measure_definitions": {"primaryKey": ["measure_key"]},
    "forms": {"primaryKey": ["form"]},
    "rules": {"primaryKey": ["rule_key"]},
}


def write_package(
    con: duckdb.DuckDBPyConnection,
    reports: ReportFilter,
    out: IO[bytes],
    descriptor: Mapping[str, object],
    texts: Mapping[str, str],
    titles: Mapping[str, str],
    progress: Callable[[str], None],
) -> int:
    """Write the zip and return its number of rows.

    `descriptor` holds the properties of `datapackage.json` but its resources, `texts` further files by name,
    `titles` those of columns by name. `progress` is called with the name of each resource.
    """
    resources, total = [], 0
    described = _descriptions(con)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, query in _queries(con, reports):
            progress(name)
            rows = read_guarded_rows(con, query, reports)
            with package.open(f"data/{name}.csv", "w", force_zip64=True) as file:
                count = write_csv(rows, file)
            total += count
            resources.append(_resource(name, query, count, _fields(name, rows.schema, titles, described)))
        package.writestr(
            "datapackage.json",
            json.dumps({**descriptor, "resources": resources}, ensure_ascii=False, indent=1),
        )
        for name, text in texts.items():
            package.writestr(name, text)
    return total


def _queries(con: duckdb.DuckDBPyConnection, reports: ReportFilter) -> Iterator[tuple[str, str]]:
    for relation in _RELATIONS:
        yield relation, relation_query(con, relation, reports)
    for name, query in _DEFINITIONS.items():
        # DuckDB refuses parameters that a query does not name
        yield name, f"with wanted as (select * from reports where {reports.condition})\n{query}"


def _descriptions(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """What each column of the database means, by relation and column."""
    comments = con.execute(
        "select table_name, column_name, comment from duckdb_columns() where not internal and comment is not null"
    ).fetchall()
    return {(relation, column): comment for relation, column, comment in comments}


def _resource(name: str, query: str, rows: int, fields: Sequence[Mapping[str, str]]) -> dict[str, object]:
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "profile": "tabular-data-resource",
        "title": grain(query),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": rows,
        "schema": {"fields": fields, "missingValues": [""], **_KEYS.get(name, {})},
    }


def _fields(
    resource: str, schema: pa.Schema, titles: Mapping[str, str], described: Mapping[tuple[str, str], str]
) -> list[dict[str, str]]:
    """Name, type, description and, where the reader's language has one, title of each column."""
    fields = []
    own = _VALUES_OF_MEASURES if resource == "measures" else {}
    for column in schema:
        relations = (resource, _ALSO.get(resource, resource), "reports")
        known = (described.get((relation, column.name)) for relation in relations)
        description = own.get(column.name) or next(filter(None, known), "")
        field = {"name": column.name, "type": _type_name(column.type), "description": description}
        fields.append(field | ({"title": titles[column.name]} if column.name in titles else {}))
    return fields


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    return "number" if pa.types.is_floating(kind) else "string"
