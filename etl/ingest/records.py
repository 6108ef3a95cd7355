"""What a load knows of each source: its row in the database, what became of it, and what there is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import pyarrow as pa

from etl.sources.source import Source
from etl.warehouse.arrow import SOURCE_COLUMNS, schemas


class Outcome(StrEnum):
    """What became of a source in one load."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    # cannot be opened now: the report that was read from it before stays
    KEPT_FROM_BEFORE = "kept_from_before"
    # cannot be read now, for the same reason as in the previous version
    STILL_UNAVAILABLE = "still_unavailable"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `sources`, with the SHA-256 of the bytes that its reports were read from.

    `modified_ns` is None for a source that could not be opened: no time matches it, so that each load tries again.
    `reading` identifies the code, data and manifest row that read it; `sighting` is what `collect` tells of it, by the names of
    `etl.sources.manifest.SIGHTING`.
    """

    source_name: str
    root: str
    size: int
    modified_ns: int | None
    reading: str
    report_ids: tuple[str, ...] = ()
    reason: str | None = None
    sighting: Mapping[str, str] | None = None
    sha256: str | None = None


ROW_FIELDS = tuple(field.name for field in fields(SourceRow))


@dataclass(frozen=True, slots=True)
class Task:
    """A source to read, and its row in the previous version if only its bytes can have changed since."""

    source: Source
    root: str
    before: SourceRow | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Staged relations read from some sources, `sources` among them, and how many sources had which outcome."""

    tables: Mapping[str, pa.Table]
    outcomes: Counter[Outcome]


def sources_to_table(rows: Sequence[SourceRow]) -> pa.Table:
    """The staged relation `sources`."""
    columns = {name: [getattr(row, name) for row in rows] for name in SOURCE_COLUMNS}
    return pa.table(columns, schema=schemas()["sources"])
