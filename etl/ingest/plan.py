"""Decides what a load has to read: each source that is found is compared with its row in the previous version."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from etl.checks.corrections import Known, about
from etl.ingest.reader_version import reading_key
from etl.ingest.records import Outcome, SourceRow, Task, sources_to_table
from etl.ingest.roster_rows import roster_rows, rows_to_table
from etl.ingest.source_diff import SourceDiff
from etl.model.document import Unreadable
from etl.sources.discovery import find
from etl.sources.manifest import sighting_of
from etl.sources.roster import RosterFile
from etl.sources.source import Refused, Source
from etl.warehouse.staging import Staging

_COMPARED_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Rejected:
    """A source that will not be read. `is_news`: the previous version does not say so."""

    row: SourceRow
    is_news: bool


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source whose report stays as it is. `is_news`: it was seen again, or is gone."""

    row: SourceRow
    is_news: bool


@dataclass(slots=True)
class Plan:
    """What a load has to do. `outcomes` counts the sources that need no reading, `roots` are the files and folders that
    were searched; `is_news`: something besides the tasks differs from the previous version. `bodies` are those of the
    rosters found, `rosters_kept` rosters that cannot be read now, whose bodies stay as they were."""

    tasks: list[Task] = field(default_factory=list)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    roots: list[str] = field(default_factory=list)
    removed: int = 0
    is_news: bool = False
    bodies: list[dict[str, object]] = field(default_factory=list)
    rosters_kept: list[str] = field(default_factory=list)


def make_plan(paths: Sequence[Path], diff: SourceDiff, staging: Staging, known: Known) -> Plan:
    """Compare what is found with what the previous version has, and stage the rows of sources that need no reading.
    `known` are the corrections of figures: a source is read again if those of its reports are others.

    A source is removed if its root was searched and does not contain it any more, unless nothing at all was found
    there: a share that is not mounted loses nothing.
    """
    plan = Plan()
    corrected = {name: about(known, bodies) for name, bodies in diff.bodies_before(known).items()}
    for root, entries in _batches(paths):
        if root not in plan.roots:
            plan.roots.append(root)
        _compare(plan, root, entries, diff, staging, corrected)
    plan.removed = diff.count_removed(plan.roots)
    staging.add({"roster": rows_to_table(plan.bodies)})
    plan.is_news |= plan.removed > 0 or diff.roster_differs(plan.bodies, plan.roots, plan.rosters_kept)
    return plan


def classify(
    entry: Source | Refused, before: SourceRow | None, root: str, corrected: str = ""
) -> Rejected | Unchanged | Task:
    """What is to be done about a source, given its row in the previous version (None: it has none) and what
    `corrections.about` says of its reports there."""
    if isinstance(entry, Refused):
        row = SourceRow(entry.name, root, 0, None, reading_key(None), reason=entry.reason)
        return Rejected(row, before is None or before.reason != entry.reason)
    key = reading_key(entry.manifest, corrected)
    if before is None or before.reading != key:
        return Task(entry, root)
    if (before.size, before.modified_ns) != (entry.size, round(entry.modified * 1e9)):
        return Task(entry, root, before)
    row = replace(before, root=root, sighting=sighting_of(entry.manifest))
    is_news = row.sighting != before.sighting
    return Unchanged(row, is_news) if row.report_ids else Rejected(row, is_news)


def _batches(paths: Sequence[Path]) -> Iterator[tuple[str, list[Source | Refused | RosterFile]]]:
    """What is found below each path, some thousand entries at a time; a path inside another one is left out."""
    by_target = {Path(os.path.realpath(path)): path for path in reversed(paths)}
    for target, path in reversed(by_target.items()):
        if not by_target.keys() & set(target.parents):
            entries = find([path])
            while batch := list(islice(entries, _COMPARED_AT_ONCE)):
                yield str(target), batch


def _with_rosters_read(
    plan: Plan, root: str, sources: Sequence[Source | Refused | RosterFile]
) -> list[Source | Refused]:
    """What is found besides rosters; a roster that cannot be read is refused."""
    entries: list[Source | Refused] = []
    for entry in sources:
        if not isinstance(entry, RosterFile):
            entries.append(entry)
            continue
        try:
            plan.bodies += roster_rows(entry, root)
        except Unreadable as refusal:
            plan.rosters_kept.append(entry.name)
            entries.append(Refused(entry.name, str(refusal)))
    return entries


def _compare(
    plan: Plan,
    root: str,
    sources: Sequence[Source | Refused | RosterFile],
    diff: SourceDiff,
    staging: Staging,
    corrected: Mapping[str, str],
) -> None:
    entries = _with_rosters_read(plan, root, sources)
    before = diff.rows_before([entry.name for entry in entries])
    diff.add_present([entry.name for entry in entries if isinstance(entry, Source)])
    diff.add_closed([entry.name for entry in entries if isinstance(entry, Refused) and entry.closed])
    rows: list[SourceRow] = []
    for entry in entries:
        match classify(entry, before.get(entry.name), root, corrected.get(entry.name, "")):
            case Task() as task:
                plan.tasks.append(task)
            case Unchanged(row, is_news):
                plan.outcomes[Outcome.UNCHANGED] += 1
                plan.is_news |= is_news
                rows.append(row)
            case Rejected(row, is_news):
                plan.outcomes[Outcome.REJECTED] += 1
                plan.is_news |= is_news
                rows.append(row)
    staging.add({"sources": sources_to_table(rows)})
