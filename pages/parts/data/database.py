"""The database version that a session reads: found through a pointer file, opened once, read-only.

A warehouse is a folder of files `disclosure.000012.duckdb`; `CURRENT` holds the newest one's name.
An open file stays as it is while newer versions appear beside it.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from pages.parts.paths import DATA
from pages.parts.runtime import cache, run_queue

_LOG = logging.getLogger(__name__)
_NAME = re.compile(r"disclosure\.(\d{6})\.duckdb")
# the schema that these pages read; etl.warehouse.create declares the one that it writes
SCHEMA_VERSION = 16
_LONGEST_POINTER = 100
_DAMAGE = re.compile("Corrupt database file|database has been invalidated|Could not read", re.IGNORECASE)
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # what is read again comes from the system's page cache; larger work goes to temporary files
    "memory_limit": "400MB",
    "temp_directory": tempfile.gettempdir(),
}


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """One database version, as a session reads it.

    `newest` is the version that the pointer names; with `fallback` its file could not be read, and this is the last good
    one. `mark` distinguishes the file from a later one of the same name.
    """

    path: str
    mark: int
    version: int
    newest: int
    published_at: str
    fallback: bool = False


def warehouse_folder() -> Path:
    """`DISCLOSURE_WAREHOUSE`, or data/warehouse."""
    return Path(os.environ.get("DISCLOSURE_WAREHOUSE") or DATA / "warehouse")


def versions(warehouse: Path) -> dict[int, Path]:
    """Every version that still exists, newest first."""
    files = ((_NAME.fullmatch(path.name), path) for path in warehouse.glob("disclosure.*.duckdb"))
    return dict(sorted(((int(match[1]), path) for match, path in files if match), reverse=True))


def current_version(warehouse: Path) -> int | None:
    """The version that the pointer names, the newest if the pointer is lost; None if there is no version."""
    return _pointed_at(warehouse) or next(iter(versions(warehouse)), None)


def is_pointer_lost() -> bool:
    """Whether there are versions, but nothing says which of them is current: `CURRENT` is missing, damaged or a folder."""
    warehouse = warehouse_folder()
    return _pointed_at(warehouse) is None and bool(versions(warehouse))


def _pointed_at(warehouse: Path) -> int | None:
    pointer = warehouse / "CURRENT"
    try:
        if not pointer.is_file():  # a pipe or a device in its place never answers
            return None
        with pointer.open(encoding="utf-8", errors="replace") as file:
            match = _NAME.fullmatch(file.read(_LONGEST_POINTER).strip())
    except OSError:
        return None
    return int(match[1]) if match else None


def open_version(wanted: int | None = None) -> OpenVersion | None:
    """Open the wanted version if it exists, else the current one, else the last good one; None if there is none."""
    warehouse = warehouse_folder()
    while (newest := current_version(warehouse)) is not None:
        present = versions(warehouse)
        first = [wanted] if wanted is not None and wanted in present else []
        for number in (*first, newest, *(number for number in present if number < newest)):
            path = present.get(number)
            mark = _mark(path) if path else 0
            published = _published(str(path), mark) if mark and (str(path), mark) not in _damaged() else None
            if published is not None:
                return OpenVersion(str(path), mark, number, newest, published, number not in (wanted, newest))
        if versions(warehouse) == present:  # otherwise versions were published or removed meanwhile
            break
    return None


def schema_of(number: int) -> int | None:
    """The schema of a version; None if it is gone or cannot be read."""
    path = versions(warehouse_folder()).get(number)
    mark = _mark(path) if path else 0
    if not mark:
        return None
    try:
        answer_rows = (
            connection(str(path), mark).cursor().execute("select schema_version from version").fetchall()
        )
        return int(answer_rows[0][0])
    except (duckdb.Error, OSError, IndexError):
        return None


def rows(opened: OpenVersion, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Answer a query; cached for the next reader of the same version.

    If the file turns out to be damaged or was removed meanwhile, the page runs again over the last good version.
    """
    key = tuple(sorted((parameters or {}).items(), key=lambda item: item[0]))
    try:
        return answer(opened.path, opened.mark, sql, key)
    except duckdb.Error as error:
        if _DAMAGE.search(str(error)):
            _damaged().add((opened.path, opened.mark))
            _LOG.error("第 %d 版数据文件损坏", opened.version, extra={"event": "damaged"})
            st.rerun()
        if not Path(opened.path).exists():
            st.rerun()
        raise


def cursor(opened: OpenVersion) -> duckdb.DuckDBPyConnection:
    """A new cursor, for answers too large for the cache; the caller closes it."""
    return connection(opened.path, opened.mark).cursor()


def forget() -> None:
    """Drop the connections and what is known of damaged files, as a new process would."""
    _damaged().clear()
    connection.clear()


@st.cache_resource(show_spinner=False)
def freeze_startup_objects() -> None:
    """Free what start-up left, and exempt the rest from the collections that Streamlit runs after every rerun."""
    gc.collect()
    gc.freeze()


def _mark(path: Path) -> int:
    """What distinguishes a file from another of the same name; 0 if it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@st.cache_resource(show_spinner=False)
def _damaged() -> set[tuple[str, int]]:
    """Files (path, mark) in which a block could not be read."""
    return set()


# Not closed on eviction: another reader may be about to use it; it closes when nobody refers to it any more.
@st.cache_resource(max_entries=4, show_spinner=False)
def connection(path: str, mark: int) -> duckdb.DuckDBPyConnection:
    """The connection to one file, shared by all readers; `mark` tells it from an earlier file of the same name."""
    return duckdb.connect(path, read_only=True, config=_CONFIG)


def _published(path: str, mark: int) -> str | None:
    """When a version was published (YYYY-MM-DD); None if it cannot be read or has another schema."""
    try:
        cursor = connection(path, mark).cursor()
        query = "select published_at::date from version where schema_version = ?"
        return str(cursor.execute(query, [SCHEMA_VERSION]).fetchall()[0][0])
    except (duckdb.Error, OSError, IndexError):
        return None


@cache.cached
def answer(path: str, mark: int, sql: str, parameters: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    """The answer of one file to one query; the run queue is free for others while the database works."""
    cursor = connection(path, mark).cursor()
    try:
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters}
        with run_queue.released():
            return cursor.execute(sql, values or None).df()
    finally:
        cursor.close()
