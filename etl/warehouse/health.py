"""Reports whether there are data and how old they are, for a monitor that asks every minute."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl.warehouse import versions
from etl.warehouse.create import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the current version; times are UTC.

    `checked_at` is when a load last read its sources to the end, with news or without, and `age_days` counts from then.
    `problem` is `no_data`, `damaged`, `other_schema`, `too_old` or None.
    """

    problem: str | None
    version: int | None = None
    reports: int | None = None
    rejected: int | None = None
    published_at: datetime | None = None
    checked_at: datetime | None = None
    age_days: float | None = None
    load_seconds: float | None = None

    def as_json(self) -> dict[str, object]:
        """The same as JSON values, with `ok` first; times end in `Z`."""
        values = {
            name: f"{value.isoformat(timespec='seconds')}Z" if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }
        return {"ok": self.problem is None, **values}


def health(folder: Path, max_age: float | None = None) -> Health:
    """The state of the warehouse; being older than `max_age` days is a problem. Reads one row and writes nothing."""
    path = versions.current(folder)
    if path is None:
        return Health("damaged" if versions.versions(folder) else "no_data")
    number = versions.version_of(path)
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            (schema,) = con.execute("select schema_version from version").fetchall()[0]
            if schema != SCHEMA_VERSION:
                return Health("other_schema", number)
            published, reports, rejected, seconds = con.execute(
                """
                select published_at, reports, (select count(*) from rejected_sources),
                    (select epoch(finished_at - started_at) from loads order by version desc limit 1)
                from version
                """
            ).fetchall()[0]
    except (duckdb.Error, UnicodeDecodeError, IndexError):
        return Health("damaged", number)
    checked = max(published, versions.checked_at(folder) or published)
    age = round((versions.now() - checked).total_seconds() / 86_400, 3)
    problem = "too_old" if max_age is not None and age > max_age else None
    return Health(problem, number, reports, rejected, published, checked, age, round(seconds, 1))
