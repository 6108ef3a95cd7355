"""The roster: which bodies must file, as an office keeps it in CSV or Excel."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from etl.model.document import Unreadable
from etl.runtime.file_errors import reason_of
from etl.runtime.language import in_language
from etl.sources.roster_columns import columns_of
from etl.sources.source import SIZE_LIMIT, TOO_LARGE, Source
from etl.text.office_sheets import office_sheets

_LOG = logging.getLogger(__name__)
FILE_NAMES = frozenset({"roster.csv", "roster.xlsx", "roster.xls", "roster.ods"})
_MOST_BODIES = 100_000
_MONTH_AND_DAY = re.compile(r"(?<!\d)(?:20\d\d\D)?0?(1[0-2]|[1-9])\D+0?([12]\d|3[01]|[1-9])(?!\d)")
# a spreadsheet keeps 2.20 as 2.2
_DAY_LOST = re.compile(r"\d{1,2}\.\d")
_LEAP_YEAR = 2024
_HEAD_WITHIN = 10
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# lines below a list: totals, notes, who made it
_NO_NAME = re.compile(
    r"(?:合计|总计|小计|共计|汇总)(?:[:：].*|\d.*)?|[共计]\s*\d+.*|(?:备?注|说明|填表人|制表人?|填报人|审核人?|负责人|联系人|联系电话|日期)[:：].*"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that must file from the year `since` to `until`; None where the roster names no limit.

    `due` is the day of the next year (MM-DD) that the office sets where the law sets none; `line` that of the file, `sheet` the
    position of its sheet.
    """

    name: str
    code: str = ""
    kind: str = ""
    since: int | None = None
    until: int | None = None
    contact: str = ""
    due: str = ""
    line: int = field(default=0, compare=False)
    sheet: int = field(default=0, compare=False)
    sheet_name: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        """Its line as messages name it, with the sheet."""
        sheet = f"“{self.sheet_name}”" if self.sheet_name else ""
        return in_language(f"{sheet}第 {self.line} 行", f"{sheet} line {self.line}".strip())

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
    """The bodies of a roster (.csv, .xlsx, .xls or .ods) in its order, of all its sheets that are shown and have names; rows without a name are left
    out, and sheets and lines that are not read are told in the log. Rows that are hidden count.

    Raises Unreadable, with a reason for a clerk, if no column is headed as names are, the file cannot be opened, or a
    year or day cannot be understood: a body must not be called missing for a misread year.
    """
    listed: list[Body] = []
    unread: list[str] = []
    is_roster = False
    for sheet in office_sheets(data, name, f"{name} 无法打开；名录请另存为 .xlsx 或 CSV（UTF-8）。"):
        rows = [[_text(value) for value in row] for row in sheet.rows[:_MOST_BODIES]]
        heads = ((at, columns_of(row)) for at, row in enumerate(rows[:_HEAD_WITHIN]))
        at, columns = next(((at, columns) for at, columns in heads if "name" in columns), (0, {}))
        if columns and sheet.shown:
            is_roster = True
            where = f"{name} 工作表“{sheet.name}”" if sheet.name else name
            bodies = _bodies(rows[at + 1 :], columns, where, at + 2)
            listed += (replace(body, sheet=sheet.position, sheet_name=sheet.name) for body in bodies)
        elif any(any(row) for row in rows):
            unread.append(sheet.name)
    if not is_roster:
        raise Unreadable(f"{name} 前几行没有“名称”一列；请写上：名称、代码、类别、起、止、联系人、期限。")
    for sheet_name in unread:
        _LOG.warning(
            in_language(
                "%s 的工作表“%s”是隐藏的，或没有“名称”一列，没有作为名录读入。",
                "%s: the sheet “%s” is hidden or has no column of names and was not read as a roster.",
            ),
            *(name, sheet_name),
        )
    return tuple(listed)


def _bodies(
    rows: Sequence[Sequence[str]], columns: Mapping[str, int], where: str, first: int
) -> Iterator[Body]:
    for line, row in enumerate(rows, start=first):
        texts = {key: row[at] if at < len(row) else "" for key, at in columns.items()}
        if _CHINESE.search(texts["name"]) and not _NO_NAME.fullmatch(texts["name"]):
            yield _body(texts, where, line)
        elif texts["name"]:
            _LOG.warning(
                in_language(
                    "%s 第 %d 行的“%s”不是机关名称，没有作为机关读入。",
                    "%s, line %d: “%s” is no name of a body and was not read as one.",
                ),
                *(where, line, texts["name"]),
            )


def _body(texts: dict[str, str], name: str, line: int) -> Body:
    years = {}
    for key in ("since", "until"):
        text = texts.get(key, "")
        years[key] = _year(text)
        if text and years[key] is None:
            raise Unreadable(f"{name} 第 {line} 行“{texts['name']}”的年份“{text}”看不懂；请写成 2019。")
    due = _due(texts.get("due", ""))
    if due is None:
        raise Unreadable(f"{name} 第 {line} 行“{texts['name']}”的期限“{texts['due']}”看不懂；请写成 2-28。")
    return Body(
        texts["name"],
        texts.get("code", ""),
        texts.get("kind", ""),
        years["since"],
        years["until"],
        texts.get("contact", ""),
        due,
        line,
    )


def _year(text: str) -> int | None:
    match = re.match(r"((?:19|20)\d\d)(?!\d)", text)
    return int(match[1]) if match else None


def _due(text: str) -> str | None:
    """A day of the year as MM-DD, empty if none is stated; None if it cannot be understood or there is no such day."""
    if not text:
        return ""
    match = None if _DAY_LOST.fullmatch(text) else _MONTH_AND_DAY.search(text)
    try:
        return date(_LEAP_YEAR, int(match[1]), int(match[2])).strftime("%m-%d") if match else None
    except ValueError:
        return None


def _text(value: object) -> str:
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
