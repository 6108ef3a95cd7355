"""Reads a ledger of applications from a workbook, whatever its columns are called."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import python_calamine as calamine

from etl.form import form_of_year, forms
from etl.identity import year_patterns
from etl.model.document import Unreadable
from etl.recognise.rows.label_matching import APPLICATIONS, closest_column, row_named
from etl.runtime.file_errors import reason_of
from etl.sources.source import SIZE_LIMIT, TOO_LARGE
from etl.text.comparable import plain

# words in the heading of each column, the most telling first
_HEADINGS = {
    "received": ("收到", "收件", "受理日", "受理时间", "登记日", "登记时间", "申请日", "申请时间"),
    "applicant": ("申请人类", "申请人性质", "申请主体", "申请人属", "申请人身份"),
    "outcome": ("办理结果", "处理结果", "答复结果", "答复类型", "答复类别", "办理情况", "答复情况", "结果"),
    "concluded": ("办结日", "办结时间", "答复日", "答复时间", "办理日", "办结"),
    "prolonged": ("延期", "延长"),
    "litigation_after_review": ("复议后起诉", "复议后诉讼", "经复议"),
    "litigation_direct": ("直接起诉", "直接诉讼", "未经复议", "行政诉讼", "诉讼"),
    "review": ("行政复议", "复议"),
}
_NEEDED = ("received", "applicant", "outcome", "concluded")
_PATHS = ("review", "litigation_direct", "litigation_after_review")
_PERSONS = frozenset({"公民", "个人", "自然人"})
_RESULTS = {
    "结果维持": "upheld",
    "维持": "upheld",
    "结果纠正": "corrected",
    "纠正": "corrected",
    "其他结果": "other",
    "其他": "other",
    "尚未审结": "pending",
    "未审结": "pending",
    "审理中": "pending",
}
_NONE = frozenset({"", "无", "否", "/", "-", "—", "未复议", "未诉讼"})
_MOST_HEADINGS_BELOW = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One application. `applicant` and `outcome` are keys of table 三, the outcome empty while it is open; `cases` pairs
    a row of table 四 with the column of its result."""

    row: int
    received: date
    applicant: str
    outcome: str
    concluded: date | None
    prolonged: bool = False
    cases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as read; `problems` name the row and the words that could not be understood."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]


class _Unclear(ValueError):
    """A row that cannot be understood, and why."""


def read_ledger(path: Path, year: int) -> Ledger:
    """The ledger at a path. Raises Unreadable, as `ledger_in` does."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Unreadable(TOO_LARGE)
        return ledger_in(path.read_bytes(), path.name, year)
    except OSError as error:
        raise Unreadable(f"{path.name} 无法打开（{reason_of(error)}）。") from error


def ledger_in(data: bytes, name: str, year: int) -> Ledger:
    """The applications of the first sheet that has the columns of a ledger; outcomes are those of the year's form.

    Raises Unreadable, with a reason for a clerk, if the file cannot be opened or no sheet has these columns.
    """
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(f"{name} 无法打开；台账请另存为 .xlsx。") from error
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for at, row in enumerate(rows[:_MOST_HEADINGS_BELOW]):
            columns = _columns([str(value) for value in row])
            if all(key in columns for key in _NEEDED):
                return _read(rows[at + 1 :], at + 2, columns, year)
    raise Unreadable(f"{name} 里没有台账；需要这几列：收到日期、申请人类别、办理结果、办结日期。")


def _columns(head: Sequence[str]) -> dict[str, int]:
    """The position of each column, each heading taken once."""
    found: dict[str, int] = {}
    texts = [plain(text) for text in head]
    for key, words in _HEADINGS.items():
        free = [at for at in range(len(texts)) if at not in found.values()]
        places = (at for word in words for at in free if word in texts[at])
        if (place := next(places, None)) is not None:
            found[key] = place
    return found


def _read(rows: Sequence[Sequence[object]], first: int, columns: dict[str, int], year: int) -> Ledger:
    outcomes = {row.key for table in forms()[form_of_year(year) or "2021"].tables if table.key == APPLICATIONS
                for row in table.blocks[0].rows if row.group}  # fmt: skip
    entries, problems = [], []
    for number, row in enumerate(rows, start=first):
        values = {key: row[at] if at < len(row) else "" for key, at in columns.items()}
        if not any(str(value).strip() for value in values.values()):
            continue
        try:
            entries.append(_entry(number, values, outcomes))
        except _Unclear as unclear:
            problems.append(f"第 {number} 行：{unclear}，没有计入。")
    return Ledger(tuple(entries), tuple(problems))


def _entry(number: int, values: dict[str, object], outcomes: set[str]) -> Entry:
    received, concluded = _date(values["received"]), _date(values["concluded"])
    if received is None:
        raise _Unclear("没有写收到日期")
    if concluded is not None and concluded < received:
        raise _Unclear(f"办结日期 {concluded} 早于收到日期 {received}")
    outcome = _outcome(str(values["outcome"]), outcomes) if concluded else ""
    return Entry(
        number,
        received,
        _applicant(str(values["applicant"])),
        outcome,
        concluded,
        plain(str(values.get("prolonged", ""))) not in _NONE,
        tuple(_cases(values)),
    )


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain(str(value))
    if text in _NONE:
        return None
    stated = year_patterns.of_metadata(text)
    if stated is None:
        raise _Unclear(f"日期“{value}”看不懂，请写成 2024-03-05")
    return date.fromisoformat(stated.value)


def _applicant(text: str) -> str:
    column = "natural_person" if plain(text) in _PERSONS else closest_column(text, APPLICATIONS)
    if not column or column == "total":
        raise _Unclear(f"申请人类别“{text}”不是表三的类别")
    return column


def _outcome(text: str, outcomes: set[str]) -> str:
    row = row_named(text, APPLICATIONS)
    if row not in outcomes:
        raise _Unclear(f"办理结果“{text}”不是表三的一种情形")
    return str(row)


def _cases(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    for path in _PATHS:
        text = plain(str(values.get(path, "")))
        if text in _NONE:
            continue
        if text not in _RESULTS:
            raise _Unclear(f"复议、诉讼结果“{text}”应写维持、纠正、其他或未审结")
        yield path, _RESULTS[text]
