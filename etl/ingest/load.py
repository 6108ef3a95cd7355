"""Loads files and folders into the warehouse: reads what is new or changed and publishes one new version."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from etl.checks.corrections import FILE, NAME, by_report, read_corrections
from etl.ingest.plan import Plan, make_plan
from etl.ingest.read_tasks import Progress, Reading, ReadWith, read_tasks
from etl.ingest.reader_version import reader_version
from etl.ingest.records import Outcome
from etl.ingest.source_diff import SourceDiff, count_findings, roots_of, usable
from etl.model.report import Home
from etl.runtime.language import in_language
from etl.warehouse import amend, versions
from etl.warehouse.staging import Staging
from etl.warehouse.version_record import Run

_LOG = logging.getLogger(__name__)
# a task with one of these outcomes changes the data, or what is recorded of its source
_NEWS = (Outcome.LOADED, Outcome.UNCHANGED, Outcome.REJECTED)


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


class _Counts(NamedTuple):
    """Sources by what became of them; `removed` counts reports whose source is gone."""

    loaded: int
    unchanged: int
    removed: int
    rejected: int


def load_sources(
    paths: Sequence[Path],
    folder: Path,
    workers: int | None = None,
    read_with: ReadWith | None = None,
    progress: Progress = lambda done, total: None,
    homes: Mapping[str, Home] | None = None,
) -> Summary:
    """Publish one new version if anything is new, changed or gone; otherwise change nothing.

    `read_with` runs the reading (default: a pool of `workers` processes, one per processor); `progress` is called after
    each batch with the number of sources read so far and of all to read; `homes` as in `read_reports`. An interrupted load leaves the warehouse as it
    was. Raises versions.Busy if another load is under way, CorrectionsUnreadable if figures were corrected in a way that
    cannot be understood.
    """
    started = versions.now()
    known = by_report((*read_corrections(FILE), *read_corrections(folder / NAME)))
    reading = Reading(workers or os.cpu_count() or 1, known, read_with, progress, homes)
    with versions.locked(folder):
        versions.clear_old(folder)
        previous = next(filter(usable, versions.candidates(folder)), None)
        if previous is None:
            paths = [*paths, *_other_roots(paths, versions.candidates(folder))]
        try:
            with _staging_folder(folder) as staging:
                plan, outcomes = _stage(staging, paths, previous, reading)
                counts = _count(plan, outcomes)
                is_readable = counts.loaded or counts.unchanged or previous
                if not is_readable or not _is_news(plan, outcomes, previous, versions.current(folder)):
                    return _unpublished(folder, counts, previous)
                load = Run(started, code_version(), reader_version(), reading.workers, *counts)
                return _publish(folder, staging, load, counts, previous)
        finally:
            versions.clear_old(folder)


def code_version() -> str:
    """The version of the installed package; `uninstalled` in a checkout."""
    try:
        return version("disclosure-dashboard")
    except PackageNotFoundError:
        return "uninstalled"


def _stage(
    folder: Path, paths: Sequence[Path], previous: Path | None, reading: Reading
) -> tuple[Plan, Counter[Outcome]]:
    """Stage everything that the next version is built from; returns the plan and the outcomes of its tasks."""
    staging = Staging(folder)
    with SourceDiff(previous) as diff:
        plan = make_plan(paths, diff, staging, reading.known)
        diff.write_others(plan.roots, folder / "sources-others.parquet")
        diff.write_other_rosters(plan.roots, plan.rosters_kept, folder / "roster-others.parquet")
    outcomes = read_tasks(plan.tasks, staging, reading)
    staging.close()
    return plan, outcomes


def _count(plan: Plan, outcomes: Counter[Outcome]) -> _Counts:
    """Count sources as the summary does, and warn of those that keep the report read before."""
    total = plan.outcomes + outcomes
    if total[Outcome.KEPT_FROM_BEFORE]:
        _LOG.warning(
            in_language(
                "有 %d 个以前读过的文件这次打不开，沿用以前读到的内容。",
                "%d files read before cannot be opened this time; what was read before is kept.",
            ),
            total[Outcome.KEPT_FROM_BEFORE],
        )
    return _Counts(
        loaded=total[Outcome.LOADED],
        unchanged=total[Outcome.UNCHANGED] + total[Outcome.KEPT_FROM_BEFORE],
        removed=plan.removed,
        rejected=total[Outcome.REJECTED] + total[Outcome.STILL_UNAVAILABLE],
    )


def _is_news(plan: Plan, outcomes: Counter[Outcome], previous: Path | None, current: Path | None) -> bool:
    """Whether the next version would differ, or has to take the place of a damaged one."""
    return plan.is_news or any(outcomes[outcome] for outcome in _NEWS) or previous != current


def _unpublished(folder: Path, counts: _Counts, previous: Path | None) -> Summary:
    if counts.loaded or counts.unchanged:
        versions.note_checked(folder)
    return Summary(*counts, count_findings(previous), previous)


def _publish(folder: Path, staging: Path, load: Run, counts: _Counts, previous: Path | None) -> Summary:
    path = versions.next_path(folder)
    part = path.with_name(path.name + ".part")
    findings = amend.build(part, staging, load, previous)
    versions.publish(part, path)
    versions.note_checked(folder)
    return Summary(*counts, findings, path)


def _other_roots(paths: Sequence[Path], former: Sequence[Path]) -> list[Path]:
    """The other files and folders that the newest former version was read from.

    If no former version can be built upon (say, all have another schema), these are read again: the new version would
    lose what this load was not given.
    """
    given = {os.path.realpath(path) for path in paths}
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
