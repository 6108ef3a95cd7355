"""Loads files and folders into the warehouse: reads what is new or changed and publishes one new version."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from etl.ingest.plan import Plan, make_plan
from etl.ingest.process_pool import Done, run
from etl.ingest.reader_version import reader_version
from etl.ingest.records import Batch, Outcome, Task, sources_to_table
from etl.ingest.source_diff import SourceDiff, count_findings, roots_of, usable
from etl.ingest.worker import read_batch, unavailable
from etl.runtime.language import in_language
from etl.warehouse import amend, versions
from etl.warehouse.staging import Staging
from etl.warehouse.version_record import Run

BATCH = 40
_LOG = logging.getLogger(__name__)
_FAILURES = {
    "died": "读取这个文件时程序异常退出，已隔离；请用原软件打开后另存，或另行提供一份。",
    "too_long": "读取超时，已放弃；文件可能损坏或过于复杂，请另存为较简单的格式再提交。",
}
# a task with one of these outcomes changes the data, or what is recorded of its source
_NEWS = (Outcome.LOADED, Outcome.UNCHANGED, Outcome.REJECTED)
ReadWith = Callable[
    [Callable[[Sequence[Task]], Batch], Sequence[Sequence[Task]]], Iterator[Done[Task, Batch]]
]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """How a load went; `path` is the current database afterwards, None if there is none."""

    loaded: int
    unchanged: int
    removed: int
    rejected: int
    findings: int
    path: Path | None

    def __str__(self) -> str:
        return f"loaded {self.loaded}, unchanged {self.unchanged}, rejected {self.rejected}, findings {self.findings}"


def load_sources(
    paths: Sequence[Path],
    folder: Path,
    workers: int | None = None,
    read_with: ReadWith | None = None,
    progress: Progress = lambda done, total: None,
) -> Summary:
    """Publish one new version if anything is new, changed or gone; otherwise change nothing.

    `read_with` runs the reading (default: a pool of `workers` processes, one per processor); `progress` is called after
    each batch with the number of sources read so far and of all to read. An interrupted load leaves the warehouse as it
    was. Raises versions.Busy if another load is under way.
    """
    started = versions.now()
    workers = workers or os.cpu_count() or 1
    read_with = read_with or (lambda work, batches: run(work, batches, workers))
    with versions.locked(folder):
        versions.clear_old(folder)
        previous = next(filter(usable, versions.candidates(folder)), None)
        if previous is None:
            paths = [*paths, *_other_roots(paths, versions.candidates(folder))]
        try:
            with _staging_folder(folder) as staging:
                plan, outcomes = _stage(staging, paths, previous, workers, read_with, progress)
                return _publish(folder, staging, previous, plan, outcomes, workers, started)
        finally:
            versions.clear_old(folder)


def code_version() -> str:
    """The version of the installed package; `uninstalled` in a checkout."""
    try:
        return version("disclosure-dashboard")
    except PackageNotFoundError:
        return "uninstalled"


def _stage(
    folder: Path,
    paths: Sequence[Path],
    previous: Path | None,
    workers: int,
    read_with: ReadWith,
    progress: Progress,
) -> tuple[Plan, Counter[Outcome]]:
    """Stage everything that the next version is built from; returns the plan and the outcomes of its tasks."""
    staging = Staging(folder)
    with SourceDiff(previous) as diff:
        plan = make_plan(paths, diff, staging)
        diff.write_others(plan.roots, folder / "sources-others.parquet")
    outcomes = _read(plan.tasks, staging, workers, read_with, progress)
    staging.close()
    return plan, outcomes


def _read(
    tasks: Sequence[Task], staging: Staging, workers: int, read_with: ReadWith, progress: Progress
) -> Counter[Outcome]:
    """Read all tasks and stage the results; returns how many had which outcome."""
    outcomes: Counter[Outcome] = Counter()
    size = max(1, min(BATCH, len(tasks) // (workers * 4)))
    batches = [tasks[at : at + size] for at in range(0, len(tasks), size)]
    for done in read_with(read_batch, batches):
        batch = done.result or _failed(done.items, _FAILURES[done.failure])
        staging.add(batch.tables)
        outcomes.update(batch.outcomes)
        progress(outcomes.total(), len(tasks))
    return outcomes


def _failed(tasks: Sequence[Task], reason: str) -> Batch:
    """The result of a batch whose worker ended or was stopped."""
    results = [unavailable(task, reason) for task in tasks]
    sources = sources_to_table([result.row for result in results])
    return Batch({"sources": sources}, Counter(result.outcome for result in results))


def _publish(
    folder: Path,
    staging: Path,
    previous: Path | None,
    plan: Plan,
    outcomes: Counter[Outcome],
    workers: int,
    started: datetime,
) -> Summary:
    """Build and publish the next version, if there is news."""
    total = plan.outcomes + outcomes
    loaded = total[Outcome.LOADED]
    unchanged = total[Outcome.UNCHANGED] + total[Outcome.KEPT_FROM_BEFORE]
    rejected = total[Outcome.REJECTED] + total[Outcome.STILL_UNAVAILABLE]
    if total[Outcome.KEPT_FROM_BEFORE]:
        _LOG.warning(
            in_language(
                "有 %d 个以前读过的文件这次打不开，沿用以前读到的内容。",
                "%d files read before cannot be opened this time; what was read before is kept.",
            ),
            total[Outcome.KEPT_FROM_BEFORE],
        )
    is_news = (
        plan.is_news or any(outcomes[outcome] for outcome in _NEWS) or previous != versions.current(folder)
    )
    if not is_news or not (loaded or unchanged or previous):
        if loaded or unchanged:
            versions.note_checked(folder)
        return Summary(loaded, unchanged, plan.removed, rejected, count_findings(previous), previous)
    path = versions.next_path(folder)
    part = path.with_name(path.name + ".part")
    load = Run(
        started, code_version(), reader_version(), workers, loaded, unchanged, plan.removed, rejected
    )  # fmt: skip
    findings = amend.build(part, staging, load, previous)
    versions.publish(part, path)
    versions.note_checked(folder)
    return Summary(loaded, unchanged, plan.removed, rejected, findings, path)


def _other_roots(paths: Sequence[Path], former: Sequence[Path]) -> list[Path]:
    """The other files and folders that the newest former version was read from.

    If no former version can be built upon (say, all have another schema), these are read again: the new version would
    lose what this load was not given.
    """
    given = {str(Path(path).resolve()) for path in paths}
    roots = next(filter(None, map(roots_of, former)), [])
    others = [Path(root) for root in roots if not given.intersection((root, *map(str, Path(root).parents)))]
    for path in others:
        if path.exists():
            again = in_language(
                "以前的数据不能沿用，一并重新读取：%s",
                "Former data cannot be built upon; reading this again, too: %s",
            )
            _LOG.warning(again, path)
        else:
            lost = in_language(
                "以前的数据不能沿用，而来源已不在原处，新版本不再包含：%s",
                "Former data cannot be built upon and their source is gone; the new version lacks: %s",
            )
            _LOG.warning(lost, path)
    return [path for path in others if path.exists()]


@contextmanager
def _staging_folder(folder: Path) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix=versions.STAGING, dir=folder))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
