"""Opens the version that a request asks for, once per file, for all requests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
from fastapi import HTTPException

from etl.warehouse import versions


@dataclass(frozen=True, slots=True)
class Opened:
    """One version; `tag` is the same as long as its content is."""

    number: int
    published_at: str
    tag: str
    con: duckdb.DuckDBPyConnection


def open_version(warehouse: Path, number: int | None) -> Opened:
    """Open a version, by default the current one. Raises HTTPException 404 if it is not kept, 503 if there is none."""
    path = version_file(warehouse, number)
    return _opened(str(path), path.stat().st_mtime_ns)


def version_file(warehouse: Path, number: int | None) -> Path:
    """The file of a version. Raises as `open_version`."""
    current = versions.current(warehouse)
    if current is None:
        raise HTTPException(503, "no data have been published yet")
    kept = {versions.version_of(path): path for path in versions.versions(warehouse)}
    path = current if number is None else kept.get(number)
    if path is None:
        listed = ", ".join(map(str, kept))
        raise HTTPException(404, f"version {number} is not kept; kept: {listed}")
    return path


@lru_cache(maxsize=8)
def _opened(path: str, modified_ns: int) -> Opened:
    con = duckdb.connect(path, read_only=True, config={"autoinstall_known_extensions": "false"})
    number = versions.version_of(Path(path))
    published, content = con.execute("select published_at, content_hash from version").fetchall()[0]
    return Opened(number, published.isoformat(), f'"{number}-{content[:16]}"', con)
