"""The circular's annexes name whom independent queries name, and its text counts them."""

from io import BytesIO
from pathlib import Path

import docx
import duckdb

from etl.demo import write
from tests.robustness.faults.few_reports import load_here
from tests.support.processes import run_etl as run


def test_the_annexes_name_who_is_missing_late_or_wrong(tmp_path: Path) -> None:
    write(tmp_path / "reports", 3, (2023, 2024), 7)
    warehouse, out = str(tmp_path / "warehouse"), tmp_path / "通报.docx"
    load_here(tmp_path / "reports", Path(warehouse))
    done = run(
        "circular", "--area", "示例省/澄汐市", "--year", "2024", "--out", str(out), "--warehouse", warehouse
    )
    assert done.returncode == 0, done.stderr
    with duckdb.connect(run("path", "--warehouse", warehouse).stdout.strip(), read_only=True) as con:
        current = "from reports where is_current and year = 2024"
        late = con.execute(f"select agency {current} and report_id in (select report_id from findings "
                           "where rule_key = 'late')").fetchall()  # fmt: skip
        errors = con.execute(f"select sum(errors) {current}").fetchall()[0][0]
        undated = con.execute(
            "select count(*) from expected where year = 2024 and city = '澄汐市' and state <> 'missing' "
            "and (published_on is null or due_on is null)"
        ).fetchall()[0][0]
        before, now = (
            {one for (one,) in con.execute(f"select agency_id from reports where year = {year}").fetchall()}
            for year in (2023, 2024)
        )
        gone = {one for (one,) in con.execute("select agency_id from agency_successions").fetchall()}
    document = docx.Document(BytesIO(out.read_bytes()))
    missing, lates, broken = document.tables
    assert len(missing.rows) - 1 == len(before - now - gone) > 0
    assert sorted(row.cells[1].text for row in lates.rows[1:]) == sorted(agency for (agency,) in late)
    assert all(int(row.cells[4].text) > 0 for row in lates.rows[1:])
    assert len(broken.rows) - 1 == errors > 0
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"共 {errors} 处" in text and f"逾期 {len(late)} 家" in text and "SYNTHETIC" in text
    assert undated > 0 and f"另有 {undated} 家的报告没有载明发布日期或没有定期限" in text


def test_an_area_without_reports_is_1(tmp_path: Path) -> None:
    given = ("--year", "2024", "--out", str(tmp_path / "a.docx"), "--warehouse", str(tmp_path / "none"))
    assert run("circular", "--area", "示例省", *given).returncode == 1
