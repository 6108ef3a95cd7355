"""Figures corrected by people: whole lines in the file, each in the audit log, none lost between two people."""

import csv
import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from etl.checks.corrections import Correction, read_corrections
from etl.model.report import Address
from etl.season.follow_up import store
from etl.season.follow_up.figure_correction import (
    NotCorrected,
    Standing,
    correct_figure,
    corrections_of,
    standing_of,
)

ADDRESS = Address("applications", "received_new", "total")
LINE = Correction("示例县统计局", 2024, ADDRESS, "5", "6", "总计误写", "own", "函〔2025〕3号", "张三")
PLACE = (LINE.agency, LINE.year, LINE.scope, ".".join(ADDRESS))


def logged(folder: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(store.path_in(folder)) as con:
        return con.execute("select how, author, right_text from corrections order by id").fetchall()


def test_a_correction_is_a_line_of_the_file_and_of_the_audit_log(tmp_path: Path) -> None:
    assert correct_figure(tmp_path, replace(LINE, right=" ６ "), 0, "page")
    (line,) = corrections_of(tmp_path, *PLACE)
    assert replace(line, made_at="") == LINE and line.made_at.startswith("20")
    assert logged(tmp_path) == [("page", "张三", "6")]
    with sqlite3.connect(store.path_in(tmp_path)) as con:
        for statement in ("delete from corrections", "update corrections set author = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="corrections stay"):
                con.execute(statement)


def test_it_is_taken_back_by_another_line(tmp_path: Path) -> None:
    assert correct_figure(tmp_path, LINE, 0, "page")
    assert correct_figure(tmp_path, replace(LINE, right="5", reason="原文无误"), 1, "page")
    assert [(line.right, line.takes_back) for line in corrections_of(tmp_path, *PLACE)] == [
        ("6", False),
        ("5", True),
    ]


def test_of_two_people_who_saw_the_same_the_second_writes_nothing(tmp_path: Path) -> None:
    assert correct_figure(tmp_path, LINE, 0, "page")
    assert not correct_figure(tmp_path, replace(LINE, right="7", author="李四"), 0, "page")
    assert [line.right for line in read_corrections(tmp_path / "corrections.csv")] == ["6"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (replace(LINE, right="约6"), "right"),
        (replace(LINE, right="6件"), "right"),
        (replace(LINE, right="-6"), "impossible"),
        (replace(LINE, right="6.5"), "impossible"),
        (replace(LINE, reason="  "), "reason"),
        (replace(LINE, author=""), "author"),
    ],
)
def test_a_line_that_says_too_little_is_refused(tmp_path: Path, line: Correction, wrong: str) -> None:
    with pytest.raises(NotCorrected, match=wrong):
        correct_figure(tmp_path, line, 0, "page")
    assert not (tmp_path / "corrections.csv").exists()


def test_the_same_correction_twice_is_refused(tmp_path: Path) -> None:
    assert correct_figure(tmp_path, LINE, 0, "page")
    with pytest.raises(NotCorrected, match="same"):
        correct_figure(tmp_path, LINE, 1, "page")


def test_formulas_stay_text_for_spreadsheets_and_themselves_for_loads(tmp_path: Path) -> None:
    hostile = replace(LINE, printed="=1+1", reason="+cmd", evidence="@x", author="-张三")
    assert correct_figure(tmp_path, hostile, 0, "page")
    with open(tmp_path / "corrections.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [row[name] for name in ("printed", "reason", "evidence", "author")] == [
        "'=1+1",
        "'+cmd",
        "'@x",
        "'-张三",
    ]
    (line,) = corrections_of(tmp_path, *PLACE)
    assert replace(line, made_at="") == hostile


def test_lines_written_by_hand_stay_and_come_into_the_log(tmp_path: Path) -> None:
    head = "agency,year,table_key,row_key,column_key,printed,right,reason\n"
    row = "示例县民政局,2024,applications,received_new,total,1,2,来函\n"
    (tmp_path / "corrections.csv").write_bytes((head + row).encode("gb18030"))
    assert correct_figure(tmp_path, LINE, 0, "page")
    assert [line.agency for line in read_corrections(tmp_path / "corrections.csv")] == [
        "示例县民政局",
        "示例县统计局",
    ]
    assert logged(tmp_path) == [("file", "", "2"), ("page", "张三", "6")]


def test_a_file_that_cannot_be_understood_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text("what,is,this\n1,2,3\n", encoding="utf-8")
    with pytest.raises(store.StoreFailed, match=r"corrections\.csv"):
        correct_figure(tmp_path, LINE, 0, "page")
    assert (tmp_path / "corrections.csv").read_text(encoding="utf-8") == "what,is,this\n1,2,3\n"
    assert logged(tmp_path) == []


def test_how_a_version_stands_to_the_corrections_of_a_cell() -> None:
    back = replace(LINE, right="5")
    assert standing_of([], "5", False, 5.0) is Standing.NONE
    assert standing_of([LINE], "5", False, 5.0) is Standing.PENDING
    assert standing_of([LINE], "5", True, 6.0) is Standing.IN_FORCE
    assert standing_of([LINE, back], "5", True, 6.0) is Standing.PENDING
    assert standing_of([LINE, back], "5", False, 5.0) is Standing.NONE
    assert standing_of([LINE], "7", False, 7.0) is Standing.OTHER_PRINT
    assert standing_of([LINE], "6", False, 6.0) is Standing.NONE
    assert standing_of([replace(LINE, right="")], "5", True, None) is Standing.IN_FORCE


def many(folder: Path, name: str) -> None:
    for number in range(15):
        other = replace(LINE, agency=f"{name}{number}", author=name)
        assert correct_figure(folder, other, 0, "page")


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=many, args=(tmp_path, name)) for name in ("甲", "乙")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    lines = read_corrections(tmp_path / "corrections.csv")
    assert len(lines) == len(logged(tmp_path)) == 30


def in_the_middle(folder: Path) -> None:
    """Write the file, and die before the audit log is committed."""
    replace_file = Path.replace

    def slow(part: Path, path: Path) -> Path:
        replaced = replace_file(part, path)
        (folder / "ready").touch()
        time.sleep(60)
        return replaced

    Path.replace = slow  # type: ignore[assignment,method-assign]
    correct_figure(folder, replace(LINE, agency="示例县教育局"), 0, "page")


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Path]:
    """A warehouse whose last writer was killed between the file and the audit log."""
    correct_figure(tmp_path, LINE, 0, "page")
    process = multiprocessing.get_context("spawn").Process(target=in_the_middle, args=(tmp_path,))
    process.start()
    deadline = time.monotonic() + 30
    while not (tmp_path / "ready").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert (tmp_path / "ready").exists() and process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    yield tmp_path


def test_a_writer_killed_in_the_middle_leaves_whole_lines_that_the_log_gets_later(killed: Path) -> None:
    agencies = ["示例县统计局", "示例县教育局"]
    assert [line.agency for line in read_corrections(killed / "corrections.csv")] == agencies
    assert len(logged(killed)) == 1
    assert correct_figure(killed, replace(LINE, agency="示例县民政局"), 0, "page")
    assert [how for how, _, _ in logged(killed)] == ["page", "file", "page"]


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may read everything")
def test_a_read_only_warehouse_is_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(store.StoreFailed):
        correct_figure(tmp_path, LINE, 0, "page")
    tmp_path.chmod(0o755)
