"""What changed from one version to the next, one item per report and topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import duckdb

from etl.changes.compare import Incomparable, compare_versions
from etl.changes.output import change_words, lines_query
from etl.export.relations import ReportFilter
from etl.news.letter_words import words
from etl.runtime.language import Language
from etl.warehouse import versions

MOST_EXAMPLES = 20
MOST_ITEMS = 500  # of one feed or letter
_SQL = Path(__file__).parent / "sql" / "news.sql"


@dataclass(frozen=True, slots=True)
class Item:
    """What is new in one report: `topic` is a kind of change (`finding new`), `changes` their number, `lines` the first
    of them in words. `version` is the one that brought it, published at `published_at` (UTC). An item of the topic
    `not compared` is about no report: nobody knows what changed between two versions."""

    version: int
    published_at: datetime
    topic: str
    agency_id: str
    agency: str
    year: int
    scope: str
    changes: int
    title: str
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        """What distinguishes it from every other item, the same each time that the same version is reported."""
        return f"{self.version}/{self.agency_id}/{self.year}/{self.scope}/{self.topic}"


def pairs_of_versions(warehouse: Path, older: int | None = None) -> list[tuple[Path, Path]]:
    """Each kept version up to the current one with the one before it, the newest first; `older`: none before this one."""
    current = versions.current(warehouse)
    paths = [path for path in versions.versions(warehouse) if versions.version_of(path) >= (older or 0)]
    paths = paths[: paths.index(current) + 1] if current in paths else []
    return list(pairwise(paths))[::-1]


def news(older: Path, newer: Path, reports: ReportFilter, language: Language) -> list[Item]:
    """The items of two versions about these reports, at most `MOST_ITEMS` + 1.

    Raises Incomparable if the versions have different layouts, and duckdb.Error if one cannot be opened.
    """
    query = _SQL.read_text(encoding="utf-8").format(
        condition=reports.condition, lines=lines_query(language), most=MOST_EXAMPLES
    )
    with compare_versions(older, newer) as compared:
        ((published_at,),) = compared.con.execute("select published_at from newer.version").fetchall()
        rows = compared.con.execute(f"{query} limit {MOST_ITEMS + 1}", reports.bound())
        names = [column[0] for column in rows.description]
        return [
            _item(compared.newer, published_at, dict(zip(names, row, strict=True)), language)
            for row in rows.fetchall()
        ]


def news_of_pairs(
    pairs: Sequence[tuple[Path, Path]], reports: ReportFilter, language: Language
) -> Iterator[Item]:
    """The items of several pairs; one item says so where a pair cannot be compared, as after an upgrade."""
    left = MOST_ITEMS + 1
    for older, newer in pairs:
        if left <= 0:
            return
        try:
            items = news(older, newer, reports, language)[:left]
        except (Incomparable, duckdb.Error) as refusal:
            items = [_not_compared(older, newer, refusal, language)]
        left -= len(items)
        yield from items


def _not_compared(older: Path, newer: Path, refusal: Exception, language: Language) -> Item:
    title = words(language)["not_compared"].format(
        older=versions.version_of(older), newer=versions.version_of(newer)
    )
    reason = str(refusal).splitlines()[0] if isinstance(refusal, Incomparable) else ""
    published_at = datetime.fromtimestamp(newer.stat().st_mtime, UTC)
    lines = (reason,) if reason else ()
    return Item(versions.version_of(newer), published_at, "not compared", "", "", 0, "", 0, title, lines)


def _item(version: int, published_at: datetime, row: dict[str, object], language: Language) -> Item:
    named = change_words(language)
    year, changes, topic = row["year"], row["changes"], str(row["topic"])
    assert isinstance(year, int) and isinstance(changes, int) and isinstance(row["examples"], list)
    lines = [_line(example, topic, language) for example in row["examples"]]
    if changes > len(lines):
        lines.append(named["and more"].format(n=changes - len(lines)))
    title = named["title of report" if topic.startswith("report") else "title"].format(
        agency=row["agency"], year=year, scope=named[str(row["scope"])], what=named[topic], n=changes
    )
    return Item(
        version, published_at.replace(tzinfo=UTC), topic, str(row["agency_id"]), str(row["agency"]), year,
        str(row["scope"]), changes, title, tuple(lines),
    )  # fmt: skip


def _line(example: dict[str, str | None], topic: str, language: Language) -> str:
    """One change: what it is about, both sides, and why."""
    named = change_words(language)
    sides = [example["old"], example["new"]]
    if topic.startswith("finding"):
        return next((side for side in sides if side), "")
    line = f"{example['label']}{named['colon']}{' → '.join(side or '—' for side in sides)}"
    if topic.startswith("report"):
        line = Path(str(example["label"])).name
    return line + (named["brackets"].format(why=named[example["why"]]) if example["why"] else "")
