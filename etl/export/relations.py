"""The database's rows as CSV, XLSX or Parquet, for scripts and for offices that work in Excel."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

import duckdb

SQL = Path(__file__).parent
BATCH = 20_000
EXCEL_ROWS = 1_048_575
# a text that a spreadsheet would take for a formula
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def export(
    database: Path,
    what: str,
    out: Path | None,
    years: tuple[int, int] | None,
    wanted: Mapping[str, Sequence[str] | None],
    synthetic: bool = True,
) -> int:
    """Writes `what` (cells, reports, measures, findings) of the wanted reports; returns the number of rows.

    The form of `out` follows its ending; None writes CSV to standard output. CSV carries a byte-order mark
    for Excel; texts that begin like a formula are given an apostrophe.
    """
    clause, parameters = _clause(years, wanted, synthetic)
    sql = (SQL / f"{what}.sql").read_text(encoding="utf-8")
    query = f"with wanted as (select * from reports where {clause}) {sql}"
    with duckdb.connect(str(database), read_only=True) as con:
        if what == "measures":
            query = query.replace("{measures}", _measures(con))
        if out is not None and out.suffix.lower() == ".parquet":
            target = str(out).replace("'", "''")
            return int(
                con.execute(f"copy ({query}) to '{target}' (format parquet)", parameters).fetchall()[0][0]
            )
        result = con.execute(query, parameters)
        names = [column[0] for column in result.description or ()]
        if out is not None and out.suffix.lower() == ".xlsx":
            return _write_xlsx(result, names, out)
        if out is None:
            return _write_csv(result, names, sys.stdout)
        with open(out, "w", encoding="utf-8-sig", newline="") as file:
            return _write_csv(result, names, file)


def _clause(
    years: tuple[int, int] | None, wanted: Mapping[str, Sequence[str] | None], synthetic: bool
) -> tuple[str, list[object]]:
    clauses, parameters = ["true"], list[object]()
    if years:
        clauses.append("year between ? and ?")
        parameters += years
    for name, values in wanted.items():
        if values:
            column = "list_has_any(kinds, ?)" if name == "kind" else f"list_contains(?, {name})"
            clauses.append(column)
            parameters.append(list(values))
    if not synthetic:
        clauses.append("not synthetic")
    return " and ".join(clauses), parameters


def _measures(con: duckdb.DuckDBPyConnection) -> str:
    keys = [row[0] for row in con.execute("select measure_key from measures order by position").fetchall()]
    return ", ".join(f"('{key}', {key}_n, {key}_d)" for key in keys)


def _write_csv(result: duckdb.DuckDBPyConnection, names: Sequence[str], file: TextIO) -> int:
    writer = csv.writer(file)
    writer.writerow(names)
    count = 0
    while rows := result.fetchmany(BATCH):
        writer.writerows([[_inert(value) for value in row] for row in rows])
        count += len(rows)
    return count


def _write_xlsx(result: duckdb.DuckDBPyConnection, names: Sequence[str], out: Path) -> int:
    import xlsxwriter

    count = 0
    with xlsxwriter.Workbook(str(out), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, names)
        while rows := result.fetchmany(BATCH):
            if count + len(rows) > EXCEL_ROWS:
                raise SystemExit(f"超过 Excel 的 {EXCEL_ROWS} 行上限；请缩小范围，或导出为 .csv、.parquet")
            for row in rows:
                count += 1
                sheet.write_row(count, 0, [_inert(value) for value in row])
    return count


def _inert(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_ACTIVE) and not _is_dash(value) else value
    if value is None or isinstance(value, (int, float)):
        return value
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_dash(value: str) -> bool:
    return value.strip("-－") == ""
