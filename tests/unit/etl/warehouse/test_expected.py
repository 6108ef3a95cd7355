"""Which reports are expected, by a roster or because they were filed before, and what became of them."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.checks.plausibility import deadline
from etl.demo import write
from etl.ingest.load import Summary, load_sources
from etl.model.report import Identity
from etl.warehouse.verify import verify
from tests.robustness.faults.few_reports import read_here
from tests.support.reports import build, identity, query, report

PLACE = Path("示例省") / "澄汐市" / "岚岭区"
HEAD = "name,code,kind,since,until,contact"


def late(name: str, year: int, published: str, **more: object) -> Identity:
    return identity(f"示例县{name}", year, published_on=published, **more)


@pytest.fixture(scope="module")
def filed_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = [
        late("统计局", 2018, "2019-03-31"),
        late("统计局", 2020, "2021-02-03"),
        late("教育局", 2020, "2021-01-31", kinds=("edu",)),
        late("人民政府", 2020, "2021-04-02", scope="government_rollup", kinds=("government",)),
        late("安平镇人民政府", 2020, "2021-06-01", level="township", kinds=("township",)),
        late("人民医院", 2020, "2021-06-01", kinds=("public_institution",)),
        late("民政局", 2020, "", kinds=("civil",)),
    ]
    return build(tmp_path_factory.mktemp("before"), [report(who) for who in reports])


@pytest.mark.parametrize(
    ("agency", "year", "due_on", "days_late", "state"),
    [
        ("统计局", 2018, date(2019, 3, 31), 0, "filed"),
        ("统计局", 2019, date(2020, 1, 31), None, "missing"),
        ("统计局", 2020, date(2021, 1, 31), 3, "late"),
        ("教育局", 2020, date(2021, 1, 31), 0, "filed"),
        ("人民政府", 2020, date(2021, 3, 31), 2, "late"),
        ("安平镇人民政府", 2020, None, None, "filed"),
        ("人民医院", 2020, None, None, "filed"),
        ("民政局", 2020, date(2021, 1, 31), None, "filed"),
    ],
)
def test_the_law_names_the_day(
    filed_before: Path, agency: str, year: int, due_on: date | None, days_late: int | None, state: str
) -> None:
    where = f"from expected where agency = '示例县{agency}' and year = {year}"
    ((*dates, found, from_roster),) = query(
        filed_before, f"select due_on, days_late, state, from_roster {where}"
    )
    assert (*dates, found, from_roster) == (due_on, days_late, state, False)


def test_the_day_is_the_one_of_the_rule(filed_before: Path) -> None:
    late_reports = query(filed_before, "select distinct report_id from findings where rule_key = 'late'")
    assert late_reports == query(filed_before, "select report_id from expected where days_late > 0") != []
    assert deadline(late("统计局", 2018, "")) == date(2019, 3, 31)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The own reports of one county and its roll-up, in formats that are quick to read."""
    folder = tmp_path_factory.mktemp("demo")
    write(folder / "all", 1, (2022, 2024), 5)
    for path in (folder / "all" / PLACE).glob("*"):
        if path.suffix in (".txt", ".md"):
            (folder / "some" / PLACE).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / "some" / PLACE)
    return folder / "some"


def load(sources: Path, warehouse: Path) -> Summary:
    return load_sources([sources], warehouse, 1, read_here)


def expected(summary: Summary, more: str = "") -> dict[tuple[str, int], str]:
    assert summary.path is not None
    rows = query(summary.path, f"select agency, year, state from expected where from_roster {more}")
    return {(agency.removeprefix("岚岭区"), year): state for agency, year, state in rows}


def names_of(path: Path, year: int) -> list[str]:
    sql = f"select agency from reports where is_current and scope = 'own' and year = {year} order by agency"
    return [str(name).removeprefix("岚岭区") for (name,) in query(path, sql)]


