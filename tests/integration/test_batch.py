"""Drafts checked together: one sheet each, a summary, last year's reports and the roster, and nothing kept."""

import io
import shutil
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.season.batch_check import check_batch
from etl.season.batch_upload import check_archive
from etl.warehouse import versions
from tests.robustness.faults.few_reports import load_here
from tests.support.processes import run_etl as run
from tests.support.review_reports import page

PLACE = Path("湖南省") / "湘潭市" / "湘潭县"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A warehouse with one body's report of 2023 and a roster of three, and a folder of drafts for 2024."""
    folder = tmp_path_factory.mktemp("batch")
    loaded, drafts = folder / "loaded" / PLACE, folder / "drafts" / PLACE
    loaded.mkdir(parents=True)
    drafts.mkdir(parents=True)
    (loaded / "统计局.html").write_text(page("湘潭县统计局").replace("2024", "2023"), encoding="utf-8")
    names = ("统计局", "民政局", "教育局")
    (loaded / "roster.csv").write_text("\n".join(("名称", *names)), encoding="utf-8")
    load_here(folder / "loaded", folder / "warehouse")
    (drafts / "统计局.html").write_text(page("湘潭县统计局", upheld=2, total=5), encoding="utf-8")
    (drafts / "民政局.html").write_text(page("湘潭县民政局"), encoding="utf-8")
    (drafts / "破损.docx").write_bytes(b"nothing of the kind")
    return folder / "drafts", folder / "warehouse"


def kept(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
def test_a_batch_is_checked_and_nothing_is_kept(
    office: tuple[Path, Path], tmp_path: Path, as_zip: bool
) -> None:
    drafts, warehouse = office
    source = Path(shutil.make_archive(str(tmp_path / "草稿"), "zip", drafts)) if as_zip else drafts
    before = kept(warehouse)
    out = tmp_path / "结果.zip"
    done = run("batch", str(source), "--out", str(out), "--warehouse", str(warehouse), "--workers", "1")
    assert done.returncode == 1, done.stderr  # errors, and one file that cannot be read
    assert kept(warehouse) == before
    with zipfile.ZipFile(out) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert set(files) == {"汇总.xlsx", "结果/湘潭县统计局2024.xlsx", "结果/湘潭县民政局2024.xlsx"}
    summary = openpyxl.load_workbook(io.BytesIO(files["汇总.xlsx"]))
    head, *rows = list(summary["各份"].iter_rows(min_row=2, values_only=True))
    counts = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert counts["湘潭县统计局"]["与去年核对"] == "是" and counts["湘潭县民政局"]["与去年核对"] == "否"
    assert int(counts["湘潭县统计局"]["错误"]) == int(counts["湘潭县民政局"]["错误"]) + 1
    assert [row[0] for row in summary["应报未交"].iter_rows(min_row=2, values_only=True)] == ["湘潭县教育局"]
    (unread,) = summary["未能读取"].iter_rows(min_row=2, values_only=True)
    assert str(unread[0]).endswith("破损.docx") and unread[1]
    sheet = openpyxl.load_workbook(io.BytesIO(files["结果/湘潭县统计局2024.xlsx"]))["核对结果"]
    lines = list(sheet.iter_rows(values_only=True))
    (wrong,) = [line for line in lines if line[6] == 5]
    assert (wrong[0], wrong[3], wrong[7], wrong[8]) == ("错误", "表四", 2, 3) and wrong[9]


def test_two_drafts_of_one_body_are_told_with_the_name_of_the_one_that_counts(
    office: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = f"草稿/第一批（2月）/{PLACE.as_posix()}"
    names = {"民政局（改）.html": page("湘潭县民政局", total=6), "民政局.html": page("湘潭县民政局")}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, content in names.items():
            archive.writestr(f"{folder}/{name}", content)
    out = tmp_path / "b.zip"
    run("batch", str(tmp_path / "a.zip"), "--out", str(out), "--warehouse", str(office[1]), "--workers", "1")
    with zipfile.ZipFile(out) as archive:
        summary = openpyxl.load_workbook(io.BytesIO(archive.read("汇总.xlsx")))["各份"]
        head, *rows = list(summary.iter_rows(min_row=2, values_only=True))
        told = {row[head.index("文件")]: row[head.index("计入的另一份")] for row in rows}
        assert set(told) == {f"{folder}/{name}" for name in names}
        assert sorted(map(bool, told.values())) == [False, True]
        (other,) = (name for name in told.values() if name)
        assert other in told and not told[other]
        sheets = (openpyxl.load_workbook(io.BytesIO(archive.read(name))) for name in archive.namelist()[1:])
        assert (
            sum(
                other in str(row)
                for sheet in sheets
                for row in sheet["核对结果"].values
                if "计入" in str(row)
            )
            == 1
        )


def test_a_draft_of_a_place_that_no_register_has_is_compared_with_last_year_without_its_folders(
    demo_warehouse: Path, tmp_path: Path
) -> None:
    database = versions.current(demo_warehouse)
    with duckdb.connect(str(database), read_only=True) as con:
        query = """
            select agency, max(year) from reports
            where is_current and scope = 'own' and county = '岚岭区' and agency like '岚岭区%局'
            group by agency order by agency limit 1"""
        ((agency, year),) = con.execute(query).fetchall()
    drafts = tmp_path / "草稿"
    drafts.mkdir()
    # as the body calls itself, with its prefecture, and one that several counties have
    for number, name in enumerate((agency, f"澄汐市{agency}", agency.removeprefix("岚岭区"))):
        content = page(name, upheld=number).replace("2024", str(year + 1))
        (drafts / f"{number}.html").write_text(content, encoding="utf-8")
    batch = check_batch(drafts, demo_warehouse, workers=1)
    found = {
        one.source_name: (one.agency, one.has_last_year or bool(one.counts_instead)) for one in batch.checked
    }
    assert found["0.html"] == (agency, True) and found["1.html"][1]
    assert not found["2.html"][1]


def test_drafts_are_checked_without_a_warehouse_too(office: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "结果.zip"
    given = ("--out", str(out), "--warehouse", str(tmp_path / "none"))
    assert run("batch", str(office[0]), *given).returncode == 1
    with zipfile.ZipFile(out) as archive:
        assert len(archive.namelist()) == 3
    assert not (tmp_path / "none").exists()
    assert run("batch", str(tmp_path / "nowhere"), *given).returncode == 2


def test_an_uploaded_batch_is_checked_with_progress_and_deleted(
    office: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, warehouse = office
    data = Path(shutil.make_archive(str(tmp_path / "草稿"), "zip", drafts)).read_bytes()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    before, seen = kept(warehouse), list[tuple[int, int]]()
    results, said = check_archive(
        data, "../草稿 1", warehouse, "en", lambda done, total: seen.append((done, total))
    )
    assert results is not None and "checked" in said
    assert seen[-1] == (3, 3)
    with zipfile.ZipFile(io.BytesIO(results)) as archive:
        assert len(archive.namelist()) == 3
    assert list(temporary.iterdir()) == [] and kept(warehouse) == before
    results, _ = check_archive(b"no zip", "a.zip", warehouse, "zh", lambda done, total: None)
    with zipfile.ZipFile(io.BytesIO(results or b"")) as archive:
        assert archive.namelist() == ["汇总.xlsx"]
