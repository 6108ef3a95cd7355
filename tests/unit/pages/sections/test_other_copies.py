"""Two reports of one agency and year: the agency page shows where they differ and switches between them."""

import csv
import io
import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl import ReportFilter, exported_table, write_file
from pages.parts.data import database
from tests.support.pages import run_page
from tests.support.reports import build, identity, query, report

FINES = "proactive_disclosure.penalties.decisions"


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    first = replace(report(identity(published_on="2024-01-20"), {FINES: 12}), source_name="/srv/甲/新.html")
    other = replace(report(identity(published_on="2024-01-10"), {FINES: 37}), source_name="/srv/甲/旧.html")
    path = build(tmp_path, [first, other])
    (tmp_path / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    return path


def test_the_reader_sees_the_difference_and_can_switch(warehouse: Path) -> None:
    (agency_id,) = query(warehouse, "select any_value(agency_id) from figures")[0]
    ((other,),) = query(warehouse, "select report_id from figures where not is_current")
    app = run_page("agency", agency=agency_id, year="2023", **{"agency-part": "form"})
    assert not app.exception
    texts = "\n".join(str(one.value) for one in (*app.markdown, *app.caption))
    assert "另有 1 份报告" in texts and "有 1 格数字不同" in texts
    (table,) = [one.value for one in app.dataframe if "另一份" in one.value.columns]
    assert table[["计入的一份", "另一份", "差"]].to_numpy().tolist() == [["12", "37", 25.0]]
    switched = run_page("agency", agency=agency_id, year="2023", **{"agency-copy": other})
    assert not switched.exception
    assert any("旧.html" in str(one.value) and "来源文件" in str(one.value) for one in switched.caption)


def test_no_card_without_another_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, [report(identity(), {FINES: 12})])
    (tmp_path / "CURRENT").write_text("disclosure.000001.duckdb\n", encoding="utf-8")
    monkeypatch.setitem(os.environ, "DISCLOSURE_WAREHOUSE", str(tmp_path))
    database.forget()
    app = run_page("agency", agency="990101-示例县统计局", year="2023")
    assert not app.exception
    assert not any("另有" in str(one.value) for one in app.markdown)


def test_the_file_of_cells_names_the_copy_that_does_not_count(warehouse: Path) -> None:
    """Of the one that counts agency, year and scope say enough."""
    ((other,),) = query(warehouse, "select report_id from figures where not is_current")
    with duckdb.connect(str(warehouse), read_only=True) as con:
        out = io.BytesIO()
        write_file(con, exported_table(con, "cells", ReportFilter(), "zh"), out, "csv")
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    fines = {row["数值"]: row["不计入的另一份（报告代码）"] for row in rows if row["行"] == "行政处罚"}
    assert {fines["12"], fines["37"]} == {"", other}