@pytest.fixture
def sources(demo: Path, tmp_path: Path) -> Path:
    shutil.copytree(demo, tmp_path / "reports")
    return tmp_path / "reports"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_roster_says_who_must_file(sources: Path, tmp_path: Path, ending: str) -> None:
    first = load(sources, tmp_path / "warehouse")
    assert first.path is not None
    always, *others = names_of(first.path, 2024)
    rows = [
        HEAD.split(","),
        [always, "", "", "", "", "王某 0731"],
        ["数据局", "", "", "2024", "", ""],  # new, has not filed yet
        ["农机局", "", "", "", "2022", ""],  # abolished, never loaded
        ["新桥镇", "", "", "2023", "", ""],
    ]
    if ending == "csv":
        (sources / PLACE / "roster.csv").write_bytes("\n".join(map(",".join, rows)).encode("gb18030"))
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(sources / PLACE / "roster.xlsx")
    second = load(sources, tmp_path / "warehouse")
    found = expected(second)
    assert {year for name, year in found if name == always} == {2022, 2023, 2024}
    assert {key: state for key, state in found.items() if key[0] == "数据局"} == {("数据局", 2024): "missing"}
    assert [year for name, year in found if name == "农机局"] == [2022]
    assert sorted(year for name, year in found if name == "新桥镇人民政府") == [2023, 2024]
    assert second.path is not None and not second.rejected
    named = "', '".join(f"岚岭区{name}" for name in others)
    assert query(second.path, f"select * from expected where agency in ('{named}')") == []
    (verdict,) = verify(tmp_path / "warehouse")
    assert not verdict.problems
    assert any("岚岭区数据局" in remark for remark in verdict.remarks)
    assert any(f"岚岭区{others[0]}" in remark or "等" in remark for remark in verdict.remarks)
    # nothing new, then only the roster, then no roster
    assert load(sources, tmp_path / "warehouse").path == second.path
    (sources / PLACE / f"roster.{ending}").unlink()
    third = load(sources, tmp_path / "warehouse")
    assert third.path != second.path and expected(third) == {}
    assert content(third.path) == content(first.path)


def content(path: Path | None) -> list[tuple[object, ...]]:
    assert path is not None
    return query(path, "select * from expected order by all")


@pytest.mark.slow
def test_a_broken_roster_is_refused_and_the_one_before_stays(sources: Path, tmp_path: Path) -> None:
    roster = sources / PLACE / "roster.csv"
    roster.write_text(f"{HEAD}\n数据局,,,,,\n", encoding="utf-8-sig")
    first = load(sources, tmp_path / "warehouse")
    roster.write_text(f"{HEAD}\n数据局,,,去年,,\n", encoding="utf-8-sig")
    second = load(sources, tmp_path / "warehouse")
    assert second.rejected == 1 and content(second.path) == content(first.path)
    assert second.path is not None
    (reason,) = query(second.path, "select reason from rejected_sources")[0]
    assert "第 2 行" in reason and "去年" in reason


@pytest.mark.slow
def test_one_body_on_two_lines_counts_once_and_is_told(
    sources: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    roster = sources / PLACE / "roster.csv"
    lines = [
        HEAD,
        "数据局,A1,,,,",
        "岚岭区数据局,B2,,2023,,",
        "农机局,C3,,,2022,",
        "农机局,C4,,2023,,",  # the same line, renewed
    ]
    roster.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    summary = load(sources, tmp_path / "warehouse")
    assert [year for name, year in expected(summary) if name == "数据局"].count(2024) == 1
    (told,) = [line for line in caplog.messages if "只计一次" in line]
    assert "第 2 行“数据局”" in told and "第 3 行“岚岭区数据局”" in told
    (verdict,) = verify(tmp_path / "warehouse")
    (remark,) = [line for line in verdict.remarks if "不止一次" in line]
    assert "数据局（A1、B2）" in remark and "农机局" not in remark


@pytest.mark.slow
def test_a_roster_elsewhere_stays_when_other_folders_are_loaded(sources: Path, tmp_path: Path) -> None:
    other = tmp_path / "office" / PLACE
    other.mkdir(parents=True)
    (other / "roster.csv").write_text(f"{HEAD}\n数据局,,,2023,,\n", encoding="utf-8")
    warehouse = tmp_path / "warehouse"
    load_sources([sources, tmp_path / "office"], warehouse, 1, read_here)
    summary = load(sources, warehouse)
    assert expected(summary) == {("数据局", 2023): "missing", ("数据局", 2024): "missing"}


@pytest.mark.slow
def test_the_office_sets_the_day_of_townships(sources: Path, tmp_path: Path) -> None:
    head = "单位名称,类别,报送期限"
    (sources / PLACE / "roster.csv").write_text(f"{head}\n新桥镇,乡镇,2月28日\n", encoding="utf-8")
    summary = load(sources, tmp_path / "warehouse")
    assert summary.path is not None
    due = query(summary.path, "select distinct due_on from expected where from_roster order by all")
    assert due == [(date(2023, 2, 28),), (date(2024, 2, 28),), (date(2025, 2, 28),)]


@pytest.mark.slow
def test_a_full_build_and_an_amended_copy_expect_the_same(sources: Path, tmp_path: Path) -> None:
    roster = sources / PLACE / "roster.csv"
    roster.write_text(f"{HEAD}\n数据局,,,2023,,\n", encoding="utf-8")
    load(sources, tmp_path / "amended")
    roster.write_text(f"{HEAD}\n数据局,,,2024,,\n教育局,,,,,\n", encoding="utf-8")
    amended, whole = load(sources, tmp_path / "amended"), load(sources, tmp_path / "whole")
    assert content(amended.path) == content(whole.path)
    with duckdb.connect(str(amended.path), read_only=True) as con:
        ((changed,),) = con.execute("select amended from version").fetchall()
        assert changed == 0  # no report was read again
