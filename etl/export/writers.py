"""Write Arrow batches as CSV, XLSX or Parquet. Each writer returns the number of rows written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from etl.export.spreadsheet_guard import guard

EXCEL_ROWS = 1_048_575  # without the heading
Progress = Callable[[int], object]
_WORKBOOK = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class TooManyRows(ValueError):
    """A worksheet cannot hold the rows."""


def _ignore(rows: int) -> None:
    """Progress that nobody watches."""


def write_csv(
    rows: pa.RecordBatchReader,
    out: IO[bytes],
    constants: Mapping[str, str] | None = None,
    progress: Progress = _ignore,
    byte_order_mark: bool = True,
) -> int:
    """Write UTF-8, with a byte-order mark so that Excel reads Chinese; `constants` are further columns."""
    if byte_order_mark:
        out.write(_BYTE_ORDER_MARK)
    fixed = {name: str(guard(value)) for name, value in (constants or {}).items()}
    schema = rows.schema
    for name in fixed:
        schema = schema.append(pa.field(name, pa.string()))
    count = 0
    with pyarrow.csv.CSVWriter(out, schema) as writer:
        for batch in rows:
            more = [pa.array([value] * batch.num_rows, pa.string()) for value in fixed.values()]
            writer.write_batch(pa.RecordBatch.from_arrays([*batch.columns, *more], schema=schema))
            count += batch.num_rows
            progress(count)
    return count


def write_parquet(
    rows: pa.RecordBatchReader,
    out: IO[bytes],
    metadata: Mapping[str, str] | None = None,
    progress: Progress = _ignore,
) -> int:
    """Write the rows with their types; `metadata` goes into the file's own metadata."""
    schema = rows.schema.with_metadata(dict(metadata or {}))
    count = 0
    with pyarrow.parquet.ParquetWriter(out, schema) as writer:
        for batch in rows:
            writer.write_batch(batch.replace_schema_metadata(schema.metadata))
            count += batch.num_rows
            progress(count)
    return count


def write_xlsx(
    rows: pa.RecordBatchReader,
    out: IO[bytes],
    sheet_name: str = "data",
    explanation: tuple[str, Sequence[tuple[str, str]]] | None = None,
    progress: Progress = _ignore,
) -> int:
    """Write one sheet of rows and, if given, one of explanation: its name and its (heading, text) lines.

    Texts stay texts even if they look like numbers, formulas or links. Raises TooManyRows beyond `EXCEL_ROWS`.
    """
    with xlsxwriter.Workbook(out, _WORKBOOK) as book:
        count = _write_sheet(book, rows, sheet_name, progress)
        if explanation:
            write_explanation(book, *explanation)
    return count


def write_explanation(book: xlsxwriter.Workbook, sheet_name: str, lines: Sequence[tuple[str, str]]) -> None:
    """Add a sheet of two columns, heading and text, that explains the figures of a workbook."""
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(sheet_name)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 110)
    for at, (heading, text) in enumerate(lines):
        sheet.write_string(at, 0, heading, bold)
        sheet.write_string(at, 1, str(guard(text)), wrapped)


def _write_sheet(
    book: xlsxwriter.Workbook, rows: pa.RecordBatchReader, sheet_name: str, progress: Progress
) -> int:
    sheet = book.add_worksheet(sheet_name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(rows.schema) - 1, 16)
    sheet.write_row(0, 0, rows.schema.names, book.add_format({"bold": True, "valign": "top"}))
    write_cell = [_cell_writer(sheet, field.type) for field in rows.schema]
    count = 0
    for batch in rows:
        if count + batch.num_rows > EXCEL_ROWS:
            raise TooManyRows(f"more than {EXCEL_ROWS} rows")
        columns = [column.to_pylist() for column in batch.columns]
        for row, values in enumerate(zip(*columns, strict=True), start=count + 1):
            for column, value in enumerate(values):
                if value is not None:
                    write_cell[column](row, column, value)
        count += batch.num_rows
        progress(count)
    sheet.autofilter(0, 0, count, len(rows.schema) - 1)
    return count


def _cell_writer(sheet: xlsxwriter.worksheet.Worksheet, kind: pa.DataType) -> Callable[[int, int, Any], int]:
    if pa.types.is_boolean(kind):
        return sheet.write_boolean
    return sheet.write_string if pa.types.is_string(kind) else sheet.write_number
