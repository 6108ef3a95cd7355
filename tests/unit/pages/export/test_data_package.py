"""Files of all rows: the same as `python -m etl export`, safe in a spreadsheet, and described."""

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
import pytest

from etl import ReportFilter, Table, count_rows, exported_table, write_file
from etl.export import files
from etl.export.writers import Progress
from pages.parts.export.data_package import write_package
from pages.parts.sections.data.form_definitions import series
from tests.support.exported import ALL, COUNTIES, csv_rows
from tests.support.processes import run_etl, run_ok

FEW = ReportFilter(
    "year = $year and level = $level and scope = $scope",
    {"year": 2023, "level": "county", "scope": "government_rollup"},
)


def ignore(_: object) -> None:
    """Progress that nobody watches."""


def workbook(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    about: tuple[tuple[str, str], ...] = (),
    seen: Progress = ignore,
) -> openpyxl.Workbook:
    out = io.BytesIO()
    write_file(con, table, out, "xlsx", sheet_names=("数据", "说明"), explanation=about, progress=seen)
    return openpyxl.load_workbook(out)


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


@pytest.mark.slow
def test_the_official_form_holds_what_is_printed_in_each_cell(con: duckdb.DuckDBPyConnection) -> None:
    rows = csv_rows(con, "official", ALL, "2021")
    head = rows[0]
    headings = con.execute("select count(*) from form_cells where form = '2021'").fetchall()[0][0]
    assert len(set(head)) == len(head) == headings + 12
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


HOSTILE = [
    "=1+1",
    "+86",
    "-2",
    "@x",
    "\t=1",
    "＝1",
    " =1",
    "-",
    "——",
    "正常",
    'a,"b"\n<&>',
    "\x01=1",
    "A=1",
    "",
]
GUARDED = [
    "'=1+1",
    "'+86",
    "'-2",
    "'@x",
    "'\t=1",
    "'＝1",
    "' =1",
    "-",
    "——",
    "正常",
    'a,"b"\n<&>',
    "'\x01=1",
    "A=1",
    "",
]


def test_texts_that_look_like_formulas_are_kept_from_running(database: Path, tmp_path: Path) -> None:
    """In every place where a stranger's text can stand: a report's name and title, and what a cell prints."""
    with duckdb.connect(str(shutil.copy(database, tmp_path))) as con:
        ids = [row[0] for row in con.execute("select report_id from figures order by report_id").fetchall()]
        con.executemany(
            "update figures set title = ?, agency = ? where report_id = ?",
            [[text, text, one] for text, one in zip(HOSTILE, ids, strict=False)],
        )
        chosen = ReportFilter("list_contains($ids, report_id)", {"ids": tuple(ids[: len(HOSTILE)])})
        for headings in ("keys", "zh", "en"):
            rows = csv_rows(con, "reports", chosen, headings=headings)
            at = {name: place for place, name in enumerate(rows[0])}
            titles = [row[at[{"keys": "title", "zh": "标题", "en": "Title"}[headings]]] for row in rows[1:]]
            assert sorted(titles) == sorted(GUARDED), headings
        sheet = workbook(con, exported_table(con, "reports", chosen, "zh"))["数据"]
        names = [cell.value for cell in sheet[1]]
        read = [row[names.index("标题")] for row in sheet.iter_rows(min_row=2)]
        assert {cell.data_type for cell in read if cell.value} == {"s"}
        assert {cell.value or "" for cell in read} == {text.replace("\x01", "") for text in GUARDED}


@pytest.mark.slow
def test_a_workbook_explains_itself_and_a_parquet_file_carries_its_origin(
    con: duckdb.DuckDBPyConnection,
) -> None:
    table, seen = exported_table(con, "cells", FEW, "zh"), list[int]()
    book = workbook(con, table, (("口径", "定义"),), seen.append)
    assert book.sheetnames == ["数据", "说明"]
    rows = list(book["数据"].values)
    assert len(rows) == count_rows(con, "cells", FEW) + 1 == seen[-1] + 1 > 500
    assert {int} <= {type(row[rows[0].index("数值")]) for row in rows[1:]} <= {int, float, type(None)}
    assert book["说明"]["B1"].value == "定义"
    file = io.BytesIO()
    write_file(con, table, file, "parquet", explanation=(("link", "https://example.org/?version=2"),))
    assert pyarrow.parquet.read_schema(file).metadata[b"link"] == b"https://example.org/?version=2"
    assert pyarrow.parquet.read_table(file).num_rows == len(rows) - 1


def test_a_workbook_refuses_more_rows_than_a_sheet_holds(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "EXCEL_ROWS", 10)
    with pytest.raises(ValueError, match="more than 10 rows"):
        write_file(con, exported_table(con, "cells", ALL), io.BytesIO(), "xlsx")


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
            assert resource["title"] and all(field["description"] for field in resource["schema"]["fields"])
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
