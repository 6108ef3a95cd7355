"""What a monitor reads: the health of the warehouse in one line, and the log of a load as JSON."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from etl.cli.main import main
from etl.warehouse import versions
from tests.robustness.faults.few_reports import load_here, reports
from tests.support.processes import run_etl


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("health")
    (reports(folder / "reports") / "空.html").write_bytes(b"")
    load_here(folder / "reports", folder / "house")
    return folder


@pytest.fixture
def house(loaded: Path, tmp_path: Path) -> Path:
    shutil.copytree(loaded / "house", tmp_path / "house")
    return tmp_path / "house"


def answer(capsys: pytest.CaptureFixture[str], house: Path, *options: str) -> tuple[int, dict[str, object]]:
    code = main(["health", "--warehouse", str(house), *options])
    (line,) = capsys.readouterr().out.splitlines()
    return code, json.loads(line)


def test_a_good_warehouse(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, state = answer(capsys, house, "--max-age", "1")
    assert code == 0 and state["ok"] is True and state["problem"] is None
    assert (state["version"], state["reports"], state["rejected"]) == (1, 4, 1)
    age, seconds = state["age_days"], state["load_seconds"]
    assert isinstance(age, float) and 0 <= age < 1
    assert isinstance(seconds, float) and seconds > 0
    assert str(state["published_at"]).endswith("Z")


def test_age_counts_from_the_last_load_with_or_without_news(
    loaded: Path, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long_ago = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=9)
    current = versions.current(house)
    assert current is not None
    with duckdb.connect(str(current)) as con:
        con.execute("update version set published_at = ?", [long_ago])
    (house / versions.CHECKED).write_text(long_ago.isoformat(), encoding="utf-8")
    assert answer(capsys, house)[0] == 0
    code, state = answer(capsys, house, "--max-age", "8")
    assert (code, state["problem"]) == (1, "too_old")
    assert round(float(str(state["age_days"]))) == 9
    load_here(loaded / "reports", house)
    code, state = answer(capsys, house, "--max-age", "8")
    assert (code, state["version"]) == (0, 1)


def test_a_load_that_read_nothing_does_not_count(
    loaded: Path, house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / versions.CHECKED).unlink()
    (tmp_path / "empty").mkdir()
    load_here(tmp_path / "empty", house)
    assert versions.checked_at(house) is None
    state = answer(capsys, house)[1]
    assert state["checked_at"] == state["published_at"]


def test_without_data_damaged_or_of_another_schema(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, house / "none")[1]["problem"] == "no_data"
    current = versions.current(house)
    assert current is not None
    with duckdb.connect(str(current)) as con:
        con.execute("update version set schema_version = 1")
    assert answer(capsys, house)[1]["problem"] == "other_schema"
    current.write_bytes(b"garbage")
    code, state = answer(capsys, house)
    assert (code, state["problem"], state["version"]) == (1, "damaged", 1)
    current.unlink()
    assert answer(capsys, house)[1]["problem"] == "no_data"


@pytest.mark.slow
def test_the_log_of_a_load_as_json(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_LOG", "json")
    for house, code in ((tmp_path / "house", 0), (loaded / "reports" / "空.html", 1)):
        done = run_etl("load", str(loaded / "reports"), "--warehouse", str(house))
        assert done.returncode == code
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        by_event = {line["event"]: line for line in lines}
        assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
        if code:
            assert by_event["failed"]["level"] == "error"
            continue
        assert done.stdout.splitlines()[-1].startswith("loaded 4, unchanged 0, rejected 1, findings ")
        assert by_event["rejected"]["source"].endswith("空.html") and by_event["rejected"]["reason"]
        load = by_event["load"]
        assert (load["loaded"], load["rejected"], load["version"]) == (4, 1, 1) and load["seconds"] > 0
