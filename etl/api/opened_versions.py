"""Opens the version that a request asks for, once per file, for all requests."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import duckdb
from fastapi import HTTPException

from etl.warehouse import versions
from etl.warehouse.create import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Opened:
    """One version; `tag` is the same as long as its content is. With `is_substitute` it is not the one that was published
    last: the pointer to that is lost, or its file is damaged."""

    path: Path
    number: int
    published_at: str
    tag: str
    con: duckdb.DuckDBPyConnection
    is_substitute: bool = False


def open_version(warehouse: Path, number: int | None) -> Opened:
    """Open a version, by default the current one or else the last good one.

    Raises HTTPException 404 if it is not kept or not of this program's schema, 503 if there is none that can be read.
    """
    paths = {versions.version_of(path): path for path in versions.versions(warehouse)}
    if number is not None and number not in paths:
        listed = ", ".join(map(str, paths))
        raise HTTPException(404, f"version {number} is not kept; kept: {listed}")
    for path in versions.candidates(warehouse) if number is None else [paths[number]]:
        with suppress(duckdb.Error, OSError):
            opened = _opened(str(path), path.stat().st_mtime_ns)
            if opened is not None:
                is_substitute = number is None and path != versions.current(warehouse)
                return replace(opened, is_substitute=is_substitute)
    if number is not None:
        raise HTTPException(404, f"version {number} is damaged, or was written by another release")
    raise HTTPException(503, "no data have been published yet, or none can be read")


@lru_cache(maxsize=8)
def _opened(path: str, modified_ns: int) -> Opened | None:
    con = duckdb.connect(path, read_only=True, config={"autoinstall_known_extensions": "false"})
    query = "select published_at, content_hash, schema_version from version"
    published, content, schema = con.execute(query).fetchall()[0]
    if schema != SCHEMA_VERSION:
        con.close()
        return None
    number = versions.version_of(Path(path))
    return Opened(Path(path), number, published.isoformat(), f'"{number}-{content[:16]}"', con)
