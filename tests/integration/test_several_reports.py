"""A file with several reports through loading, changing, removing, verifying and looking at its source."""

from pathlib import Path

import pytest

from etl import excerpt_of_source
from etl.ingest.load import load_sources
from etl.warehouse.verify import verify
from tests.robustness.faults.few_reports import load_here
from tests.robustness.variants.case import Case, bases
from tests.robustness.variants.pages import page
from tests.support.current_version import rows

CASES = tuple(bases(seed=41))[2:]


def _write(file: Path, *cases: Case) -> Path:
    file.write_text(page([part for case in cases for part in case.parts()]), encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    _write(tmp_path / "reports" / "汇编.html", *CASES)
    _write(tmp_path / "reports" / "单份.html", next(iter(bases(seed=43))))
    return tmp_path / "reports"


def test_each_report_of_a_file_is_a_row_of_its_own(folder: Path, tmp_path: Path) -> None:
    summary = load_sources([folder], tmp_path / "house", workers=1)
    assert (summary.loaded, summary.rejected) == (2, 0)
    names = [name for (name,) in rows(tmp_path / "house", "select source_name from reports order by all")]
    assert [Path(name).name for name in names] == ["单份.html", "汇编.html#1", "汇编.html#2"]
    assert rows(tmp_path / "house", "select len(report_ids) from sources order by source_name") == [
        (1,),
        (2,),
    ]
    assert not any(verdict.problems for verdict in verify(tmp_path / "house"))


def test_a_second_load_reads_nothing_again(folder: Path, tmp_path: Path) -> None:
    load_here(folder, tmp_path / "house")
    second = load_here(folder, tmp_path / "house")
    assert (second.loaded, second.unchanged) == (0, 2)


@pytest.mark.parametrize("cases", [CASES[:1], CASES[::-1], (*CASES, next(iter(bases(seed=47))))])
def test_a_changed_compilation_leaves_no_report_behind(
    folder: Path, tmp_path: Path, cases: tuple[Case, ...]
) -> None:
    load_here(folder, tmp_path / "amended")
    _write(folder / "汇编.html", *cases)
    load_here(folder, tmp_path / "amended")
    load_here(folder, tmp_path / "anew")
    everything = "select * exclude (report_id) from reports order by all"
    assert rows(tmp_path / "amended", everything) == rows(tmp_path / "anew", everything)
    assert len(rows(tmp_path / "anew", everything)) == 1 + len(cases)
    assert not any(verdict.problems for verdict in verify(tmp_path / "amended"))


def test_a_compilation_that_is_gone_takes_its_reports_along(folder: Path, tmp_path: Path) -> None:
    load_here(folder, tmp_path / "house")
    (folder / "汇编.html").unlink()
    assert load_here(folder, tmp_path / "house").removed == len(CASES)
    assert rows(tmp_path / "house", "select count(*) from reports") == [(1,)]


def test_a_cell_of_a_later_report_is_found_in_the_file(folder: Path, tmp_path: Path) -> None:
    load_here(folder, tmp_path / "house")
    query = """
        select source_name, lower(hex(source_sha256)), locator, raw from figures join cells using (report_id)
        where source_name like '%#2' and table_key = 'review_litigation' and value > 0"""
    for name, sha256, locator, raw in rows(tmp_path / "house", query):
        assert f"<mark>{raw}</mark>" in excerpt_of_source(name, sha256, locator).html
