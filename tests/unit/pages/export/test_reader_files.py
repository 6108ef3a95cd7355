"""Files under readers' headings: words, areas, short names, and the numbers of the view."""

import io
from collections import Counter

import duckdb
import pytest

from etl import exported_table, relation_query, short_labels, write_file
from etl.rules.catalog import form_cells
from tests.support.exported import ALL, COUNTIES, csv_rows


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
