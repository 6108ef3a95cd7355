"""The roster: which bodies must file, as an office keeps it in CSV or Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from etl.model.document import Unreadable
from etl.runtime.file_errors import reason_of
from etl.sources.source import SIZE_LIMIT, TOO_LARGE, Source
from etl.text.encoding import decode

FILE_NAMES = frozenset({"roster.csv", "roster.xlsx", "roster.xls", "roster.ods"})
_MOST_BODIES = 100_000
# heading of each column, in the words that offices use
_HEADINGS = {
    "name": ("name", "名称", "机关名称", "单位", "单位名称", "机关"),
    "code": ("code", "代码", "统一社会信用代码", "区划代码", "编码"),
    "kind": ("kind", "类别", "单位类别", "性质"),
    "since": ("since", "起", "设立", "设立年份", "起始年度"),
    "until": ("until", "止", "撤销", "撤销年份", "截止年度"),
    "contact": ("contact", "联系人", "联系方式", "联系电话"),
    "due": ("due", "期限", "应于", "报送期限", "公布期限", "截止日期"),
}
_MONTH_AND_DAY = re.compile(r"(?:20\d\d\D)?0?(1[0-2]|[1-9])\D+0?([12]\d|3[01]|[1-9])(?!\d)")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that must file from the year `since` to `until`; None where the roster names no limit.

    `due` is the day of the next year (MM-DD) that the office sets where the law sets none; `line` that of the file.
    """

    name: str
    code: str = ""
    kind: str = ""
    since: int | None = None
    until: int | None = None
    contact: str = ""
    due: str = ""
    line: int = field(default=0, compare=False)

    def files_for(self, year: int) -> bool:
        """Whether a report of this year is due."""
        return (self.since or year) <= year <= (self.until or year)

    def overlaps(self, other: Body) -> bool:
        """Whether both name some year."""
        return (self.since or 0) <= (other.until or 9999) and (other.since or 0) <= (self.until or 9999)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster found beside reports; its folders say where its bodies are, as those of a report do."""

    source: Source

    @property
    def name(self) -> str:
        return self.source.name

    def bodies(self) -> tuple[Body, ...]:
        """Its bodies. Raises Unreadable if it cannot be opened or has no names."""
        return roster_in(self.source.open(), self.name.replace("\\", "/").rpartition("/")[2])


def read_roster(path: Path) -> tuple[Body, ...]:
    """The bodies of a roster at a path. Raises Unreadable, as `roster_in` does."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Unreadable(TOO_LARGE)
        return roster_in(path.read_bytes(), path.name)
    except OSError as error:
        raise Unreadable(f"{path.name} 无法打开（{reason_of(error)}）。") from error


def roster_in(data: bytes, name: str) -> tuple[Body, ...]:
    """The bodies of a roster (.csv, .xlsx, .xls or .ods) in its order; rows without a name are left out.

    Raises Unreadable, with a reason for a clerk, if no column is headed as names are, the file cannot be opened, or a
    year cannot be understood: a body must not be called missing for a misread year.
    """
    rows = _rows(data, name)
    columns = _columns(next(rows, []))
    if "name" not in columns:
        raise Unreadable(f"{name} 第一行没有“名称”一列；请写上：名称、代码、类别、起、止、联系人、期限。")
    found = []
    for line, row in enumerate(rows, start=2):
        texts = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        if texts["name"]:
            found.append(_body(texts, name, line))
    return tuple(found)


def _body(texts: dict[str, str], name: str, line: int) -> Body:
    years = {}
    for key in ("since", "until"):
        text = texts.get(key, "")
        years[key] = _year(text)
        if text and years[key] is None:
            raise Unreadable(f"{name} 第 {line} 行“{texts['name']}”的年份“{text}”看不懂；请写成 2019。")
    due = _MONTH_AND_DAY.search(texts.get("due", ""))
    if texts.get("due") and due is None:
        raise Unreadable(f"{name} 第 {line} 行“{texts['name']}”的期限“{texts['due']}”看不懂；请写成 2-28。")
    return Body(
        texts["name"],
        texts.get("code", ""),
        texts.get("kind", ""),
        years["since"],
        years["until"],
        texts.get("contact", ""),
        f"{int(due[1]):02}-{int(due[2]):02}" if due else "",
        line,
    )


def _year(text: str) -> int | None:
    found = re.match(r"((?:19|20)\d\d)(?!\d)", text)
    return int(found[1]) if found else None


def _columns(head: Sequence[str]) -> dict[str, int]:
    plain = [text.strip().lower() for text in head]
    return {
        key: next(at for at, text in enumerate(plain) if text in words)
        for key, words in _HEADINGS.items()
        if any(text in words for text in plain)
    }


def _rows(data: bytes, name: str) -> Iterator[list[str]]:
    if name.lower().endswith(".csv"):
        rows: Iterable[Sequence[object]] = csv.reader(
            io.StringIO(decode(data).removeprefix("\ufeff"), newline="")
        )
    else:
        try:
            sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        except (calamine.CalamineError, OSError, ValueError) as error:
            raise Unreadable(f"{name} 无法打开；名录请另存为 .xlsx 或 CSV（UTF-8）。") from error
        rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_BODIES)
    try:
        for row in islice(rows, _MOST_BODIES):
            yield [
                str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
                for value in row
            ]
    except csv.Error as error:
        raise Unreadable(f"{name} 无法读取（{error}）；名录请另存为 CSV（UTF-8）。") from error
