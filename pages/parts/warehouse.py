"""The database version that a session reads: found through the pointer, opened once, read-only.

A warehouse is a folder of files `disclosure.000012.duckdb`; `CURRENT` holds the newest one's name.
An open file stays as it is while newer versions appear beside it.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

_NAME = re.compile(r"disclosure\.(\d{6})\.duckdb")
_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@dataclass(frozen=True, slots=True)
class Opened:
    """One database version. `fallback`: the pointer's own file could not be read, this is the last good one."""

    path: str
    version: int
    newest: int
    published_at: str
    fallback: bool = False


def folder() -> Path:
    """`DISCLOSURE_WAREHOUSE`, or data/warehouse beside the pages."""
    return Path(os.environ.get("DISCLOSURE_WAREHOUSE") or Path(__file__).parents[2] / "data" / "warehouse")


def kept(warehouse: Path) -> dict[int, Path]:
    """Every version that is still there, newest first."""
    found = ((_NAME.fullmatch(path.name), path) for path in warehouse.glob("disclosure.*.duckdb"))
    return dict(sorted(((int(match[1]), path) for match, path in found if match), reverse=True))


def current(warehouse: Path) -> int | None:
    """The version that the pointer names; None where there is no pointer."""
    try:
        match = _NAME.fullmatch((warehouse / "CURRENT").read_text(encoding="utf-8").strip())
    except (FileNotFoundError, NotADirectoryError):
        return None
    return int(match[1]) if match else None


def find(wanted: int | None = None) -> Opened | None:
    """The wanted version where it is kept, else the current one, else the last good one; None where there is none."""
    warehouse = folder()
    versions, newest = kept(warehouse), current(warehouse)
    if newest is None:
        return None
    first = [wanted] if wanted is not None and wanted in versions else []
    for number in (*first, newest, *(number for number in versions if number < newest)):
        path = versions.get(number)
        published = _published(str(path), _mark(path)) if path else None
        if path and published is not None:
            return Opened(str(path), number, newest, published, number not in (wanted, newest))
    return None


def rows(opened: Opened, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The answer to one query; kept for the next who asks the same of the same version."""
    mark = _mark(Path(opened.path))
    return _answer(opened.path, mark, sql, tuple(sorted((parameters or {}).items(), key=lambda item: item[0])))


def cursor(opened: Opened) -> duckdb.DuckDBPyConnection:
    """A cursor of one's own, for what is too large to be kept; to be closed after use."""
    return _connection(opened.path, _mark(Path(opened.path))).cursor()


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Frees what start-up left and exempts the rest from the collections that Streamlit runs after every rerun."""
    gc.collect()
    gc.freeze()


def _mark(path: Path) -> int:
    """Tells a file from another of the same name; 0 where it has gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@st.cache_resource(max_entries=4, show_spinner=False, on_release=lambda connection: connection.close())
def _connection(path: str, mark: int) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config=_CONFIG)


def _published(path: str, mark: int) -> str | None:
    """When this version was published (YYYY-MM-DD); None where the file cannot be read."""
    try:
        cursor = _connection(path, mark).cursor()
        return str(cursor.execute("select published_at::date from version").fetchall()[0][0])
    except (duckdb.Error, OSError, IndexError):
        return None


@st.cache_data(max_entries=512, show_spinner=False)
def _answer(path: str, mark: int, sql: str, parameters: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    cursor = _connection(path, mark).cursor()
    try:
        given = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters}
        return cursor.execute(sql, given or None).df()
    finally:
        cursor.close()
