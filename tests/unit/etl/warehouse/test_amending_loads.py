"""Loads of files amend the version before them as long as little changed, and give what a load of all files gives."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from etl.demo import write
from etl.ingest.load import load_sources
from etl.warehouse import amend, full_build, versions
from tests.robustness.faults.few_reports import read_here
from tests.support.contents import assert_same
from tests.support.reports import query

pytestmark = pytest.mark.slow


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    write(tmp_path / "demo", 1, (2023, 2024), 3)
    return tmp_path / "demo"


def _pages(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".txt", ".md")]


def _load(folder: Path, house: Path) -> Path:
    load_sources([folder], house, 1, read_here)
    path = versions.current(house)
    assert path is not None
    return path


@pytest.fixture
def full_builds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files that a full build wrote."""
    built: list[Path] = []
    full = full_build.build

    def recording(path: Path, *arguments: object) -> int:
        built.append(path)
        return full(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(full_build, "build", recording)
    yield built


def test_loads_of_files_amend_and_give_the_same(
    demo: Path, tmp_path: Path, full_builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amend, "MOST_AMENDED", 1.0)
    chance, house, aside = Random(7), tmp_path / "house", tmp_path / "aside"
    shutil.move(demo, aside)
    for page in _pages(aside):
        if chance.random() < 0.8:
            (demo / page.relative_to(aside)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, demo / page.relative_to(aside))
    _load(demo, house)
    assert len(full_builds) == 1
    for step in range(2):
        for page in chance.sample(_pages(demo), 3):
            page.unlink()
        for page in chance.sample(_pages(demo), 2):
            page.write_bytes(page.read_bytes().replace("公开".encode(), "公布".encode(), 3))
        for page in chance.sample(_pages(aside), 5):
            (demo / page.relative_to(aside)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, demo / page.relative_to(aside))
        current = _load(demo, house)
        assert versions.version_of(current) == step + 2
        assert len(full_builds) == step + 1, "the version was not amended"
        assert_same(current, _load(demo, tmp_path / f"anew-{step}"))


def test_too_much_is_built_in_full(demo: Path, tmp_path: Path, full_builds: list[Path]) -> None:
    house = tmp_path / "house"
    _load(demo, house)
    count = len(_pages(demo))
    most = int(amend.MOST_AMENDED * query(_load(demo, house), "select reports from version")[0][0])
    assert count > 2 * most >= 4
    for _ in range(most // 2):  # one is removed and one added
        page = _pages(demo)[0]
        page.write_bytes(page.read_bytes() + b" ")
        _load(demo, house)
    assert len(full_builds) == 1
    page.write_bytes(page.read_bytes() + b" ")
    last = _load(demo, house)
    assert len(full_builds) == 2
    assert query(last, "select amended from version") == [(0,)]
    assert len(query(last, "from loads")) == most // 2 + 2
