"""Database versions on disk: one file per version, a pointer to the current one, and a lock held while loading."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from etl.runtime.language import in_language
from etl.runtime.paths import DATA
from etl.warehouse.kept_versions import kept_versions

DEFAULT = DATA / "warehouse"
POINTER = "CURRENT"
CHECKED = "CHECKED"
STAGING = "staging-"
KEPT_VERSIONS = 5
_LONGEST_POINTER = 100
_TRIES, _PAUSE = 40, 0.05
_NAME = re.compile(r"disclosure\.(\d{6})\.duckdb")


class Busy(Exception):
    """Another load into this warehouse is under way."""


def folder(given: Path | str | None = None) -> Path:
    """The warehouse's folder: as given, else from `DISCLOSURE_WAREHOUSE`, else data/warehouse."""
    return Path(given or os.environ.get("DISCLOSURE_WAREHOUSE") or DEFAULT)


def current(warehouse: Path) -> Path | None:
    """The current database file; None if nothing has been published, or the pointer names no version."""
    pointer = warehouse / POINTER
    try:
        # none yet, or something else stands in its place, even one that never answers
        if not pointer.is_file():
            return None
        with pointer.open(encoding="utf-8", errors="replace") as file:
            name = file.read(_LONGEST_POINTER).strip()
    except OSError:
        return None
    path = warehouse / name
    return path if _NAME.fullmatch(name) and path.is_file() else None


def version_of(path: Path) -> int:
    """The number of the version in a database file; 0 for any other file."""
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match else 0


def versions(warehouse: Path) -> list[Path]:
    """All published database files, oldest first."""
    return sorted(path for path in warehouse.glob("disclosure.*.duckdb") if _NAME.fullmatch(path.name))


def candidates(warehouse: Path) -> list[Path]:
    """The current version, then the others, newest first: the order in which to look for one that can be opened."""
    newest = current(warehouse)
    others = [path for path in reversed(versions(warehouse)) if path != newest]
    return [newest, *others] if newest else others


def next_path(warehouse: Path) -> Path:
    """The file of the next version: numbers are never used again."""
    newest = max((version_of(path) for path in versions(warehouse)), default=0)
    return warehouse / f"disclosure.{newest + 1:06d}.duckdb"


def publish(built: Path, path: Path) -> None:
    """Make a finished file the current version: all of it or nothing, even if the machine stops half-way."""
    flush(built)
    built.replace(path)
    pointer = path.parent / f"{POINTER}.part"
    pointer.write_text(path.name + "\n", encoding="utf-8")
    flush(pointer)
    _set_aside_folder(path.parent / POINTER)
    _swap(pointer, path.parent / POINTER)
    flush(path.parent)


def _set_aside_folder(pointer: Path) -> None:
    """Give way to the pointer, should a folder have taken its name."""
    if pointer.is_dir():
        pointer.rename(pointer.with_name(f"{POINTER}.folder.{time.time_ns()}"))


def _swap(part: Path, target: Path) -> None:
    """Replace a small file by another. Windows refuses while a reader has it open, which lasts an instant: try again."""
    for _ in range(_TRIES if os.name == "nt" else 0):
        try:
            part.replace(target)
            return
        except PermissionError:
            time.sleep(_PAUSE)
    part.replace(target)


def now() -> datetime:
    """The present time in UTC, as are all times in the warehouse."""
    return datetime.now(UTC).replace(tzinfo=None)


def note_checked(warehouse: Path) -> None:
    """Record that a load has read its sources to the end, since one without news publishes nothing.

    If the disk is full this fails silently: the load succeeds, and only looks older than it is.
    """
    part = warehouse / f"{CHECKED}.part"
    with suppress(OSError):
        part.write_text(f"{now().isoformat()}\n", encoding="utf-8")
        _swap(part, warehouse / CHECKED)


def checked_at(warehouse: Path) -> datetime | None:
    """When a load last read its sources to the end (UTC); None if unknown."""
    try:
        return datetime.fromisoformat((warehouse / CHECKED).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def clear_old(warehouse: Path) -> None:
    """Remove old versions, but those that are kept for good, and the remains of interrupted loads. Windows keeps files
    that are open.

    Call it only while holding the lock.
    """
    for staging in warehouse.glob(f"{STAGING}*"):
        shutil.rmtree(staging, ignore_errors=True)
    newest, named = current(warehouse), kept_versions(warehouse)
    rest = [path for path in versions(warehouse) if version_of(path) not in named]
    old = [path for path in rest[:-KEPT_VERSIONS] if path != newest]
    for path in (*old, *warehouse.glob("*.part"), *warehouse.glob("*.part.wal")):
        try:
            path.unlink()
        except OSError:
            continue


@contextmanager
def locked(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse's lock; raises Busy if another load holds it. The system releases it when a process dies."""
    warehouse.mkdir(parents=True, exist_ok=True)
    with open(warehouse / "LOCK", "a+b") as handle:
        try:
            _lock(handle.fileno())
        except OSError as error:
            busy = in_language(
                "另一个加载任务正在使用 {}；请等它结束后再试。",
                "Another load is using {}; try again when it has ended.",
            )
            raise Busy(busy.format(warehouse)) from error
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def flush(path: Path) -> None:
    """Flush a file or folder to the disk itself; Windows cannot open a folder for this."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
