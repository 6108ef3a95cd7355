"""The verify command: a good warehouse passes, and each kind of damage is described."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.cli.main import main
from etl.demo import write
from etl.warehouse import versions
from etl.warehouse.verify import verify
from tests.robustness.faults.few_reports import load_here


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    write(folder / "reports", 1, (2024, 2024), 3)
    (folder / "reports" / ".faults.csv").unlink()
    load_here(folder / "reports", folder / "house")
    return folder


@pytest.fixture
def house(loaded: Path, tmp_path: Path) -> Path:
    """A warehouse of the test's own, whose sources are shared."""
    shutil.copytree(loaded / "house", tmp_path / "house")
    return tmp_path / "house"


def _page(loaded: Path) -> Path:
    return next(path for path in sorted((loaded / "reports").rglob("*.html")) if path.is_file())


def _problems(house: Path) -> str:
    return "".join(verify(house)[0].problems)


@pytest.mark.slow
def test_a_fresh_load_is_good(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--warehouse", str(house)]) == 0
    assert "完好" in capsys.readouterr().out


@pytest.mark.slow
def test_names_given_relative_to_another_folder_are_found(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(loaded)
    load_here(Path("reports"), tmp_path / "relative")
    monkeypatch.chdir(tmp_path)
    assert _problems(tmp_path / "relative") == ""


@pytest.mark.slow
def test_copies_of_one_report_that_differ_are_remarked_on(loaded: Path, tmp_path: Path) -> None:
    page = _page(loaded)
    text = page.read_text(encoding="utf-8")
    figure = re.search(r"行政处罚(?:<[^>]*>|\s)*(\d+)<", text)
    assert figure is not None
    folder = tmp_path / page.parent.name
    folder.mkdir()
    (folder / page.name).write_text(text, encoding="utf-8")
    other = text[: figure.start(1)] + "7777" + text[figure.end(1) :]
    (folder / f"{page.stem}（更正后）.html").write_text(other, encoding="utf-8")
    load_here(folder, tmp_path / "house")
    (verdict,) = verify(tmp_path / "house")
    assert not verdict.problems and any("有 1 份现行报告" in remark for remark in verdict.remarks)


@pytest.mark.slow
def test_changed_missing_and_new_sources_are_named(loaded: Path, house: Path) -> None:
    page = _page(loaded)
    original = page.read_bytes()
    try:
        page.write_bytes(original + b"<!-- -->")
        assert "改动过" in _problems(house) and page.name in _problems(house)
        page.rename(page.with_name("moved.html"))
        assert "不在原处" in _problems(house) and page.name in _problems(house)
        assert "moved.html" in "".join(verify(house)[0].remarks)
    finally:
        page.with_name("moved.html").unlink(missing_ok=True)
        page.write_bytes(original)
    assert _problems(house) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("update figures set a_received_new_natural_person = 77 where rowid = 0", "改动过"),
        ("delete from figures where rowid = 0", "相差 1 份"),
        ("update figures set errors = errors + 1 where rowid = 0", "问题清单不符"),
        ("delete from sources where rowid = 0", "没有来源文件"),
        ("update figures set states = states[1:20] where rowid = 0", "状态不完整"),
        ("delete from layouts where rowid = 0", "位置"),
        ("update version set schema_version = 1", "库结构是第 1 版"),
        ("update version set schema_version = 99", "库结构是第 99 版"),
    ],
)
def test_a_change_inside_the_database_is_detected(house: Path, change: str, expected: str) -> None:
    path = versions.current(house)
    assert path is not None
    with duckdb.connect(str(path)) as con:
        if "a_received" in change:
            columns = [
                name
                for (name,) in con.execute(
                    "select column_name from duckdb_columns() where table_name = 'figures'"
                ).fetchall()
            ]
            change = change.replace(
                "a_received_new_natural_person", next(name for name in columns if "received_new" in name)
            )
        con.execute(change)
    assert expected in _problems(house)
    assert main(["verify", "--warehouse", str(house)]) == 1


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    return data[:16384] + bytes(byte ^ (at % 4096 == 0) for at, byte in enumerate(data[16384:]))


@pytest.mark.parametrize("damage", [_cut, _flip, lambda data: b"", lambda data: os.urandom(len(data))])
def test_a_damaged_file_is_reported(house: Path, damage: Callable[[bytes], bytes]) -> None:
    path = versions.current(house)
    assert path is not None
    path.write_bytes(damage(path.read_bytes()))
    assert "损坏" in _problems(house)


def test_without_a_pointer_and_without_data(house: Path, tmp_path: Path) -> None:
    (house / versions.POINTER).write_bytes(b"\xff\x00garbage")
    assert "CURRENT" in _problems(house)
    assert "还没有数据" in _problems(tmp_path / "nothing")
