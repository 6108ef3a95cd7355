"""Files of all rows: the same as `python -m etl export`, safe in a spreadsheet, and described."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
import pytest

from etl import (
    ReportFilter,
    count_rows,
    read_guarded_rows,
    relation_query,
    write_csv,
    write_parquet,
    write_xlsx,
)
from etl.export import writers
from pages.parts.export.data_package import write_package
from pages.parts.sections.data.form_definitions import series
from tests.support.processes import run_etl, run_ok

COUNTIES = ReportFilter(
    "year between $first and $last and list_contains($levels, level)",
    {"first": 2022, "last": 2023, "levels": ("county",)},
)
ALL = ReportFilter()


def ignore(_: object) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def database(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, since DuckDB opens a file only once per process unless the settings are those of the pages."""
    current = demo_warehouse / (demo_warehouse / "CURRENT").read_text().strip()
    return Path(shutil.copy(current, tmp_path_factory.mktemp("package")))


@pytest.fixture(scope="module")
def con(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as opened:
        yield opened


def csv_rows(
    con: duckdb.DuckDBPyConnection, relation: str, reports: ReportFilter, form: str = ""
) -> list[list[str]]:
    out = io.BytesIO()
    query = relation_query(con, relation, reports, form)
    count = write_csv(read_guarded_rows(con, query, reports), out)
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert len(rows) == count + 1 == count_rows(con, query, reports) + 1
    return rows


@pytest.mark.parametrize(
    "relation", ["cells", "reports", "measures", "findings", "narratives", "stated_figures"]
)
def test_the_rows_are_those_of_the_export_command(
    con: duckdb.DuckDBPyConnection, demo_warehouse: Path, tmp_path: Path, relation: str
) -> None:
    out = tmp_path / "out.csv"
    choice = ("--what", relation, "--years", "2022-2023", "--level", "county")
    run_ok(run_etl("export", *choice, "--warehouse", str(demo_warehouse), "--out", str(out)))
    with out.open(encoding="utf-8-sig", newline="") as file:
        theirs = list(csv.reader(file))
    ours = csv_rows(con, relation, COUNTIES)
    assert ours[0] == theirs[0]
    assert len(ours) > 1
    assert sorted(ours[1:]) == sorted(theirs[1:])


def test_the_official_form_holds_what_is_printed_in_each_cell(con: duckdb.DuckDBPyConnection) -> None:
    rows = csv_rows(con, "official", ALL, "2021")
    head = rows[0]
    headings = con.execute("select count(*) from form_cells where form = '2021'").fetchall()[0][0]
    assert len(set(head)) == len(head) == headings + 9
    at = head.index("表三 一、本年新收政府信息公开申请数量｜自然人")
    report = head.index("report_id")
    printed = dict(
        con.execute(
            "select report_id, raw from cells where table_key = 'applications' and row_key = 'received_new' "
            "and column_key = 'natural_person'"
        ).fetchall()
    )
    assert len(rows) > 10
    for row in rows[1:]:
        raw = printed.get(row[report], "")
        assert row[at] == (f"'{raw}" if raw[:1] in "=+-@" and raw.strip("-") else raw)


def test_texts_that_look_like_formulas_are_kept_from_running() -> None:
    with duckdb.connect() as con:
        con.execute("create table t (text varchar, number double, flag boolean, several varchar[])")
        texts = ["=1+1", "+86", "-2", "@x", "\t=1", "＝1", " =1", "-", "——", "正常", None]
        con.executemany("insert into t values (?, -1.5, true, ['=a', 'b'])", [[text] for text in texts])
        out = io.BytesIO()
        write_csv(read_guarded_rows(con, "select * from t", ALL), out, {"link": "x"})
        rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
        assert [row[0] for row in rows[1:]] == [
            "'=1+1", "'+86", "'-2", "'@x", "'\t=1", "'＝1", "' =1", "-", "——", "正常", "",
        ]  # fmt: skip
        assert {row[1] for row in rows[1:]} == {"-1.5"}
        assert rows[0] == ["text", "number", "flag", "several", "link"]
        book = io.BytesIO()
        write_xlsx(read_guarded_rows(con, "select * from t", ALL), book, "数据", ("说明", [("口径", "=1")]))
        sheet = openpyxl.load_workbook(book)["数据"]
        assert [cell.data_type for cell in sheet[2]] == ["s", "n", "b", "s"]
        assert sheet["A2"].value == "'=1+1"


def test_a_workbook_explains_itself_and_a_parquet_file_carries_its_origin(
    con: duckdb.DuckDBPyConnection,
) -> None:
    query = relation_query(con, "findings", ALL)
    book, progress = io.BytesIO(), list[int]()
    write_xlsx(
        read_guarded_rows(con, query, ALL), book, "数据", ("说明", [("口径", "定义")]), progress.append
    )
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames == ["数据", "说明"]
    assert opened["数据"].max_row == count_rows(con, query, ALL) + 1 == progress[-1] + 1
    assert opened["说明"]["B1"].value == "定义"
    file = io.BytesIO()
    write_parquet(read_guarded_rows(con, query, ALL), file, {"link": "https://example.org/?version=2"})
    assert pyarrow.parquet.read_schema(file).metadata[b"link"] == b"https://example.org/?version=2"


def test_a_workbook_refuses_more_rows_than_a_sheet_holds(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "EXCEL_ROWS", 10)
    query = relation_query(con, "cells", ALL)
    with pytest.raises(ValueError, match="more than 10 rows"):
        write_xlsx(read_guarded_rows(con, query, ALL), io.BytesIO())


def test_the_package_describes_every_column_and_its_keys_hold(con: duckdb.DuckDBPyConnection) -> None:
    out = io.BytesIO()
    write_package(
        con,
        COUNTIES,
        out,
        {"name": "x", "profile": "data-package"},
        {"README.md": "读我"},
        {"year": "年度"},
        ignore,
    )
    with zipfile.ZipFile(out) as package:
        descriptor = json.loads(package.read("datapackage.json"))
        assert package.read("README.md").decode() == "读我"
        tables = {}
        for resource in descriptor["resources"]:
            with package.open(resource["path"]) as file:
                rows = list(csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline="")))
            assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
            assert len(rows) - 1 == resource["rows"]
            assert resource["title"]
            tables[resource["name"]] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            for field in resource["schema"]["fields"]:
                if field["type"] in ("integer", "number"):
                    [float(row[field["name"]]) for row in tables[resource["name"]] if row[field["name"]]]
    assert {
        "reports",
        "cells",
        "measures",
        "findings",
        "narratives",
        "stated_figures",
        "stated_items",
        "measure_definitions",
        "form_cells",
        "rules",
    } <= set(tables)
    reports = {row["report_id"] for row in tables["reports"]}
    assert reports
    for resource in descriptor["resources"]:
        schema, records = resource["schema"], tables[resource["name"]]
        if "primaryKey" in schema:
            keys = [tuple(row[name] for name in schema["primaryKey"]) for row in records]
            assert len(keys) == len(set(keys)), resource["name"]
        if "foreignKeys" in schema:
            assert {row["report_id"] for row in records} <= reports


def test_every_series_names_cells_that_its_form_has(con: duckdb.DuckDBPyConnection) -> None:
    cells = {
        (form, f"{table}.{row}.{column}")
        for form, table, row, column in con.execute(
            "select form, table_key, row_key, column_key from form_cells"
        ).fetchall()
    }
    forms = {row[0] for row in con.execute("select form from forms").fetchall()}
    for entry in series():
        assert entry["comparable"] in ("full", "narrow", "none")
        named = {form: entry.get(form, []) for form in forms}
        assert any(named.values())
        for form, keys in named.items():
            for key in keys:
                assert (form, key) in cells, (entry["label_en"], form, key)
