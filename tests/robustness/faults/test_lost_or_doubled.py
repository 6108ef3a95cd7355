"""Nothing is lost and nothing is doubled, however the same files are given and whatever read them before."""

import zipfile
from pathlib import Path

import duckdb
import pytest

from etl.ingest.load import load_sources
from etl.warehouse import versions
from tests.robustness.faults.few_reports import content, leftovers, load_here, read_here, reports


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return reports(tmp_path / "reports")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return tmp_path / "house"


def _load(house: Path, *sources: Path | str) -> None:
    load_sources([Path(source) for source in sources], house, 1, read_here)


def test_the_same_bytes_read_again_replace_what_was_read_before(sources: Path, house: Path) -> None:
    load_here(sources, house)
    page = sorted(sources.iterdir())[0]
    # a manifest changes how a file is read, as does another version of the program
    (sources / "manifest.csv").write_text(f"file,url\n{page.name},http://example.org/\n", encoding="utf-8")
    assert load_here(sources, house).loaded == 1
    actual = content(house)
    assert actual is not None and actual[1] == 4


def test_folders_given_twice_or_inside_each_other_are_read_once(
    sources: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = sources / "inner"
    inner.mkdir()
    sorted(sources.glob("*.html"))[0].replace(inner / "a.html")
    monkeypatch.chdir(sources.parent)
    _load(house, inner, sources, Path("reports"), inner / "a.html")
    actual = content(house)
    assert actual is not None and actual[1] == 4
    _load(house, "reports")
    _load(house, "reports/inner")
    _load(house, inner)
    actual = content(house)
    assert actual is not None and actual[1] == 4
    (inner / "a.html").unlink()
    _load(house, "reports")
    actual = content(house)
    assert actual is not None and actual[1] == 3


def _former_schema(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("update version set schema_version = schema_version - 1")


def _later_schema(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("update version set schema_version = schema_version + 1")


def _load_two_folders(house: Path, sources: Path, tmp_path: Path) -> Path:
    """Load one page of `sources` from a folder of its own, then the others from theirs; returns that page."""
    page = sorted(sources.glob("*.html"))[0]
    moved = tmp_path / "elsewhere" / page.name
    moved.parent.mkdir()
    page.replace(moved)
    _load(house, moved.parent)
    _load(house, sources)
    return moved


@pytest.mark.parametrize("other", [_former_schema, _later_schema])
def test_another_schema_reads_all_folders_again(sources: Path, house: Path, tmp_path: Path, other) -> None:  # type: ignore[no-untyped-def]
    _load_two_folders(house, sources, tmp_path)
    before = content(house)
    for path in versions.versions(house):
        other(path)
    _load(house, sources)
    assert content(house) == before


def test_after_a_damaged_version_loading_continues_from_the_last_good_one(
    sources: Path, house: Path, tmp_path: Path
) -> None:
    page = _load_two_folders(house, sources, tmp_path)
    before = content(house)
    (sources / "x.html").write_bytes(page.read_bytes())
    _load(house, sources)
    newest = versions.current(house)
    assert newest is not None
    newest.write_bytes(b"")
    (sources / "x.html").unlink()
    _load(house, sources)
    assert content(house) == before and versions.current(house) != newest
    (house / versions.POINTER).write_bytes(b"\xff\xfe")
    _load(house, sources)
    assert content(house) == before


def test_a_file_that_vanishes_or_cannot_be_opened_keeps_its_report_and_is_tried_again(
    sources: Path, house: Path
) -> None:
    load_here(sources, house)
    before = content(house)
    page = sorted(sources.glob("*.html"))[0]
    data = page.read_bytes()
    page.touch()

    def vanishing(work, batches):  # type: ignore[no-untyped-def]
        page.unlink()
        yield from read_here(work, batches)

    for _ in range(2):
        summary = load_sources([sources], house, 1, vanishing)
        assert (summary.unchanged, summary.rejected) == (4, 0)
        assert content(house) == before
        page.write_bytes(data)
    version = versions.current(house)
    load_sources([sources], house, 1, vanishing)
    assert versions.current(house) == version  # nothing changed, so no version is published
    page.write_bytes(data + b"<!-- -->")
    assert load_here(sources, house).loaded == 1


def test_an_archive_that_can_no_longer_be_opened_keeps_its_reports(sources: Path, house: Path) -> None:
    archive = sources / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for page in sorted(sources.glob("*.html"))[:2]:
            packed.write(page, page.name)
            page.unlink()
    load_here(sources, house)
    before = content(house)
    data = archive.read_bytes()
    archive.write_bytes(data[: len(data) // 2])
    summary = load_here(sources, house)
    assert (summary.removed, summary.rejected) == (0, 1) and content(house) == before
    archive.write_bytes(data)
    assert load_here(sources, house).rejected == 0 and content(house) == before


def test_a_failed_load_leaves_nothing_behind(sources: Path, house: Path) -> None:
    def failing(work, batches):  # type: ignore[no-untyped-def]
        yield from read_here(work, batches)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        load_sources([sources], house, 1, failing)
    assert not leftovers(house) and content(house) is None
