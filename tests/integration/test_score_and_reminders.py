"""The score sheet and the reminders of the demo's county state what independent queries state."""

import io
import zipfile
from pathlib import Path

import docx
import duckdb
import openpyxl
import pytest

from etl.season.follow_up.store import About, Followed, FollowState
from etl.season.score import DEFAULT, Deduction, Rubric, read_rubric, scores
from etl.warehouse import versions
from tests.support.processes import run_etl as run
from tests.support.processes import run_ok

AREA, YEAR = "示例省/澄汐市", 2024
WHERE = f"year = {YEAR} and city = '澄汐市'"


@pytest.fixture(scope="module")
def database(demo_warehouse: Path) -> Path:
    path = versions.current(demo_warehouse)
    assert path is not None
    return path


def test_points_are_taken_off_for_facts(demo_warehouse: Path, database: Path, tmp_path: Path) -> None:
    out = tmp_path / "评分表.xlsx"
    given = ("--area", AREA, "--year", str(YEAR), "--warehouse", str(demo_warehouse), "--out", str(out))
    run_ok(run("score", *given))
    sheet = openpyxl.load_workbook(out)["评分表"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    heads = [cell.value for cell in sheet[2]]
    with duckdb.connect(str(database), read_only=True) as con:
        facts = con.execute(
            f"select agency, state, days_late, report_id from expected where {WHERE}"
        ).fetchall()
        errors = dict(con.execute("select report_id, errors from reports").fetchall())
    assert set(rows) == {agency for agency, *_ in facts}
    assert {"missing", "filed"} <= {state for _, state, *_ in facts}
    for agency, state, days_late, report_id in facts:
        counted = dict(zip(heads[2::2], rows[agency][2::2], strict=True))
        assert counted["未见年度报告"] == (state == "missing")
        assert counted["逾期发布（天）"] == ("不详" if days_late is None else days_late)
        assert counted["数据不符或缺表（处）"] == (errors[report_id] if report_id else "不详")
        assert str(rows[agency][1]).startswith("=MAX(0,100-")


def test_what_was_sent_back_and_is_open_counts(database: Path) -> None:
    rubric = read_rubric(DEFAULT)
    at = [one.fact for one in rubric.deductions].index("unresolved")
    with duckdb.connect(str(database), read_only=True) as con:
        identifier, agency = con.execute(
            f"select agency_id, agency from expected where {WHERE} and state = 'filed'"
        ).fetchall()[0]
        before = {one.agency: one for one in scores(con, AREA.split("/"), YEAR, rubric, {})}
        about = About("c", identifier, agency, YEAR, "own", "sum", "", "", "", "", 0)
        followed = {
            "c": Followed(about, FollowState.SENT, "x", "", "", 1),
            "d": Followed(about, FollowState.CORRECTED, "x", "", "", 1),
        }
        after = {one.agency: one for one in scores(con, AREA.split("/"), YEAR, rubric, followed)}
    assert after[agency].counts[at] == 1
    assert before[agency].total - after[agency].total == rubric.deductions[at].points
    assert {name for name in after if after[name] != before[name]} == {agency}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("full = 100", "deductions"),
        ("full = 1\n[[deductions]]\nfact='luck'\nlabel='a'\npoints=1", "luck"),
        ("full = 1\n[[deductions]]\nfact='errors'\nlabel='a'\npoints=-1", "负数"),
        ("full = [", "r.toml"),
    ],
)
def test_a_rubric_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    given = ("--area", AREA, "--year", "2024", "--rubric", str(tmp_path / "r.toml"))
    done = run("score", *given, "--out", str(tmp_path / "a.xlsx"), "--warehouse", str(tmp_path))
    assert done.returncode == 1 and said in done.stderr


def test_each_body_is_reminded_of_its_own(demo_warehouse: Path, database: Path, tmp_path: Path) -> None:
    out = tmp_path / "提醒函.zip"
    given = ("--area", AREA, "--year", str(YEAR), "--warehouse", str(demo_warehouse), "--out", str(out))
    run_ok(run("reminders", *given))
    with duckdb.connect(str(database), read_only=True) as con:
        due = con.execute(f"""
            select agency, state = 'missing', coalesce(days_late, 0), (select count(distinct code) from finding_codes
                where finding_codes.report_id = expected.report_id and severity in ('error', 'warning')) as open
            from expected where {WHERE}""").fetchall()
    wanted = {agency: rest for agency, *rest in due if any(rest)}
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert len(files) == len(wanted) > 2
    for agency, (is_missing, days_late, count) in wanted.items():
        document = docx.Document(io.BytesIO(files[f"{agency}{YEAR}年提醒函.docx"]))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert ("未见你单位" in text) == is_missing
        assert (f"逾期 {days_late} 天" in text) == bool(days_late)
        assert sum(len(table.rows) - 1 for table in document.tables) == count


def test_no_score_is_below_zero(database: Path) -> None:
    harsh = Rubric("", 10.0, (Deduction("missing", "", 1000.0), Deduction("errors", "", 1000.0)))
    with duckdb.connect(str(database), read_only=True) as con:
        totals = {one.total for one in scores(con, AREA.split("/"), YEAR, harsh, {})}
    assert totals == {0.0, 10.0}
