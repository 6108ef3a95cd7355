"""Write a table of the database as CSV, XLSX or Parquet. DuckDB makes the rows, so that a million cells take seconds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import IO

import duckdb
import numpy as np
import pyarrow as pa
import xlsxwriter
from xlsxwriter.utility import xl_range

from etl.export.columns import Column, Table
from etl.export.writers import EXCEL_ROWS, Progress, TooManyRows, ignore, write_explanation, write_parquet

_BATCH_ROWS = 20_000
_MAX_CELL_TEXT = 32_767  # characters that a cell of Excel holds
_BYTE_ORDER_MARK = "\ufeff"
# what XML cannot hold, and what it would take for markup
_MARKUP = r"[&<>\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x{fffe}\x{ffff}]"
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
_SHEET = "xl/worksheets/sheet1.xml"


def write_csv_file(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    out: IO[bytes],
    progress: Progress = ignore,
    byte_order_mark: bool = True,
) -> int:
    """Write UTF-8, with a byte-order mark so that Excel reads Chinese; return the number of rows."""
    head = ",".join(_csv_quoted(column.heading) for column in table.columns)
    out.write(f"{_BYTE_ORDER_MARK if byte_order_mark else ''}{head}\n".encode())
    fields = ", ',', ".join(map(_csv_field, _names(table), table.columns))
    return _stream(con, table, f"concat({fields}, chr(10))", out.write, progress)


def write_parquet_file(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    out: IO[bytes],
    metadata: Mapping[str, str] | None = None,
    progress: Progress = ignore,
) -> int:
    """Write the rows with their types; `metadata` goes into the file's own metadata."""
    columns = ", ".join(f"{column.value} as {_quoted(column.heading)}" for column in table.columns)
    rows = con.sql(f"select {columns} from ({table.query})", params=table.reports.bound())
    return write_parquet(rows.to_arrow_reader(_BATCH_ROWS), out, metadata, progress)


def write_xlsx_file(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    out: IO[bytes],
    sheet_name: str = "data",
    explanation: tuple[str, Sequence[tuple[str, str]]] | None = None,
    progress: Progress = ignore,
) -> int:
    """Write one sheet of rows and, if given, one of explanation; `progress` is told the rows written so far.

    Texts stay texts even if they look like numbers, formulas or links. The rows are streamed: memory does not grow
    with them. Raises TooManyRows beyond `EXCEL_ROWS`.
    """
    count = _count(con, table)
    if count > EXCEL_ROWS:
        raise TooManyRows(f"more than {EXCEL_ROWS} rows")
    frame = _frame(table.columns, count, sheet_name, explanation)
    with (
        zipfile.ZipFile(frame) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for entry in source.infolist():
            if entry.filename != _SHEET:
                target.writestr(entry, source.read(entry))
                continue
            before, head, after = _parted(source.read(entry), xl_range(0, 0, count, len(table.columns) - 1))
            with target.open(_SHEET, "w", force_zip64=True) as sheet:
                sheet.write(before + head)
                cells = ", ".join(map(_cell, _names(table), table.columns))
                _stream(con, table, f"concat('<row>', {cells}, '</row>')", sheet.write, progress)
                sheet.write(after)
    return count


def write_file(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    out: IO[bytes],
    file_format: str,
    *,
    sheet_names: tuple[str, str] = ("data", "about"),
    explanation: Sequence[tuple[str, str]] = (),
    progress: Progress = ignore,
) -> int:
    """Write csv, xlsx or parquet; the explanation is a sheet of a workbook, and metadata of a Parquet file."""
    if file_format == "parquet":
        return write_parquet_file(con, table, out, dict(explanation), progress)
    if file_format == "xlsx":
        about = (sheet_names[1], explanation) if explanation else None
        return write_xlsx_file(con, table, out, sheet_names[0], about, progress)
    return write_csv_file(con, table, out, progress)


def _frame(
    columns: Sequence[Column],
    count: int,
    sheet_name: str,
    explanation: tuple[str, Sequence[tuple[str, str]]] | None,
) -> io.BytesIO:
    """The workbook with the heading alone: its styles, filters, frozen row and explanation."""
    frame = io.BytesIO()
    with xlsxwriter.Workbook(frame, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 16)
        bold = book.add_format({"bold": True, "valign": "top"})
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.heading, bold)
        sheet.autofilter(0, 0, count, len(columns) - 1)
        if explanation:
            write_explanation(book, *explanation)
    return frame


def _parted(sheet: bytes, extent: str) -> tuple[bytes, bytes, bytes]:
    """A worksheet up to its rows, with the extent that it will have; its heading row; and what follows."""
    start, end = sheet.index(b"<sheetData>"), sheet.index(b"</sheetData>")
    before = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{extent}"'.encode(), sheet[:start])
    return before, sheet[start:end], sheet[end:]


def _stream(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    row: str,
    write: Callable[[bytes | memoryview], object],
    progress: Progress,
) -> int:
    """Write each row as the text of an expression; the bytes are taken from Arrow's buffer, never made into strings.

    The texts of the columns have the names of `_names` in it: written out at each of their places, they would make
    queries of a hundred thousand characters.
    """
    texts = ", ".join(
        f"{column.text} as {name}" for name, column in zip(_names(table), table.columns, strict=True)
    )
    query = f"select {row} as line from (select *, {texts} from ({table.query}))"
    done = 0
    for batch in con.sql(query, params=table.reports.bound()).to_arrow_reader(_BATCH_ROWS):
        lines = batch.column(0).cast(pa.large_string())
        _, offsets, content = lines.buffers()
        if content is not None:
            ends = np.frombuffer(offsets, dtype=np.int64)[lines.offset : lines.offset + len(lines) + 1]
            write(memoryview(content)[ends[0] : ends[-1]])
        done += batch.num_rows
        progress(done)
    return done


def _names(table: Table) -> list[str]:
    return [f"text_of_column_{at}" for at in range(len(table.columns))]


def _cell(text: str, column: Column) -> str:
    if column.is_number:
        stated = f"{text} is not null and isfinite(({column.value})::double)"
        return f"if({stated}, concat('<c><v>', {text}, '</v></c>'), '<c/>')"
    shown = f"left({text}, {_MAX_CELL_TEXT})" if "text" in column.value else text
    escaped = (
        f"if(regexp_matches({shown}, '{_MARKUP}'), replace(replace(replace(replace(regexp_replace({shown}, '{_CONTROLS}', '', 'g'), "
        f"'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), chr(13), '&#13;'), {shown})"
    )
    return f"if({text} <> '', concat('<c t=\"inlineStr\"><is><t xml:space=\"preserve\">', {escaped}, '</t></is></c>'), '<c/>')"


def _count(con: duckdb.DuckDBPyConnection, table: Table) -> int:
    sql = f"select count(*) from ({table.query})"
    return int(con.sql(sql, params=table.reports.bound()).fetchall()[0][0])


def _csv_field(text: str, column: Column) -> str:
    if column.is_number:
        return text
    return f"if(regexp_matches({text}, '[\",\\r\\n]'), '\"' || replace({text}, '\"', '\"\"') || '\"', {text})"


def _csv_quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set('",\r\n') & set(text) else text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
