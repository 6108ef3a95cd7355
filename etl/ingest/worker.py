"""Reads sources in a worker process: a batch of sources becomes staged rows, and a source that fails stops no other."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.checks.corrections import FILE, Known, about, corrections
from etl.ingest.reader_version import reading_key
from etl.ingest.records import Batch, Outcome, SourceRow, Task, sources_to_table
from etl.model.document import Unreadable
from etl.model.report import Home, Report
from etl.pipeline import read_reports
from etl.sources.manifest import sighting_of
from etl.warehouse.arrow import report_id, reports_to_tables


@dataclass(frozen=True, slots=True)
class Result:
    """What reading one source gave."""

    row: SourceRow
    outcome: Outcome
    reports: tuple[Report, ...] = ()
    sha256: str = ""


def read_batch(
    tasks: Sequence[Task], known: Known | None = None, homes: Mapping[str, Home] | None = None
) -> Batch:
    """Read sources in this process; one that cannot be read becomes a row with the reason. `known` are the corrections to
    apply, by default those of the program's own file; `homes` as in `read_reports`."""
    applied = corrections(FILE) if known is None else known
    results = [_read(task, applied, homes) for task in tasks]
    reports = [(report, result.sha256) for result in results for report in result.reports]
    sources = sources_to_table([result.row for result in results])
    outcomes = Counter(result.outcome for result in results)
    return Batch(reports_to_tables(reports) | {"sources": sources}, outcomes)


def unavailable(task: Task, reason: str, reports: tuple[str, ...] = ()) -> Result:
    """The result for a source that could not be opened or read to the end; each load tries it again."""
    before = task.before
    reading = before.reading if before is not None and reports else ""
    row = source_row(task, reports, reason, opened=False, reading=reading)
    if reports:
        return Result(row, Outcome.KEPT_FROM_BEFORE)
    known = before is not None and (before.modified_ns, len(before.report_ids), before.reason) == (
        None,
        0,
        reason,
    )
    return Result(row, Outcome.STILL_UNAVAILABLE if known else Outcome.REJECTED)


def source_row(
    task: Task,
    reports: tuple[str, ...] = (),
    reason: str | None = None,
    opened: bool = True,
    reading: str = "",
) -> SourceRow:
    """The row of `sources` for a source that was looked at: with the ids of its reports, or why it has none. `reading` is
    the key of what read them, if corrections have a part in it."""
    source = task.source
    modified_ns = round(source.modified * 1e9) if opened else None
    reading = reading or reading_key(source.manifest)
    sighting = sighting_of(source.manifest)
    return SourceRow(source.name, task.root, source.size, modified_ns, reading, reports, reason, sighting)


def _read(task: Task, known: Known, homes: Mapping[str, Home] | None) -> Result:
    before = task.before
    try:
        data = task.source.open()
    except Unreadable as refusal:
        return unavailable(task, str(refusal), before.report_ids if before else ())
    except Exception as error:  # a fault of this program in one file must not stop the others
        return _rejected(task, error)
    sha256 = hashlib.sha256(data).hexdigest()
    if before is not None and before.sha256 == sha256:
        row = source_row(task, before.report_ids, before.reason, reading=before.reading)
        return Result(row, Outcome.UNCHANGED)
    try:
        reports = read_reports(data, task.source.name, task.source.manifest, known, homes)
    except Exception as error:
        return _rejected(task, error)
    ids = tuple(report_id(report, sha256) for report in reports)
    bodies = {(report.identity.agency, report.identity.year or 0) for report in reports}
    reading = reading_key(task.source.manifest, about(known, bodies))
    return Result(source_row(task, ids, reading=reading), Outcome.LOADED, reports, sha256)


def _rejected(task: Task, error: Exception) -> Result:
    return Result(source_row(task, reason=_reason(error)), Outcome.REJECTED)


def _reason(error: Exception) -> str:
    """Why a file is rejected, for a clerk. A fault of this program is located, but its message is left out: it may
    quote the report, and reasons go into logs."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, MemoryError):
        return "读取所需内存超过上限；请拆分或另存为较小的文件。"
    last = traceback.extract_tb(error.__traceback__)[-1]
    line = f"{Path(last.filename).name} 第 {last.lineno} 行"
    return f"程序读取出错（{type(error).__name__}，{line}）；请反馈此文件。"
