"""Loading reads only what is new or changed, loses nothing, and publishes whole versions."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.demo import write
from etl.ingest.load import load_sources
from etl.warehouse import versions
from tests.robustness.faults.few_reports import load_here
from tests.support.current_version import rows


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in `demo`, loaded once from `reports`, and the warehouse of that load in `loaded`."""
    folder = tmp_path_factory.mktemp("loading")
    write(folder / "demo", 1, (2023, 2024), 3)
    (folder / "demo" / ".faults.csv").unlink()
    shutil.copytree(folder / "demo", folder / "reports")
    load_sources([folder / "reports"], folder / "loaded", workers=2)
    return folder


@pytest.fixture
def reports(original: Path) -> Path:
    """The reports as they were at the first load, in the same folder and of the same age."""
    shutil.rmtree(original / "reports", ignore_errors=True)
    shutil.copytree(original / "demo", original / "reports")
    return original / "reports"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A warehouse without any version."""
    return tmp_path / "warehouse"


@pytest.fixture
def loaded_house(original: Path, reports: Path, tmp_path: Path) -> Path:
    """The warehouse after the first load of `reports`, to write to."""
    shutil.copytree(original / "loaded", tmp_path / "loaded")
    return tmp_path / "loaded"


def _count(house: Path) -> int:
    return int(rows(house, "select count(*) from reports")[0][0])


def _files(folder: Path) -> Iterator[Path]:
    return (
        path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".txt", ".md", ".docx", ".pdf")
    )


def test_a_second_load_changes_nothing(reports: Path, loaded_house: Path) -> None:
    count = _count(loaded_house)
    findings = rows(loaded_house, "select count(*) from findings")[0][0]
    assert count > 20
    before = (versions.current(loaded_house), (loaded_house / versions.POINTER).stat().st_mtime_ns)
    second = load_here(reports, loaded_house)
    assert (second.loaded, second.unchanged, second.findings) == (0, count, findings)
    assert (versions.current(loaded_house), (loaded_house / versions.POINTER).stat().st_mtime_ns) == before
    assert not list(loaded_house.glob("staging-*")) and not list(loaded_house.glob("*.part"))


def test_a_changed_file_is_read_again_and_the_others_stay(reports: Path, loaded_house: Path) -> None:
    count = _count(loaded_house)
    page = next(path for path in _files(reports) if path.suffix == ".html")
    page.write_text(
        page.read_text(encoding="utf-8").replace("</body>", "<p>更正</p></body>"), encoding="utf-8"
    )
    second = load_here(reports, loaded_house)
    assert (second.loaded, second.unchanged) == (1, count - 1)
    assert rows(loaded_house, "select count(*) from reports") == [(count,)]


def test_a_removed_file_is_not_in_the_next_version(reports: Path, loaded_house: Path) -> None:
    count = _count(loaded_house)
    gone = next(path for path in _files(reports) if path.suffix == ".txt")
    gone.unlink()
    second = load_here(reports, loaded_house)
    assert second.removed == 1
    assert rows(loaded_house, "select count(*) from reports") == [(count - 1,)]
    assert len(versions.versions(loaded_house)) == 2


def test_a_folder_that_comes_up_empty_loses_nothing(reports: Path, loaded_house: Path) -> None:
    count = _count(loaded_house)
    shutil.rmtree(reports)
    reports.mkdir()
    second = load_here(reports, loaded_house)
    assert second.removed == 0
    assert rows(loaded_house, "select count(*) from reports") == [(count,)]


def test_a_file_that_cannot_be_read_says_why_and_stops_nothing(reports: Path, house: Path) -> None:
    (reports / "空.html").write_bytes(b"")
    (reports / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (reports / "别的.html").write_text("<html><body><p>今日天气晴。</p></body></html>", encoding="utf-8")
    summary = load_here(reports, house)
    rejected = {Path(name).name: reason for name, reason in rows(house, "from rejected_sources")}
    assert set(rejected) == {"空.html", "坏.pdf", "别的.html"}
    assert all(reason.endswith(("。", "）")) for reason in rejected.values())
    assert summary.loaded and summary.rejected == 3


def test_nothing_readable_publishes_nothing(tmp_path: Path, house: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "空.html").write_bytes(b"")
    summary = load_here(tmp_path / "reports", house)
    assert (summary.loaded, summary.unchanged, summary.path) == (0, 0, None)
    assert versions.current(house) is None


def test_the_same_input_gives_the_same_content(original: Path, reports: Path, tmp_path: Path) -> None:
    """Whatever the number of workers, and the order in which folders are given."""
    hashes = set(rows(original / "loaded", "select content_hash from version"))
    load_sources([reports], tmp_path / "one", workers=1)
    hashes |= set(rows(tmp_path / "one", "select content_hash from version"))
    parts = sorted(path for path in reports.iterdir() if path.is_dir())
    load_sources([*reversed(parts)], tmp_path / "parts", workers=2)
    hashes |= set(rows(tmp_path / "parts", "select content_hash from version"))
    assert len(hashes) == 1


def test_a_second_load_at_the_same_time_is_refused(reports: Path, house: Path) -> None:
    with versions.locked(house), pytest.raises(versions.Busy):
        load_here(reports, house)


def test_a_damaged_version_is_rebuilt(reports: Path, loaded_house: Path) -> None:
    count = _count(loaded_house)
    path = versions.current(loaded_house)
    assert path is not None
    path.write_bytes(path.read_bytes()[:5000])
    second = load_here(reports, loaded_house)
    assert second.loaded == count
    assert rows(loaded_house, "select count(*) from reports") == [(count,)]


def test_synthetic_reports_are_marked(original: Path) -> None:
    assert rows(original / "loaded", "select distinct synthetic from reports") == [(True,)]


def test_cells_say_what_is_printed(original: Path) -> None:
    assert rows(
        original / "loaded", "select count(*) from cells where state <> 'number' and value is not null"
    ) == [(0,)]
    assert rows(
        original / "loaded", "select count(*) from cells where state = 'number' and value is null"
    ) == [(0,)]
    per_report = rows(
        original / "loaded",
        "select distinct n from (select count(*) n from cells join reports using (report_id) where status = 'read' group by report_id)",
    )
    assert {n for (n,) in per_report} <= {198, 200, 186, 212}
