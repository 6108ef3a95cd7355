"""Loads files and folders into the warehouse: finds, reads what is new or changed, publishes one new version."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from etl import load, warehouse
from etl.pool import Done, run
from etl.reading import Batch, SourceRow, Task, read_batch, reader_version, reading, source_row
from etl.sources import Refused, Source, find

BATCH = 40
_FAILURES = {
    "died": "读取这个文件时程序异常退出，已隔离；请用原软件打开后另存，或另行提供一份。",
    "too_long": "读取超时，已放弃；文件可能损坏或过于复杂，请另存为较简单的格式再提交。",
}
ReadWith = Callable[
    [Callable[[Sequence[Task]], Batch], Sequence[Sequence[Task]]], Iterator[Done[Task, Batch]]
]


@dataclass(frozen=True, slots=True)
class Summary:
    """How a load went; `path` is the current database afterwards, None where there is none; `refused` lists
    the name and reason of each source that was rejected."""

    loaded: int
    unchanged: int
    removed: int
    rejected: int
    findings: int
    path: Path | None
    refused: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"loaded {self.loaded}, unchanged {self.unchanged}, rejected {self.rejected}, findings {self.findings}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a load has to do: rows that stay as they are, files to read, and how many are gone."""

    rows: list[SourceRow]
    tasks: list[Task]
    removed: int
    changed: bool


def load_sources(
    paths: Sequence[Path],
    folder: Path,
    workers: int | None = None,
    read_with: ReadWith | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Publishes one new version where anything is new, changed or gone; otherwise changes nothing.

    Raises warehouse.Busy where another load is under way. Interrupted, it leaves the warehouse as it was.
    """
    started = _now()
    workers = workers or os.cpu_count() or 1
    read_with = read_with or (lambda work, batches: run(work, batches, workers))
    with warehouse.locked(folder):
        warehouse.clear_old(folder)
        previous = _usable(warehouse.current(folder))
        plan = _plan(paths, _known(previous))
        if not plan.changed or not (plan.tasks or plan.rows):
            return _summary(plan.rows, plan.removed, _findings(previous), previous)
        with _staging_folder(folder) as staging_folder:
            read = _read(plan.tasks, staging_folder, workers, read_with, progress)
            rows = [*plan.rows, *read]
            if not any(row.outcome != "rejected" for row in rows) and previous is None:
                return _summary(rows, 0, 0, None)
            path = warehouse.next_path(folder)
            part = path.with_name(path.name + ".part")
            counts = _summary(rows, plan.removed, 0, path)
            record = load.Run(
                started, _now(), code_version(), reader_version(), workers,
                counts.loaded, counts.unchanged, counts.removed, counts.rejected,
            )  # fmt: skip
            findings = load.build(part, staging_folder, rows, record, previous)
            warehouse.publish(part, path)
        warehouse.clear_old(folder)
        return replace(counts, findings=findings)


def code_version() -> str:
    try:
        return version("disclosure-dashboard")
    except PackageNotFoundError:
        return "uninstalled"


def _read(
    tasks: Sequence[Task],
    folder: Path,
    workers: int,
    read_with: ReadWith,
    progress: Callable[[int, int], None],
) -> list[SourceRow]:
    """Reads all tasks, stages their rows in `folder`, and returns their rows of `sources`."""
    staging = load.Staging(folder)
    rows: list[SourceRow] = []
    size = max(1, min(BATCH, len(tasks) // (workers * 4)))
    for outcome in read_with(read_batch, [tasks[at : at + size] for at in range(0, len(tasks), size)]):
        if outcome.result is None:
            rows += [
                source_row(task, "", "rejected", reason=_FAILURES[outcome.failure]) for task in outcome.items
            ]
        else:
            staging.add(outcome.result.tables)
            rows += outcome.result.sources
        progress(len(rows), len(tasks))
    staging.close()
    return rows


def _plan(paths: Sequence[Path], known: Mapping[str, SourceRow]) -> _Plan:
    """Compares what is found with what is known. A source is gone when its folder was searched and it was not there,
    unless the whole folder came up empty: a share that is not mounted loses nothing."""
    rows: list[SourceRow] = []
    tasks: list[Task] = []
    present: set[str] = set()
    searched: set[str] = set()
    changed = False
    for path in paths:
        root = str(Path(path).resolve())
        before_root = len(present)
        for found in find([path]):
            if found.name in present:
                continue
            present.add(found.name)
            before = known.get(found.name)
            if isinstance(found, Refused):
                row = SourceRow(found.name, root, "", 0, 0, reading(None), "rejected", None, found.reason)
                rows.append(row)
                changed |= before is None or before.reason != found.reason
            elif before is not None and _untouched(found, before):
                rows.append(
                    replace(before, root=root, outcome="unchanged" if before.report_id else "rejected")
                )
            else:
                usable = before if before and before.reading == reading(found.manifest) else None
                tasks.append(Task(found, root, usable))
        if len(present) > before_root:
            searched.add(root)
    others = [row for name, row in known.items() if name not in present]
    kept = [replace(row, outcome="kept") for row in others if row.root not in searched]
    removed = sum(row.report_id is not None for row in others) - sum(
        row.report_id is not None for row in kept
    )
    return _Plan([*rows, *kept], tasks, removed, changed or bool(tasks) or len(kept) < len(others))


def _untouched(source: Source, before: SourceRow) -> bool:
    return (
        before.reading == reading(source.manifest)
        and before.size == source.size
        and before.modified_ns == round(source.modified * 1e9)
        and bool(before.sha256)
    )


def _summary(rows: Sequence[SourceRow], removed: int, findings: int, path: Path | None) -> Summary:
    outcomes = Counter(row.outcome for row in rows)
    refused = tuple((row.source_name, row.reason or "") for row in rows if row.outcome == "rejected")
    return Summary(outcomes["loaded"], outcomes["unchanged"], removed, len(refused), findings, path, refused)


def _usable(path: Path | None) -> Path | None:
    """The version before, unless it cannot be opened or has another schema: then everything is read again."""
    if path is None:
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            schema = con.execute("select schema_version from version").fetchall()
    except duckdb.Error:
        return None
    return path if schema == [(load.SCHEMA_VERSION,)] else None


def _known(previous: Path | None) -> dict[str, SourceRow]:
    if previous is None:
        return {}
    with duckdb.connect(str(previous), read_only=True) as con:
        columns = ", ".join(load.SOURCE_COLUMNS)
        rows = con.execute(f"select {columns} from sources").fetchall()
    return {row[0]: SourceRow(*row) for row in rows}


def _findings(previous: Path | None) -> int:
    if previous is None:
        return 0
    with duckdb.connect(str(previous), read_only=True) as con:
        return int(con.execute("select count(*) from findings").fetchall()[0][0])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def _staging_folder(folder: Path) -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="staging-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
