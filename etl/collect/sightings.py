"""What runs of `collect` have seen, in a file beside the reports: answers, reports, and what is left to a person."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = ".collect.sqlite"
_TABLES = """
create table if not exists runs (run integer primary key, started_at text, finished_at text);
create table if not exists answers (
    url text primary key, run integer, status integer, headers text, body blob
);
create table if not exists copies (
    url text, sha256 text, file text, column_url text, agency text, region_code text, year integer, title text,
    published_on text, parent_url text, http_status integer, etag text, first_seen text, last_seen text, gone text,
    primary key (url, sha256)
);
create table if not exists by_hand (
    address text primary key, run integer, agency text, region_code text, parent_url text, reason text
);
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered in some run; `headers` by name, all values."""

    run: int
    status: int
    headers: Mapping[str, list[str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """One content of one address. Times are ISO, in UTC; `gone` is empty as long as the address answers."""

    url: str
    sha256: str
    file: str
    column_url: str
    agency: str
    region_code: str
    year: int
    title: str
    published_on: str
    parent_url: str
    http_status: int
    etag: str
    first_seen: str
    last_seen: str
    gone: str = ""


class Sightings:
    """The file, opened by one run. What is written is on disk before the method returns, so that a kill loses nothing."""

    def __init__(self, folder: Path, now: str) -> None:
        """Begin a run, or go on with one that did not finish. Raises sqlite3.Error if the file is in use or damaged."""
        self._con = sqlite3.connect(folder / FILE_NAME, isolation_level=None, timeout=1)
        self._con.execute("pragma locking_mode = exclusive")
        self._con.executescript(_TABLES)
        unfinished = self._con.execute("select max(run) from runs where finished_at is null").fetchone()[0]
        if unfinished is None:
            self._con.execute("insert into runs (started_at) values (?)", [now])
            self._con.execute("delete from by_hand")
        self.run, self.started_at = self._con.execute(
            "select run, started_at from runs order by run desc limit 1"
        ).fetchone()

    def finish(self, now: str) -> None:
        """Note that the run saw everything, and forget answers that it did not need."""
        self._con.execute("update runs set finished_at = ? where run = ?", [now, self.run])
        self._con.execute("delete from answers where run < ?", [self.run])
        self._con.close()

    def close(self) -> None:
        """Close the file; the run can go on later."""
        self._con.close()

    def answer(self, url: str) -> Answer | None:
        """The last answer of an address."""
        row = self._con.execute(
            "select run, status, headers, body from answers where url = ?", [url]
        ).fetchone()
        return Answer(row[0], row[1], json.loads(row[2]), zlib.decompress(row[3])) if row else None

    def keep_answer(self, url: str, status: int, headers: Mapping[str, list[str]], body: bytes) -> None:
        """Put the answer of this run in the place of an older one."""
        row = (url, self.run, status, json.dumps(headers), zlib.compress(body, 1))
        self._con.execute("insert or replace into answers values (?, ?, ?, ?, ?)", row)

    def keep_copy(self, copy: Copy) -> None:
        """Add a content, or note that it is still there. The title, year and agency of the first sighting stay."""
        self._con.execute(
            f"insert into copies values ({', '.join('?' * 15)}) on conflict (url, sha256) do update "
            "set last_seen = excluded.last_seen, etag = excluded.etag, http_status = excluded.http_status, gone = ''",
            [getattr(copy, name) for name in Copy.__slots__],
        )

    def mark_gone(self, url: str, day: str) -> None:
        """Note that an address no longer answers, unless that is known."""
        self._con.execute("update copies set gone = ? where url = ? and gone = ''", [day, url])

    def copies(self) -> Iterator[Copy]:
        """All contents, those of an address in the order in which they were seen."""
        order = "select * from copies order by agency, year desc, url, first_seen, rowid"
        yield from (Copy(*row) for row in self._con.execute(order))

    def leave_by_hand(self, address: str, agency: str, region_code: str, parent: str, reason: str) -> None:
        """Leave an address to a person; the first reason of a run stays."""
        row = [address, self.run, agency, region_code, parent, reason]
        self._con.execute("insert or ignore into by_hand values (?, ?, ?, ?, ?, ?)", row)

    def by_hand(self) -> list[tuple[str, ...]]:
        """Agency, region code, address, reason and the page that links there, of this run."""
        columns = "select agency, region_code, address, reason, parent_url from by_hand order by rowid"
        return self._con.execute(columns).fetchall()
