"""Figures corrected by command: put down, applied by the next load, taken back."""

import json
from pathlib import Path

import pytest

from tests.robustness.faults.few_reports import load_here
from tests.support.current_version import rows
from tests.support.processes import run_etl as run
from tests.support.processes import run_ok
from tests.support.review_reports import page

PLACE = Path("湖南省") / "湘潭市" / "湘潭县"
CELL = "review_litigation/review/total"
SQL = """select value, raw, corrected from cells join reports using (report_id)
where agency = '湘潭县统计局' and row_key = 'review' and column_key = 'total'"""


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, Path]:
    """Reports of two bodies whose totals of reviews are wrong, loaded: their folder and the warehouse."""
    folder, warehouse = tmp_path / "reports", tmp_path / "warehouse"
    (folder / PLACE).mkdir(parents=True)
    for name in ("统计局", "民政局"):
        (folder / PLACE / f"{name}.html").write_text(
            page(f"湘潭县{name}", upheld=2, total=5), encoding="utf-8"
        )
    load_here(folder, warehouse)
    return folder, warehouse


def correct(warehouse: Path, right: str, **more: str) -> tuple[int, str]:
    given = {
        "--agency": "湘潭县统计局",
        "--year": "2024",
        "--cell": CELL,
        "--right": right,
        "--reason": "总计误写",
        "--evidence": "函〔2025〕3号",
        "--by": "张三",
        "--warehouse": str(warehouse),
    } | {f"--{name}": value for name, value in more.items()}
    done = run("correct", *(text for pair in given.items() for text in pair))
    return done.returncode, done.stdout + done.stderr


def test_a_figure_is_corrected_by_the_next_load_and_by_no_other_way(office: tuple[Path, Path]) -> None:
    folder, warehouse = office
    code, said = correct(warehouse, "2")
    assert code == 0 and f"load {folder}" in said
    assert rows(warehouse, SQL) == [(5.0, "5", False)]
    # only the report concerned is read again
    assert str(load_here(folder, warehouse)).startswith("loaded 1, unchanged 1,")
    assert rows(warehouse, SQL) == [(2.0, "5", True)]
    told = rows(warehouse, "select message from findings where rule_key = 'corrected'")
    assert len(told) == 1 and "函〔2025〕3号" in told[0][0] and "张三" in told[0][0]
    assert str(load_here(folder, warehouse)).startswith("loaded 0, unchanged 2,")
    changes = json.loads(run_ok(run("changes", "--format", "json", "--warehouse", str(warehouse))))
    assert [(cell["old"], cell["new"], cell["why"]) for cell in changes["cells"]] == [(5, 2, "correction")]
    assert correct(warehouse, "5", reason="原文无误")[0] == 0
    assert str(load_here(folder, warehouse)).startswith("loaded 1, unchanged 1,")
    assert rows(warehouse, SQL) == [(5.0, "5", False)]
    run_ok(run("verify", "--warehouse", str(warehouse)))


def test_what_cannot_be_corrected_is_said(office: tuple[Path, Path]) -> None:
    folder, warehouse = office
    assert correct(warehouse, "两件")[0] == 1
    assert correct(warehouse, "2", by=" ")[0] == 1
    assert correct(warehouse, "2", agency="统计局")[0] == 1
    assert correct(warehouse, "2", cell="statistics/x/y")[0] == 2
    assert correct(warehouse, "2", cell="applications/received_new/total", year="2023")[0] == 1
    assert not (warehouse / "corrections.csv").exists()
    (warehouse / "corrections.csv").write_text("agency,year\n湘潭县统计局,2024\n", encoding="utf-8")
    code, said = correct(warehouse, "2")
    assert code == 1 and "corrections.csv" in said
    # a load never goes on without corrections that it cannot understand
    stopped = run("load", str(folder), "--warehouse", str(warehouse))
    assert stopped.returncode == 1 and "corrections.csv" in stopped.stderr


def test_the_body_prints_it_right_or_wrong_in_another_way(office: tuple[Path, Path]) -> None:
    folder, warehouse = office
    assert correct(warehouse, "2")[0] == 0
    file = folder / PLACE / "统计局.html"
    file.write_text(page("湘潭县统计局", upheld=2, total=2), encoding="utf-8")
    load_here(folder, warehouse)
    stale = "select count(*) from findings where rule_key = 'correction_stale'"
    assert (rows(warehouse, SQL), rows(warehouse, stale)) == ([(2.0, "2", False)], [(0,)])
    file.write_text(page("湘潭县统计局", upheld=2, total=7), encoding="utf-8")
    load_here(folder, warehouse)
    assert (rows(warehouse, SQL), rows(warehouse, stale)) == ([(7.0, "7", False)], [(1,)])
