"""The store of what became of findings: changes are whole, in order, and never lost between two people."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.season.follow_up import store
from etl.season.follow_up.store import About, Change, FollowState


def about(code: str = "0123456789ab") -> About:
    return About(code, "a-1", "示例县统计局", 2024, "own", "sum", "", "不等", "1~2", "r1", 0)


def put(
    folder: Path, state: FollowState, note: str = "", seen: int | None = None, code: str = "0123456789ab"
) -> list[str]:
    return store.write_followed(folder, [Change(about(code), state, note, seen)], "张三", "page")


def test_a_state_is_kept_with_who_when_and_note(tmp_path: Path) -> None:
    assert store.read_followed(tmp_path) == {}
    put(tmp_path, FollowState.SENT, "函〔2025〕3号")
    (one,) = store.read_followed(tmp_path).values()
    assert (one.state, one.who, one.note, one.revision) == (FollowState.SENT, "张三", "函〔2025〕3号", 1)
    put(tmp_path, FollowState.SENT, "函〔2025〕3号")  # nothing new
    assert store.read_followed(tmp_path)["0123456789ab"].revision == 1
    put(tmp_path, FollowState.EXPLAINED, "含下属单位")
    logged = store.followed_history(tmp_path, "0123456789ab")
    assert [(old, new) for *_, old, new, _ in logged] == [("to_send", "sent"), ("sent", "explained")]


def test_the_log_cannot_be_altered(tmp_path: Path) -> None:
    put(tmp_path, FollowState.SENT)
    with sqlite3.connect(store.path_in(tmp_path)) as con:
        for statement in ("delete from changes", "update changes set who = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="changes stay"):
                con.execute(statement)


def test_of_two_people_who_saw_the_same_the_second_is_told(tmp_path: Path) -> None:
    assert put(tmp_path, FollowState.SENT, seen=0) == []
    assert put(tmp_path, FollowState.EXPLAINED, seen=0) == ["0123456789ab"]
    assert store.read_followed(tmp_path)["0123456789ab"].state is FollowState.SENT


def test_nobody_writes_without_a_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="who"):
        store.write_followed(tmp_path, [], "  ", "page")


def many(folder: Path, name: str) -> None:
    for number in range(30):
        store.write_followed(folder, [Change(about(f"{number:012x}"), FollowState.SENT, name)], name, "page")


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=many, args=(tmp_path, name)) for name in ("甲", "乙")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(store.read_followed(tmp_path)) == 30
    changed = [len(store.followed_history(tmp_path, f"{number:012x}")) for number in range(30)]
    assert changed == [2] * 30


class Endless(list[Change]):
    """Changes of which the first is written, and the second never comes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def __iter__(self) -> Iterator[Change]:
        yield Change(about(), FollowState.ANSWERED)
        (self.folder / "ready").touch()
        time.sleep(60)


def in_the_middle(folder: Path) -> None:
    store.write_followed(folder, Endless(folder), "乙", "page")


def test_a_writer_killed_in_the_middle_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    put(tmp_path, FollowState.SENT)
    before = store.read_followed(tmp_path)
    process = multiprocessing.get_context("spawn").Process(target=in_the_middle, args=(tmp_path,))
    process.start()
    deadline = time.monotonic() + 30
    while not (tmp_path / "ready").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert (tmp_path / "ready").exists() and process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    assert store.read_followed(tmp_path) == before
    assert put(tmp_path, FollowState.ANSWERED) == []


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    store.path_in(tmp_path).write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with pytest.raises(store.StoreFailed):
        store.read_followed(tmp_path)
    with pytest.raises(store.StoreFailed):
        put(tmp_path, FollowState.SENT)


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may read everything")
def test_a_read_only_warehouse_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    folder.chmod(0o555)
    assert not store.can_follow(folder)
    with pytest.raises(store.StoreFailed):
        put(folder, FollowState.SENT)
    folder.chmod(0o755)
    shutil.rmtree(folder)
