"""The store of what became of findings: SQLite, one transaction per change, an audit log that cannot be altered.

The warehouse never depends on it: without the file, every finding is still to be sent.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

FILE_NAME = "follow_up.sqlite"
_SCHEMA = Path(__file__).with_name("schema.sql")
_WAIT = 10.0  # seconds for another writer to finish
_MOST_CODES = 500  # bound in one statement
MOST_NOTE, MOST_NAME = 2000, 100


class FollowState(StrEnum):
    """What became of a finding. CORRECTED and GONE are set by what is loaded, the others by people."""

    TO_SEND = "to_send"
    SENT = "sent"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    EXPLAINED = "explained"
    # the same report no longer has it: another report or the program changed
    GONE = "gone"


OPEN_STATES = frozenset({FollowState.TO_SEND, FollowState.SENT, FollowState.ANSWERED})
STATES_BY_PEOPLE = (FollowState.TO_SEND, FollowState.SENT, FollowState.ANSWERED, FollowState.EXPLAINED)


@dataclass(frozen=True, slots=True)
class About:
    """The finding itself, as it stood when it was last dealt with. `figures` are the sides compared, as text."""

    code: str
    agency_id: str
    agency: str
    year: int
    scope: str
    rule_key: str
    cell: str
    message: str
    figures: str
    report_id: str
    not_evaluable: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A finding that was dealt with. `closed_by` is the version whose report closed it, empty if none did."""

    about: About
    state: FollowState
    who: str
    changed_at: str
    note: str
    revision: int
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A state to set. `seen` is the revision that the writer saw (0: none yet); None takes any."""

    about: About
    state: FollowState
    note: str = ""
    seen: int | None = None
    closed_by: str = ""


class StoreFailed(Exception):
    """The store cannot be read or written; the message says why."""


_ABOUT = tuple(field.name for field in fields(About))


def path_in(warehouse: Path) -> Path:
    """Where the store of a warehouse lies."""
    return warehouse / FILE_NAME


def can_follow(warehouse: Path) -> bool:
    """Whether states can be written here: the folder and the store, if there is one, may be changed."""
    path = path_in(warehouse)
    return os.access(warehouse, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def read_followed(warehouse: Path, codes: Sequence[str] | None = None) -> dict[str, Followed]:
    """What became of findings, by code: of these, or of all. Empty where there is no store."""
    path = path_in(warehouse)
    if not path.exists():
        return {}
    columns = ", ".join((*_ABOUT, "state", "who", "changed_at", "note", "revision", "closed_by"))
    rows: list[tuple] = []
    with _reading(path) as con:
        if codes is None:
            rows = con.execute(f"select {columns} from followed").fetchall()
        for start in range(0, len(codes or ()), _MOST_CODES):
            part = list((codes or ())[start : start + _MOST_CODES])
            marks = ", ".join("?" * len(part))
            rows += con.execute(f"select {columns} from followed where code in ({marks})", part).fetchall()
    followed = (_followed(row) for row in rows)
    return {one.about.code: one for one in followed}


def followed_history(warehouse: Path, code: str) -> list[tuple[str, str, str, str, str, str]]:
    """The changes of one finding, oldest first: when, who, how, from, to, note."""
    path = path_in(warehouse)
    if not path.exists():
        return []
    query = "select changed_at, who, how, old_state, new_state, note from changes where code = ? order by id"
    with _reading(path) as con:
        return con.execute(query, [code]).fetchall()


def write_followed(warehouse: Path, changes: Sequence[Change], who: str, how: str) -> list[str]:
    """Set states in one transaction; returns the codes that somebody else changed since they were `seen`, which stay.

    A change to the same state with the same note changes nothing. Raises StoreFailed if the store cannot be written,
    ValueError without a name.
    """
    if not who.strip():
        raise ValueError("who")
    name, now = who.strip()[:MOST_NAME], datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    stale = []
    with writing(warehouse) as con:
        for change in changes:
            before = con.execute(
                "select state, note, revision, figures, closed_by from followed where code = ?",
                [change.about.code],
            ).fetchone()
            old_state, old_note, revision, figures, closed_by = before or (
                FollowState.TO_SEND,
                "",
                0,
                None,
                "",
            )
            if change.seen is not None and change.seen != revision:
                stale.append(change.about.code)
                continue
            note = change.note[:MOST_NOTE]
            same = (old_state, old_note, figures, closed_by)
            if same == (change.state, note, change.about.figures, change.closed_by):
                continue
            _put(con, change, (str(change.state), name, now, note, revision + 1, change.closed_by))
            con.execute(
                "insert into changes (changed_at, who, how, code, old_state, new_state, note) values (?, ?, ?, ?, ?, ?, ?)",
                [now, name, how, change.about.code, str(old_state), str(change.state), note],
            )
    return stale


def _put(con: sqlite3.Connection, change: Change, stated: tuple[object, ...]) -> None:
    columns = (*_ABOUT, "state", "who", "changed_at", "note", "revision", "closed_by")
    marks = ", ".join("?" * len(columns))
    con.execute(
        f"insert or replace into followed ({', '.join(columns)}) values ({marks})",
        [*astuple(change.about), *stated],
    )


def _followed(row: Sequence) -> Followed:
    about, (state, *rest) = About(*row[: len(_ABOUT)]), row[len(_ABOUT) :]
    return Followed(about, FollowState(state), *rest)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing. Raises StoreFailed if the file is damaged."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT)) as con:
            con.execute("pragma query_only = on")
            yield con
    except sqlite3.Error as error:
        raise StoreFailed(str(error)) from error


@contextmanager
def writing(warehouse: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction, which waits for another writer; nothing is written if the block raises."""
    try:
        with closing(sqlite3.connect(path_in(warehouse), timeout=_WAIT, isolation_level=None)) as con:
            con.execute("pragma synchronous = full")
            con.executescript(_SCHEMA.read_text(encoding="utf-8"))
            con.execute("begin immediate")
            try:
                yield con
            except BaseException:
                con.execute("rollback")
                raise
            con.execute("commit")
    except sqlite3.Error as error:
        raise StoreFailed(str(error)) from error


def counts(followed: Mapping[str, Followed]) -> dict[FollowState, int]:
    """How many findings are in each state."""
    return {state: sum(one.state is state for one in followed.values()) for state in FollowState}
