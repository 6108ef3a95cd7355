"""Re-checks published database versions: are they whole, consistent, and still what their sources say?"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.form import all_addresses
from etl.model.document import Unreadable
from etl.sources.discovery import Source, find
from etl.warehouse import versions
from etl.warehouse.create import SCHEMA_VERSION
from etl.warehouse.version_record import content_hash

_NAMES_LISTED = 5
_SEPARATOR = re.compile(r"[/\\]")
# sentence for a clerk -> query that counts what is wrong; 0 is good
_COUNTS = {
    "有 {n} 个报告编号重复": "select count(*) - count(distinct report_id) from figures",
    "登记的报告数与实有报告相差 {n} 份": "select abs(reports - (select count(*) from figures)) from version",
    "登记的问题数与实有问题相差 {n} 条": """
        select abs(findings - (select count(*) from findings)) from loads order by version desc limit 1
    """,
    "有 {n} 份报告没有来源文件": "select count(*) from figures anti join sources using (report_id)",
    "有 {n} 个来源文件没有对应的报告": """
        select count(*) from sources anti join figures using (report_id) where outcome = 'loaded'
    """,
    "有 {n} 份报告的单元格位置不明": "select count(*) from figures anti join layouts using (layout_id)",
    "有 {n} 条问题、正文或依据属于不存在的报告": """
        select count(*) from (
            select report_id from findings union all select report_id from narratives
            union all select report_id from report_evidence union all select report_id from report_checks
        ) anti join figures using (report_id)
    """,
    "有 {n} 份报告的错误、警告数与问题清单不符": """
        select count(*) from figures left join (
            select report_id, count(*) filter (severity = 'error') as e, count(*) filter (severity = 'warning') as w
            from findings group by report_id
        ) using (report_id) where errors <> coalesce(e, 0) or warnings <> coalesce(w, 0)
    """,
    "有 {n} 个机关的同一年度有不止一份现行报告": """
        select count(*) from (
            select agency_id from figures where is_current group by agency_id, year, scope having count(*) > 1
        )
    """,
    "有 {n} 份报告的单元格状态不完整": f"select count(*) from figures where length(states) <> {len(all_addresses())}",
    "单元格表与报告表相差 {n} 个单元格": """
        select abs((select count(*) from cells)
            - (select coalesce(sum(length(replace(states, ' ', ''))), 0) from figures))::bigint
    """,
    "有 {n} 个单元格的数值与状态矛盾": """
        select count(*) from cells where (state = 'number') <> (value is not null)
    """,
    "有 {n} 个数字没有在来源中的位置": "select count(*) from cells where value is not null and locator is null",
    "有 {n} 个数字与其印刷文字不符": """
        select count(*) from cells
        where value is not null and not corrected and column_key <> 'amount_yuan'
            and try_cast(raw as double) is not null and try_cast(raw as double) <> value
    """,
}  # fmt: skip


_DIFFERENCES = {
    "missing": "有 {n} 个来源文件已不在原处：{names}。",
    "changed": "有 {n} 个来源文件在读取之后改动过，请重新运行 load：{names}。",
    "unread": "有 {n} 个来源文件现在打不开：{names}。",
    "new": "有 {n} 个文件还没有读入，下次 load 会读取：{names}。",
}


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
        lost = f"找不到当前版本（CURRENT 缺失或损坏），但有 {count} 个版本文件；重新运行 load 即可恢复。"
        return [Verdict(0, (lost if count else "还没有数据；请先运行 python -m etl load 文件夹",))]
    others = [path for path in reversed(versions.versions(folder)) if path != current] if every else []
    return [_verify_version(path, path == current) for path in (current, *others)]


def _verify_version(path: Path, with_sources: bool) -> Verdict:
    number = versions.version_of(path)
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            problems, remarks = _schema_problems(con), _age(con)
            if not problems:
                problems = [*_content_problems(con), *_count_problems(con)]
                if with_sources:
                    source_problems, source_remarks = _compare_sources(con)
                    problems += source_problems
                    remarks += source_remarks
    except (duckdb.Error, UnicodeDecodeError) as error:
        first_line = str(error).splitlines()[0][:200]
        return Verdict(
            number,
            (f"数据库文件损坏，无法读取（{first_line}）；请重新运行 load，看板暂用上一个完好的版本。",),
        )
    return Verdict(number, tuple(problems), tuple(remarks))


def _schema_problems(con: duckdb.DuckDBPyConnection) -> list[str]:
    ((schema,),) = con.execute("select schema_version from version").fetchall()
    if schema == SCHEMA_VERSION:
        return []
    return [
        f"库结构是第 {schema} 版，程序是第 {SCHEMA_VERSION} 版，无法核对；请用同一版本的程序，或重新运行 load。"
    ]


def _age(con: duckdb.DuckDBPyConnection) -> list[str]:
    published, reports = con.execute("select published_at, reports from version").fetchall()[0]
    days = (versions.now() - published).days
    return [f"发布于 {published:%Y-%m-%d %H:%M} UTC（{days} 天前），{reports} 份报告。"]


def _content_problems(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
        con.execute(f'select bit_xor(hash(t)) from "{name}" as t').fetchall()  # a broken block raises
    expected, engine = con.execute("select content_hash, duckdb_version from version").fetchall()[0]
    if engine == duckdb.__version__ and content_hash(con) != expected:
        yield "内容与发布时的校验值不符：数据库在发布之后被改动过。"


def _count_problems(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for sentence, query in _COUNTS.items():
        for (count,) in con.execute(query).fetchall():
            if count:
                yield sentence.format(n=count) + "。"


def _compare_sources(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Compare the sources with what was read: changed, missing and unreadable ones are problems, new ones a remark."""
    by_root: dict[str, dict[str, bytes | None]] = {}
    query = "select root, sources.source_name, source_sha256 from sources left join figures using (report_id)"
    for root, name, sha256 in con.execute(query).fetchall():
        by_root.setdefault(root, {})[name] = sha256
    names: dict[str, list[str]] = {difference: [] for difference in _DIFFERENCES}
    for root, recorded in by_root.items():
        for difference, name in _differences(root, recorded):
            names[difference].append(name)
    sentences = {
        difference: sentence.format(n=len(names[difference]), names=_listed(names[difference]))
        for difference, sentence in _DIFFERENCES.items()
        if names[difference]
    }
    new = sentences.pop("new", None)
    return [*sentences.values()], [new] if new else []


def _differences(root: str, recorded: Mapping[str, bytes | None]) -> Iterator[tuple[str, str]]:
    """Key of `_DIFFERENCES` and name of each source below a root that differs from what is recorded of it."""
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
    more = f" 等 {len(names)} 个" if len(names) > _NAMES_LISTED else ""
    return "、".join(sorted(names)[:_NAMES_LISTED]) + more
