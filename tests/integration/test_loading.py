"""Loading reads only what is new or changed, loses nothing, and publishes whole versions."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.demo import write
from etl.ingest.load import Summary, load_sources
from etl.warehouse import versions


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write(folder, 1, (2023, 2024), 3)
    return folder


@pytest.fixture
def reports(demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    shutil.copytree(demo, folder)
    (folder / ".faults.csv").unlink()
    return folder


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def _load(reports: Path, house: Path) -> Summary:
    return load_sources([reports], house, workers=2)


def _rows(house: Path, query: str) -> list[tuple]:
    path = versions.current(house)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


def _files(folder: Path) -> Iterator[Path]:
    return (
        path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".txt", ".md", ".docx", ".pdf")
    )


def test_a_second_load_changes_nothing(reports: Path, house: Path) -> None:
    first = _load(reports, house)
    assert first.loaded and not first.unchanged
    before = (versions.current(house), (house / versions.POINTER).stat().st_mtime_ns)
    second = _load(reports, house)
    assert (second.loaded, second.unchanged, second.findings) == (0, first.loaded, first.findings)
    assert (versions.current(house), (house / versions.POINTER).stat().st_mtime_ns) == before
    assert not list(house.glob("staging-*")) and not list(house.glob("*.part"))


def test_a_changed_file_is_read_again_and_the_others_stay(reports: Path, house: Path) -> None:
    first = _load(reports, house)
    page = next(path for path in _files(reports) if path.suffix == ".html")
    page.write_text(
        page.read_text(encoding="utf-8").replace("</body>", "<p>更正</p></body>"), encoding="utf-8"
    )
    second = _load(reports, house)
    assert (second.loaded, second.unchanged) == (1, first.loaded - 1)
    assert _rows(house, "select count(*) from reports") == [(first.loaded,)]


def test_a_removed_file_is_not_in_the_next_version(reports: Path, house: Path) -> None:
    first = _load(reports, house)
    gone = next(path for path in _files(reports) if path.suffix == ".txt")
    gone.unlink()
    second = _load(reports, house)
    assert second.removed == 1
    assert _rows(house, "select count(*) from reports") == [(first.loaded - 1,)]
    assert len(versions.versions(house)) == 2


def test_a_folder_that_comes_up_empty_loses_nothing(reports: Path, house: Path) -> None:
    first = _load(reports, house)
    shutil.rmtree(reports)
    reports.mkdir()
    second = _load(reports, house)
    assert second.removed == 0
    assert _rows(house, "select count(*) from reports") == [(first.loaded,)]


def test_a_file_that_cannot_be_read_says_why_and_stops_nothing(reports: Path, house: Path) -> None:
    (reports / "空.html").write_bytes(b"")
    (reports / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (reports / "别的.html").write_text("<html><body><p>今日天气晴。</p></body></html>", encoding="utf-8")
    summary = _load(reports, house)
    rejected = {Path(name).name: reason for name, reason in _rows(house, "from rejected_sources")}
    assert set(rejected) == {"空.html", "坏.pdf", "别的.html"}
    assert all(reason.endswith(("。", "）")) for reason in rejected.values())
    assert summary.loaded and summary.rejected == 3


def test_nothing_readable_publishes_nothing(tmp_path: Path, house: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "空.html").write_bytes(b"")
    summary = _load(tmp_path / "reports", house)
    assert (summary.loaded, summary.unchanged, summary.path) == (0, 0, None)
    assert versions.current(house) is None


def test_the_same_input_gives_the_same_content(reports: Path, tmp_path: Path) -> None:
    hashes = set()
    for name, workers in (("one", 1), ("two", 2)):
        load_sources([reports], tmp_path / name, workers=workers)
        hashes |= set(_rows(tmp_path / name, "select content_hash from version"))
    parts = sorted(path for path in reports.iterdir() if path.is_dir())
    load_sources([*reversed(parts)], tmp_path / "parts", workers=2)
    hashes |= set(_rows(tmp_path / "parts", "select content_hash from version"))
    assert len(hashes) == 1


def test_a_second_load_at_the_same_time_is_refused(reports: Path, house: Path) -> None:
    with versions.locked(house), pytest.raises(versions.Busy):
        _load(reports, house)


def test_a_damaged_version_is_rebuilt(reports: Path, house: Path) -> None:
    first = _load(reports, house)
    path = versions.current(house)
    assert path is not None
    path.write_bytes(path.read_bytes()[:5000])
    second = _load(reports, house)
    assert second.loaded == first.loaded
    assert _rows(house, "select count(*) from reports") == [(first.loaded,)]


def test_synthetic_reports_are_marked(reports: Path, house: Path) -> None:
    _load(reports, house)
    assert _rows(house, "select distinct synthetic from reports") == [(True,)]


def test_cells_say_what_is_printed(reports: Path, house: Path) -> None:
    _load(reports, house)
    assert _rows(house, "select count(*) from cells where state <> 'number' and value is not null") == [(0,)]
    assert _rows(house, "select count(*) from cells where state = 'number' and value is null") == [(0,)]
    per_report = _rows(
        house,
        "select distinct n from (select count(*) n from cells join reports using (report_id) where status = 'read' group by report_id)",
    )
    assert {n for (n,) in per_report} <= {198, 200, 186, 212}
