"""Re-checks published database versions: whole, in agreement with themselves and with the files they were read from."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.form import all_addresses
from etl.model.document import Unreadable
from etl.sources.discovery import Source, find
from etl.warehouse import versions
from etl.warehouse.create import SCHEMA_VERSION
from etl.warehouse.version_record import content_hash

_NAMED = 5
_SEPARATOR = re.compile(r"[/\\]")
# one count of what is wrong a query, and how to say it
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one version: `problems` are wrong, `remarks` are worth knowing."""

    version: int
    problems: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def verify(folder: Path, every: bool = False) -> list[Verdict]:
    """The current version with its sources, and with `every` the other kept ones as well (without sources, which may
    have changed since), newest first. Nothing is written."""
    current = versions.current(folder)
    if current is None:
        kept = len(versions.versions(folder))
        lost = f"找不到当前版本（CURRENT 缺失或损坏），但有 {kept} 个版本文件；重新运行 load 即可恢复。"
        return [Verdict(0, (lost if kept else "还没有数据；请先运行 python -m etl load 文件夹",))]
    others = [path for path in reversed(versions.versions(folder)) if path != current] if every else []
    return [_version(path, path == current) for path in (current, *others)]


def _version(path: Path, with_sources: bool) -> Verdict:
    number = versions.version_of(path)
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            problems, remarks = _schema(con), _age(con)
            if not problems:
                problems = [*_content(con), *_counts(con)]
                if with_sources:
                    lost, noted = _sources(con)
                    problems += lost
                    remarks += noted
    except (duckdb.Error, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0][:200]
        return Verdict(
            number, (f"数据库文件损坏，无法读取（{first}）；请重新运行 load，看板暂用上一个完好的版本。",)
        )
    return Verdict(number, tuple(problems), tuple(remarks))


def _schema(con: duckdb.DuckDBPyConnection) -> list[str]:
    (found,) = con.execute("select schema_version from version").fetchall()[0]
    if found == SCHEMA_VERSION:
        return []
    return [
        f"库结构是第 {found} 版，程序是第 {SCHEMA_VERSION} 版，无法核对；请用同一版本的程序，或重新运行 load。"
    ]


def _age(con: duckdb.DuckDBPyConnection) -> list[str]:
    published, reports = con.execute("select published_at, reports from version").fetchall()[0]
    days = (datetime.now(UTC).replace(tzinfo=None) - published).days
    return [f"发布于 {published:%Y-%m-%d %H:%M} UTC（{days} 天前），{reports} 份报告。"]


def _content(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
        con.execute(f'select bit_xor(hash(t)) from "{name}" as t').fetchall()  # a broken block raises
    stated, engine = con.execute("select content_hash, duckdb_version from version").fetchall()[0]
    if engine == duckdb.__version__ and content_hash(con) != stated:
        yield "内容与发布时的校验值不符：数据库在发布之后被改动过。"


def _counts(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for sentence, query in _COUNTS.items():
        for (n,) in con.execute(query).fetchall():
            if n:
                yield sentence.format(n=n) + "。"


def _sources(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Compares the files with what was read: wrong are changed, missing and unreadable ones; new ones are a remark."""
    stored: dict[str, dict[str, bytes | None]] = {}
    query = "select root, sources.source_name, source_sha256 from sources left join figures using (report_id)"
    for root, name, sha256 in con.execute(query).fetchall():
        stored.setdefault(root, {})[name] = sha256
    named: dict[str, list[str]] = {"missing": [], "changed": [], "unread": [], "new": []}
    for root, names in stored.items():
        found = {
            one.name.removeprefix(root).lstrip(os.sep): one for one in find([root]) if isinstance(one, Source)
        }
        given = _as_given(root, names, found)
        for name, sha256 in names.items():
            if sha256 is None:
                continue
            source = found.get(name.removeprefix(given))
            if source is None:
                named["missing"].append(name)
                continue
            try:
                same = hashlib.sha256(source.open()).digest() == sha256
            except Unreadable:
                named["unread"].append(name)
            else:
                named["changed"] += [] if same else [name]
        named["new"] += [given + rest for rest in found if given + rest not in names]
    say = {
        "missing": "有 {n} 个来源文件已不在原处：{names}。",
        "changed": "有 {n} 个来源文件在读取之后改动过，请重新运行 load：{names}。",
        "unread": "有 {n} 个来源文件现在打不开：{names}。",
        "new": "有 {n} 个文件还没有读入，下次 load 会读取：{names}。",
    }
    said = {
        key: sentence.format(n=len(named[key]), names=_some(named[key]))
        for key, sentence in say.items() if named[key]
    }  # fmt: skip
    return [text for key, text in said.items() if key != "new"], [said["new"]] if "new" in said else []


def _as_given(root: str, names: Collection[str], found: Collection[str]) -> str:
    """What the names of a root's files begin with: the root as it was given then, which may have been relative."""
    begins: Counter[str] = Counter()
    for name in names:
        for at in (0, *(match.end() for match in _SEPARATOR.finditer(name)), len(name)):
            begins[name[:at]] += name[at:] in found
    return max(begins, key=lambda one: (begins[one], os.path.realpath(one) == root), default="")


def _some(names: list[str]) -> str:
    return "、".join(sorted(names)[:_NAMED]) + (f" 等 {len(names)} 个" if len(names) > _NAMED else "")
