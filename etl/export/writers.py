"""Write Arrow batches as CSV or Parquet, and the sheet that explains a workbook. Each writer returns the number of rows written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import IO

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from etl.export.spreadsheet_guard import guard

EXCEL_ROWS = 1_048_575  # without the heading
Progress = Callable[[int], object]
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class TooManyRows(ValueError):
    """A worksheet cannot hold the rows."""


def ignore(rows: int) -> None:
    """Progress that nobody watches."""


def write_csv(
    rows: pa.RecordBatchReader,
    out: IO[bytes],
    constants: Mapping[str, str] | None = None,
    progress: Progress = ignore,
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
    progress: Progress = ignore,
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
