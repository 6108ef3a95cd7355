"""Loads files and folders into the warehouse: finds, reads what is new or changed, publishes one new version."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

from etl.ingest.process_pool import Done, run
from etl.ingest.source_diff import Ledger, findings_of, roots_of, usable
from etl.ingest.worker import (
    Batch,
    SourceRow,
    Task,
    not_opened,
    read_batch,
    reader_version,
    reading,
    sources_to_table,
    still,
)
from etl.sources.discovery import Refused, Source, find
from etl.warehouse import amend, versions
from etl.warehouse.staging import Staging
from etl.warehouse.version_record import Run

BATCH = 40
_LOG = logging.getLogger(__name__)
_COMPARED_AT_ONCE = 20_000
_FAILURES = {
    "died": "读取这个文件时程序异常退出，已隔离；请用原软件打开后另存，或另行提供一份。",
    "too_long": "读取超时，已放弃；文件可能损坏或过于复杂，请另存为较简单的格式再提交。",
}
ReadWith = Callable[
    [Callable[[Sequence[Task]], Batch], Sequence[Sequence[Task]]], Iterator[Done[Task, Batch]]
]


@dataclass(frozen=True, slots=True)
class Summary:
    """How a load went; `path` is the current database afterwards, None where there is none."""

    loaded: int
    unchanged: int
    removed: int
    rejected: int
    findings: int
    path: Path | None

    def __str__(self) -> str:
        return f"loaded {self.loaded}, unchanged {self.unchanged}, rejected {self.rejected}, findings {self.findings}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a load has to do. `outcomes` counts the sources that need no reading; `searched` are the roots that were
    there; `news`: something besides the tasks is not as it was."""

    tasks: list[Task]
    outcomes: Counter[str]
    searched: list[str]
    removed: int
    news: bool


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
    started = versions.now()
    workers = workers or os.cpu_count() or 1
    read_with = read_with or (lambda work, batches: run(work, batches, workers))
    with versions.locked(folder):
        versions.clear_old(folder)
        current = versions.current(folder)
        previous = next(filter(usable, versions.candidates(folder)), None)
        if previous is None:
            paths = [*paths, *_other_roots(paths, versions.candidates(folder))]
        try:
            with _staging_folder(folder) as staging_folder:
                staging = Staging(staging_folder)
                with Ledger(previous) as ledger:
                    plan = _plan(paths, ledger, staging)
                    ledger.keep_others(plan.searched, staging_folder / "sources-kept.parquet")
                outcomes = plan.outcomes + _read(plan.tasks, staging, workers, read_with, progress)
                staging.close()
                counts = Summary(
                    outcomes["loaded"], outcomes["unchanged"], plan.removed, outcomes["rejected"], 0, previous
                )
                readable = counts.loaded or counts.unchanged or previous
                news = plan.news or len(plan.tasks) > outcomes["still"] or previous != current
                if outcomes["kept"]:
                    _LOG.warning("有 %d 个以前读过的文件这次打不开，沿用以前读到的内容。", outcomes["kept"])
                if not readable or not news:
                    if counts.loaded or counts.unchanged:
                        versions.note_checked(folder)
                    return replace(counts, findings=findings_of(previous))
                path = versions.next_path(folder)
                part = path.with_name(path.name + ".part")
                record = Run(
                    started, code_version(), reader_version(), workers,
                    counts.loaded, counts.unchanged, counts.removed, counts.rejected,
                )  # fmt: skip
                findings = amend.build(part, staging_folder, record, previous)
                versions.publish(part, path)
                versions.note_checked(folder)
            return replace(counts, findings=findings, path=path)
        finally:
            versions.clear_old(folder)


def code_version() -> str:
    try:
        return version("disclosure-dashboard")
    except PackageNotFoundError:
        return "uninstalled"


def _other_roots(paths: Sequence[Path], former: Sequence[Path]) -> list[Path]:
    """Where else the newest former version was read from, when none can be gone on with (say, of another schema): all
    of it is to be read again, for what this load was not given would be lost."""
    given = {str(Path(path).resolve()) for path in paths}
    roots = next(filter(None, map(roots_of, former)), [])
    others = [Path(root) for root in roots if not given.intersection((root, *map(str, Path(root).parents)))]
    for path in others:
        if path.exists():
            _LOG.warning("以前的数据不能沿用，一并重新读取：%s", path)
        else:
            _LOG.warning("以前的数据不能沿用，而来源已不在原处，新版本不再包含：%s", path)
    return [path for path in others if path.exists()]


def _plan(paths: Sequence[Path], ledger: Ledger, staging: Staging) -> _Plan:
    """Compares what is found with what is known, and stages the rows of what need not be read.

    A source is gone when its root was searched and it was not there, unless the root came up empty: a share that
    is not mounted loses nothing.
    """
    tasks: list[Task] = []
    outcomes: Counter[str] = Counter()
    searched: list[str] = []
    news = False
    for path in _apart(paths):
        root = str(Path(path).resolve())
        everything = iter(find([path]))
        while some := list(islice(everything, _COMPARED_AT_ONCE)):
            searched = [*dict.fromkeys((*searched, root))]
            known = ledger.known([found.name for found in some])
            ledger.see([found.name for found in some if isinstance(found, Source)])
            ledger.close([found.name for found in some if isinstance(found, Refused) and found.closed])
            rows: list[SourceRow] = []
            for found in some:
                before = known.get(found.name)
                if isinstance(found, Refused):
                    rows.append(
                        SourceRow(found.name, root, "", 0, 0, reading(None), "rejected", None, found.reason)
                    )
                    news |= before is None or before.reason != found.reason
                elif before is not None and _untouched(found, before):
                    rows.append(
                        replace(before, root=root, outcome="unchanged" if before.report_id else "rejected")
                    )
                else:
                    same_reading = before is not None and before.reading == reading(found.manifest)
                    tasks.append(Task(found, root, before if same_reading else None))
            outcomes.update(row.outcome for row in rows)
            staging.add({"sources": sources_to_table(rows)})
    removed = ledger.removed(searched)
    return _Plan(tasks, outcomes, searched, removed, news or bool(removed))


def _apart(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that lie in another one: nothing is read twice."""
    actual = {Path(path).resolve(): path for path in reversed(paths)}
    return [path for real, path in reversed(actual.items()) if not actual.keys() & set(real.parents)]


def _untouched(source: Source, before: SourceRow) -> bool:
    stated = (before.reading, before.size, before.modified_ns)
    return stated == (reading(source.manifest), source.size, round(source.modified * 1e9))


def _read(
    tasks: Sequence[Task],
    staging: Staging,
    workers: int,
    read_with: ReadWith,
    progress: Callable[[int, int], None],
) -> Counter[str]:
    """Reads all tasks and stages what they give; how many had which outcome."""
    outcomes: Counter[str] = Counter()
    size = max(1, min(BATCH, len(tasks) // (workers * 4)))
    batches = [tasks[at : at + size] for at in range(0, len(tasks), size)]
    for done in read_with(read_batch, batches):
        if done.result is None:
            failed = [not_opened(task, _FAILURES[done.failure]) for task in done.items]
            staging.add({"sources": sources_to_table(failed)})
            outcomes["rejected"] += len(failed)
            outcomes["still"] += sum(still(task, row) for task, row in zip(done.items, failed, strict=True))
        else:
            staging.add(done.result.tables)
            outcomes.update(done.result.outcomes)
        progress(outcomes.total() - outcomes["still"] - outcomes["kept"], len(tasks))
    return outcomes


@contextmanager
def _staging_folder(folder: Path) -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix=versions.STAGING, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
