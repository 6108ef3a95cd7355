"""Re-checks published database versions: are they whole, consistent, and still what their sources say?"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from etl.form import all_addresses
from etl.model.document import Unreadable
from etl.runtime import language
from etl.runtime.paths import COMMAND
from etl.sources.discovery import find
from etl.sources.source import Source
from etl.warehouse import versions
from etl.warehouse.create import SCHEMA_VERSION
from etl.warehouse.version_record import content_hash

_NAMES_LISTED = 5
_DIFFERING_COPIES = """
select count(distinct report_id) from findings semi join (from figures where is_current) using (report_id)
where rule_key = 'copies_differ'
"""
_SEPARATOR = re.compile(r"[/\\]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for one version: `problems` are wrong, `remarks` are worth knowing."""

    version: int
    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def verify(folder: Path, every: bool = False) -> list[Verdict]:
    """Check the current version with its sources; with `every`, the other versions as well, newest first.

    The sources of older versions may have changed since and are not compared. Nothing is written.
    """
    current = versions.current(folder)
    if current is None:
        count = len(versions.versions(folder))
        return [Verdict(0, (_say("no_current", n=count) if count else _say("no_data", command=COMMAND),))]
    others = [path for path in reversed(versions.versions(folder)) if path != current] if every else []
    return [_verify_version(path, path == current) for path in (current, *others)]


def _verify_version(path: Path, with_sources: bool) -> Verdict:
    number = versions.version_of(path)
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            problems, remarks = _schema_problems(con), _age(con)
            if not problems:
                problems = [*_content_problems(con), *_count_problems(con)]
                remarks += [*_copies(con), *_lists(con)]
                if with_sources:
                    source_problems, source_remarks = _compare_sources(con)
                    problems += source_problems
                    remarks += source_remarks
    except (duckdb.Error, UnicodeDecodeError) as error:
        first_line = str(error).splitlines()[0][:200]
        return Verdict(number, (_say("damaged", reason=first_line),))
    return Verdict(number, tuple(problems), tuple(remarks))


def _schema_problems(con: duckdb.DuckDBPyConnection) -> list[str]:
    ((schema,),) = con.execute("select schema_version from version").fetchall()
    if schema == SCHEMA_VERSION:
        return []
    return [_say("other_schema", schema=schema, expected=SCHEMA_VERSION)]


def _age(con: duckdb.DuckDBPyConnection) -> list[str]:
    published, reports = con.execute("select published_at, reports from version").fetchall()[0]
    days = (versions.now() - published).days
    return [_say("age", published=f"{published:%Y-%m-%d %H:%M}", days=days, reports=reports)]


def _copies(con: duckdb.DuckDBPyConnection) -> list[str]:
    ((count,),) = con.execute(_DIFFERING_COPIES).fetchall()
    return [_say("copies", n=count)] if count else []


def _lists(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for listed in _texts()["listed"]:
        names = [name for (name,) in con.execute(listed["query"]).fetchall()]
        if names:
            yield listed[language.current()].format(n=len(names), names=_listed(names))


def _content_problems(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
        con.execute(f'select bit_xor(hash(t)) from "{name}" as t').fetchall()  # a broken block raises
    expected, engine = con.execute("select content_hash, duckdb_version from version").fetchall()[0]
    if engine == duckdb.__version__ and content_hash(con) != expected:
        yield _say("changed_since")


def _count_problems(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    cells = str(len(all_addresses()))
    for check in _texts()["counts"]:
        for (count,) in con.execute(check["query"].replace("{cells}", cells)).fetchall():
            if count:
                yield check[language.current()].format(n=count)


def _compare_sources(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Compare the sources with what was read: changed, missing and unreadable ones are problems, new ones a remark."""
    by_root: dict[str, dict[str, bytes | None]] = {}
    query = "select root, sources.source_name, source_sha256 from sources left join figures on report_id = report_ids[1]"
    for root, name, sha256 in con.execute(query).fetchall():
        by_root.setdefault(root, {})[name] = sha256
    names: dict[str, list[str]] = {difference: [] for difference in _texts()["differences"]}
    for root, recorded in by_root.items():
        for difference, name in _differences(root, recorded):
            names[difference].append(name)
    sentences = {
        difference: texts[language.current()].format(
            n=len(names[difference]), names=_listed(names[difference])
        )
        for difference, texts in _texts()["differences"].items()
        if names[difference]
    }
    new = sentences.pop("new", None)
    return [*sentences.values()], [new] if new else []


def _differences(root: str, recorded: Mapping[str, bytes | None]) -> Iterator[tuple[str, str]]:
    """How it differs, and the name of each source below a root that differs from what is recorded of it."""
    present = {
        entry.name.removeprefix(root).lstrip(os.sep): entry
        for entry in find([root])
        if isinstance(entry, Source)
    }
    prefix = _prefix_as_given(root, recorded, present)
    for name, sha256 in recorded.items():
        if sha256 is not None:
            difference = _difference(present.get(name.removeprefix(prefix)), sha256)
            if difference:
                yield difference, name
    for rest in present:
        if prefix + rest not in recorded:
            yield "new", prefix + rest


def _difference(source: Source | None, sha256: bytes) -> str | None:
    if source is None:
        return "missing"
    try:
        return None if hashlib.sha256(source.open()).digest() == sha256 else "changed"
    except Unreadable:
        return "unread"


def _prefix_as_given(root: str, recorded: Collection[str], present: Collection[str]) -> str:
    """What the recorded names below a root begin with: the root as it was given, which may have been relative."""
    matches: Counter[str] = Counter()
    for name in recorded:
        for at in (0, *(match.end() for match in _SEPARATOR.finditer(name)), len(name)):
            matches[name[:at]] += name[at:] in present
    return max(matches, key=lambda prefix: (matches[prefix], os.path.realpath(prefix) == root), default="")


def _listed(names: list[str]) -> str:
    more = _say("more", n=len(names)) if len(names) > _NAMES_LISTED else ""
    return _say("separator").join(sorted(names)[:_NAMES_LISTED]) + more


def _say(key: str, **values: object) -> str:
    text: str = _texts()["messages"][key][language.current()]
    return text.format(**values)


@cache
def _texts() -> dict[str, Any]:
    """The counts and sentences of verify.toml."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
