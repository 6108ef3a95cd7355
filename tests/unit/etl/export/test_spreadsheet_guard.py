"""One guard for the command, the bulk download and the card: the same verdict in Python, SQL and every file."""

import csv
import io
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl import ReportFilter, guard, read_guarded_rows, write_csv, write_file
from etl.export.columns import keyed_table
from etl.export.spreadsheet_guard import guard_sql
from pages.parts.export import card_download
from pages.parts.state.context import View
from tests.support.hostile_texts import GUARDED, HARMLESS

TEXTS = [text for text in (*GUARDED, *HARMLESS) if text]
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫ \t\n\x0b\x1f\x85\u00a0\u3000\u200b\ufeff1a—'"


def from_csv(data: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return [row[0] for row in rows[1:]]


def command_or_bulk(file_format: str) -> bytes:
    out = io.BytesIO()
    with duckdb.connect() as con:
        con.execute("create table t (position integer, text varchar)")
        con.executemany("insert into t values (?, ?)", list(enumerate(TEXTS)))
        write_file(
            con, keyed_table(con, "select text from t order by position", ReportFilter()), out, file_format
        )
    return out.getvalue()


def card() -> bytes:
    view = cast("View", SimpleNamespace(language="en"))
    return card_download.csv(view, pd.DataFrame({"text": TEXTS}), [("link", "=1")])


@pytest.mark.parametrize("text", GUARDED)
def test_a_text_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("value", [*HARMLESS, -5, 1.5, None, True, float("inf")])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert guard(value) is value


def test_every_export_hands_out_the_same_texts() -> None:
    expected = [str(guard(text)) for text in TEXTS]
    assert from_csv(command_or_bulk("csv")) == expected
    assert from_csv(card()) == expected


def test_a_workbook_holds_guarded_texts_and_no_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(command_or_bulk("xlsx")))["data"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    printable = [text for text in TEXTS if not set(text) & set("\x00\x0b\r")]
    assert {str(guard(text)) for text in printable} <= {cell.value for cell in cells}


def test_parquet_holds_texts_as_they_are() -> None:
    out = io.BytesIO()
    with duckdb.connect() as con:
        con.execute("create table t as select '=1' as text, ['a', 'b'] as list, date '2024-01-31' as day")
        write_file(
            con, keyed_table(con, "from t", ReportFilter()), out, "parquet", explanation=(("link", "x"),)
        )
    table = pyarrow.parquet.read_table(out)
    assert table.to_pylist()[0]["text"] == "=1" and table.to_pylist()[0]["list"] == ["a", "b"]
    assert str(table.schema.field("day").type) == "date32[day]" and table.schema.metadata[b"link"] == b"x"


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@settings(deadline=None)
@given(text=st.text(st.sampled_from(SIGNS), max_size=6) | st.text(max_size=8))
@example(text="\x1c=1")
@example(text="\u2029=1")
def test_python_and_sql_agree_on_every_text(con: duckdb.DuckDBPyConnection, text: str) -> None:
    (in_sql,) = con.execute(f"select {guard_sql('$text')}", {"text": text}).fetchall()[0]
    assert in_sql == guard(text)


def test_columns_that_are_the_same_in_all_rows_are_guarded_too() -> None:
    out = io.BytesIO()
    with duckdb.connect() as con:
        write_csv(read_guarded_rows(con, "select 1 as one", ReportFilter()), out, {"link": "=1"})
    rows: list[Any] = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert rows == [["one", "link"], ["1", "'=1"]]
