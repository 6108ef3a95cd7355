"""What a clerk gets in place of a traceback: damaged files, folders in the way, unknown endings."""

import os
import shutil
from pathlib import Path

import pytest

from etl.cli.main import main
from etl.warehouse import versions
from tests.robustness.faults.few_reports import load_here
from tests.support.golden import NAMES, path
from tests.support.reports import build, report

FILE = "disclosure.000001.duckdb"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded")
    build(folder, [report()])
    (folder / "CURRENT").write_text(f"{FILE}\n", encoding="utf-8")
    return folder


@pytest.fixture
def house(loaded: Path, tmp_path: Path) -> Path:
    """A copy, as tests damage it."""
    house = tmp_path / "house"
    house.mkdir()
    for name in (FILE, "CURRENT"):
        shutil.copy(loaded / name, house)
    return house


def run(house: Path, *arguments: object) -> int:
    try:
        return main([*(str(one) for one in arguments), "--warehouse", str(house)])
    except SystemExit as ended:
        return int(ended.code or 0)


def _lose(pointer: Path, how: str) -> None:
    pointer.unlink()
    if how == "damaged":
        pointer.write_bytes(b"\xff\xfe\x00garbage")
    elif how == "folder":
        pointer.mkdir()
    elif how == "a pipe":
        os.mkfifo(pointer)
    elif how == "of a version that is gone":
        pointer.write_text("disclosure.000009.duckdb", encoding="utf-8")


@pytest.mark.parametrize("how", ["missing", "damaged", "folder", "a pipe", "of a version that is gone"])
def test_a_lost_pointer_is_made_up_for(house: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    _lose(house / "CURRENT", how)
    assert run(house, "path") == 0
    told = capsys.readouterr()
    assert told.out.strip().endswith(FILE) and "CURRENT 缺失或损坏" in told.err
    assert run(house, "export", "--what", "reports") == 0
    assert run(house, "health") == 1 and run(house, "verify") == 1


@pytest.mark.slow
@pytest.mark.parametrize("how", ["damaged", "folder"])
def test_a_load_restores_the_pointer(house: Path, how: str) -> None:
    _lose(house / "CURRENT", how)
    load_here(path(NAMES[0]), house)
    assert versions.current(house) is not None


def test_a_damaged_database_is_a_sentence(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / FILE).write_bytes(b"not a database" * 1000)
    assert run(house, "export") == 1
    told = capsys.readouterr().err
    assert "数据库打不开或已损坏" in told and "Traceback" not in told


@pytest.mark.parametrize("name", ["no/such/folder/x.csv", "folder.csv"])
def test_a_place_that_cannot_be_written_is_a_sentence(
    house: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert run(house, "export", "--out", tmp_path / name) == 1
    assert "无法读写" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x.foo", "x", "x.csv.gz", "x.xls"])
def test_an_unknown_ending_is_refused(
    house: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(house, "export", "--out", tmp_path / name) == 2
    assert ".csv" in capsys.readouterr().err and not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["missing.html", "folder.html", "empty.html"])
def test_check_never_ends_in_a_traceback(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "empty.html").touch()
    assert main(["check", str(tmp_path / name), "--format", "json"]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    assert main(["load", str(tmp_path / "loop.html"), "--warehouse", str(tmp_path / "new")]) in (0, 1)
    assert "rejected 1" in capsys.readouterr().out


def test_a_warehouse_whose_name_is_not_unicode_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Path(os.fsdecode(bytes(tmp_path / "new") + b"\xff")), "load", tmp_path) == 2
    assert "Unicode" in capsys.readouterr().err
