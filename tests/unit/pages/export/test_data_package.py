"""Files of all rows: the same as `python -m etl export`, safe in a spreadsheet, and described."""

import csv
import io
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
import pytest

from etl import ReportFilter, Table, count_rows, exported_table, relation_query, short_labels, write_file
from etl.export import files
from etl.export.columns import Headings
from etl.export.writers import Progress
from etl.rules.catalog import form_cells
from pages.parts.export.data_package import write_package
from pages.parts.sections.data.form_definitions import series
from tests.support.processes import run_etl, run_ok

COUNTIES = ReportFilter(
    "year between $first and $last and list_contains($levels, level)",
    {"first": 2022, "last": 2023, "levels": ("county",)},
)
FEW = ReportFilter(
    "year = $year and level = $level and scope = $scope",
    {"year": 2023, "level": "county", "scope": "government_rollup"},
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
    con: duckdb.DuckDBPyConnection,
    relation: str,
    reports: ReportFilter,
    form: str = "",
    headings: Headings = "keys",
) -> list[list[str]]:
    out = io.BytesIO()
    table = exported_table(con, relation, reports, headings, form)
    count = write_file(con, table, out, "csv")
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert len(rows) == count + 1 == count_rows(con, relation, reports, form) + 1
    return rows


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
def test_a_reader_s_file_has_words_area_and_whole_numbers(con: duckdb.DuckDBPyConnection) -> None:
    for relation in ("cells", "measures", "findings", "narratives", "reports", "stated_figures"):
        rows = csv_rows(con, relation, COUNTIES, headings="zh")
        assert {"机关", "年度", "省份", "市州", "县市区", "层级", "机关类别", "区划代码", "口径"} <= set(
            rows[0]
        )
        assert not any("_" in name for name in rows[0]), rows[0]
        at = {name: place for place, name in enumerate(rows[0])}
        assert {row[at["层级"]] for row in rows[1:]} == {"县级"}
        english = csv_rows(con, relation, COUNTIES, headings="en")
        assert len(english) == len(rows)
        assert not any("一" <= letter <= "龥" for name in english[0] for letter in name)
    keyed, words = csv_rows(con, "cells", COUNTIES), csv_rows(con, "cells", COUNTIES, headings="zh")
    value, counted = words[0].index("数值"), keyed[0].index("value")
    assert [row[value] for row in words] == ["数值", *(row[counted] for row in keyed[1:])]
    assert not any(row[value].endswith(".0") for row in words)
    printed = words[0].index("所印（与数值不同时）")
    raw = keyed[0].index("raw")
    for short, full in zip(words[1:], keyed[1:], strict=True):
        assert full[raw] == (short[printed] or full[raw] if short[value] else short[printed])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_of_the_cells_file_stays_short(con: duckdb.DuckDBPyConnection, language: str) -> None:
    """A quarter of the 580 bytes that a row of the first version took."""
    out = io.BytesIO()
    rows = write_file(con, exported_table(con, "cells", ALL, language), out, "csv")
    assert len(out.getvalue()) / rows <= 145


@pytest.mark.parametrize("language", ["zh", "en"])
def test_short_names_tell_the_cells_apart_as_keys_do(con: duckdb.DuckDBPyConnection, language: str) -> None:
    names = {"zh": "机关 年度 区划代码 口径 表 行 列", "en": "Agency,Year,Region code,Scope,Table,Row,Column"}
    rows = csv_rows(con, "cells", ALL, headings=language)
    wanted = names[language].split("," if language == "en" else " ")
    at = [rows[0].index(name) for name in (*wanted, rows[0][-1])]
    told = Counter(tuple(row[place] for place in at) for row in rows[1:])
    assert [one for one, times in told.items() if times > 1] == []


def test_short_names_of_rows_are_labels_that_reports_print() -> None:
    printed: dict[str, set[str]] = {}
    for address, cell in form_cells().items():
        printed.setdefault(address.row, set()).update((cell.row.label_zh, *cell.row.variants))
    for key, name in short_labels("row", "zh").items():
        assert name in printed[key], key


def test_files_of_readers_hold_the_numbers_of_the_view_of_cells(con: duckdb.DuckDBPyConnection) -> None:
    names = "report_id, table_key, row_key, column_key, value, raw, state, locator, counted, corrected"
    exported = f"select {names} from ({relation_query(con, 'cells', ALL)})"
    stored = f"select {names} from cells"
    assert con.sql(f"select count(*) from ({exported})").fetchall()[0][0] > 1000
    for one, other in ((exported, stored), (stored, exported)):
        assert con.sql(f"({one}) except all ({other})").fetchall() == []


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
