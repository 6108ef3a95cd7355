"""Reads sources in a worker: a batch of files to staged rows, each file's failure being its own."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyarrow as pa

from etl.model.document import Unreadable
from etl.pipeline import read_report
from etl.runtime.paths import REFERENCE, ROOT
from etl.sources.discovery import Source
from etl.warehouse.arrow import SOURCE_COLUMNS, report_id, reports_to_tables, schemas


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `sources`: a file that was looked at and what became of it.

    `outcome` is loaded or rejected (with a `reason`), and unchanged on its way; `reading` says what read it.
    """

    source_name: str
    root: str
    sha256: str
    size: int
    modified_ns: int
    reading: str
    outcome: str
    report_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A source to read, and its row of the version before where nothing but its bytes can have changed."""

    source: Source
    root: str
    before: SourceRow | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What reading some sources gave: staged relations, their rows of `sources` among them, and how many there are
    of each outcome; further `still`: as little to be opened as before, `kept`: with the report read from it before."""

    tables: Mapping[str, pa.Table]
    outcomes: Mapping[str, int]


def read_batch(tasks: Sequence[Task]) -> Batch:
    """Reads some sources in this process; what cannot be read becomes a rejected row."""
    reports, rows = [], []
    for task in tasks:
        sha256 = ""
        try:
            data = task.source.open()
            sha256 = hashlib.sha256(data).hexdigest()
            if task.before and task.before.sha256 == sha256:
                rows.append(source_row(task, sha256, "unchanged", task.before.report_id, task.before.reason))
                continue
            report = read_report(data, task.source.name, task.source.manifest)
            reports.append((report, sha256))
            rows.append(source_row(task, sha256, "loaded", report_id(report, sha256)))
        except Unreadable as refusal:
            rows.append(_unread(task, sha256, str(refusal)))
        except MemoryError:
            rows.append(
                source_row(
                    task, sha256, "rejected", reason="读取所需内存超过上限；请拆分或另存为较小的文件。"
                )
            )
        except Exception as error:  # a fault of ours in one file must not stop the others
            # where, but not what: its message may quote the report, and reasons go into logs
            at = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(at.filename).name} 第 {at.lineno} 行"
            reason = f"程序读取出错（{type(error).__name__}，{place}）；请反馈此文件。"
            rows.append(source_row(task, sha256, "rejected", reason=reason))
    outcomes = Counter(row.outcome for row in rows)
    outcomes["still"] = sum(still(task, row) for task, row in zip(tasks, rows, strict=True))
    outcomes["kept"] = sum(row.report_id is not None and row.modified_ns == -1 for row in rows)
    return Batch(reports_to_tables(reports) | {"sources": sources_to_table(rows)}, outcomes)


def _unread(task: Task, sha256: str, reason: str) -> SourceRow:
    """A source that cannot be read. One that cannot even be opened now keeps the report read from it before."""
    if sha256:
        return source_row(task, sha256, "rejected", reason=reason)
    before = task.before.report_id if task.before else None
    return not_opened(task, reason, before)


def not_opened(task: Task, reason: str, report_id: str | None = None) -> SourceRow:
    """A source that may be read next time: it has no time of change, so that each load tries again."""
    row = source_row(task, "", "unchanged" if report_id else "rejected", report_id, reason)
    return replace(row, modified_ns=-1)


def still(task: Task, row: SourceRow) -> bool:
    """Whether a source that could not be opened is as the version before has it."""
    before = task.before
    return (
        before is not None
        and row.modified_ns == -1 == before.modified_ns
        and (row.report_id, row.reason)
        == (
            before.report_id,
            before.reason,
        )
    )


def sources_to_table(rows: Sequence[SourceRow]) -> pa.Table:
    """Rows of `sources` as the staged relation of that name."""
    columns = {name: [getattr(row, name) for row in rows] for name in SOURCE_COLUMNS}
    return pa.table(columns, schema=schemas()["sources"])


def source_row(
    task: Task, sha256: str, outcome: str, report_id: str | None = None, reason: str | None = None
) -> SourceRow:
    source = task.source
    modified_ns = round(source.modified * 1e9)
    return SourceRow(
        source.name,
        task.root,
        sha256,
        source.size,
        modified_ns,
        reading(source.manifest),
        outcome,
        report_id,
        reason,
    )


def reading(manifest: Mapping[str, str] | None) -> str:
    """Names everything but the bytes that decides what a file is read as: our code and data, and its manifest row."""
    stated = (
        hashlib.sha256(repr(sorted((manifest or {}).items())).encode()).hexdigest()[:8] if manifest else "-"
    )
    return f"{reader_version()}/{stated}"


@cache
def reader_version() -> str:
    """Changes whenever anything changes that decides what is read: code, forms, rules, reference data."""
    digest = hashlib.sha256()
    ours = (path for path in (ROOT / "etl").rglob("*") if path.suffix in (".py", ".toml", ".sql"))
    for path in sorted((*ours, *REFERENCE.glob("*.csv"))):
        if "demo" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
