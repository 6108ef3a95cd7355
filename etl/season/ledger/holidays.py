"""The working days of China: weekends and public holidays off, the weekend days that are worked in their place counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from etl.model.document import Unreadable
from etl.runtime.file_errors import reason_of
from etl.runtime.paths import REFERENCE
from etl.text.office_sheets import office_sheets

FILE_NAME = "holidays.csv"
_SATURDAY = 5
_LARGEST = 1 << 20
_LONGEST = 31  # days of one holiday
_DAY = re.compile(r"(20\d\d)\D(\d{1,2})\D(\d{1,2})日?")
_HEADINGS = {"from": "from", "起": "from", "to": "to", "止": "to", "kind": "kind", "类别": "kind"}
_KINDS = {"off": False, "休": False, "放假": False, "work": True, "班": True, "上班": True}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is arranged otherwise than by weekday: days and whether they are worked, of the years that are known."""

    arranged: Mapping[date, bool]

    @property
    def years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.arranged)

    def knows(self, start: date, end: date) -> bool:
        """Whether the holidays of all years from one day to another are known."""
        return self.years.issuperset(range(start.year, end.year + 1))

    def counter(self) -> WorkingDays:
        """What counts the working days of many pairs of days."""
        otherwise = sorted(day for day, worked in self.arranged.items() if worked != _is_weekday(day))
        return WorkingDays(otherwise, [1 if self.arranged[day] else -1 for day in otherwise])


class WorkingDays:
    """Counts working days; `otherwise` are the days that are not as their weekday says, with +1 if worked, else -1."""

    def __init__(self, otherwise: Sequence[date], signs: Iterable[int]) -> None:
        self._otherwise = otherwise
        self._sums = [0]
        for sign in signs:
            self._sums.append(self._sums[-1] + sign)

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; 0 if that is not later."""
        if end <= start:
            return 0
        weeks, rest = divmod((end - start).days, 7)
        days = (start + timedelta(weeks * 7 + offset) for offset in range(1, rest + 1))
        first, last = bisect_right(self._otherwise, start), bisect_right(self._otherwise, end)
        return weeks * 5 + sum(map(_is_weekday, days)) + self._sums[last] - self._sums[first]


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY


@cache
def published() -> Calendar:
    """The arrangements that the State Council published for the years of the reference file."""
    return Calendar(_arranged((REFERENCE / FILE_NAME).read_bytes(), FILE_NAME))


def calendar_of(folder: Path) -> Calendar:
    """The published arrangements, with the years that an office's own `holidays.csv` in a folder states put in their place.

    Its columns are from, to, kind (off or work), in Chinese 起, 止, 类别 (休 or 班). Raises Unreadable, naming the line.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return published()
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise Unreadable(f"{path} 无法打开（{reason_of(error)}）。") from error
    own = Calendar(_arranged(data, str(path)))
    arranged = {day: worked for day, worked in published().arranged.items() if day.year not in own.years}
    return Calendar(arranged | dict(own.arranged))


def _arranged(data: bytes, name: str) -> dict[date, bool]:
    (sheet,) = office_sheets(data, name, f"{name} 无法打开；请另存为 CSV（UTF-8）。")
    head, *rows = ([str(value).strip() for value in row] for row in sheet.rows or [[]])
    keys = [_HEADINGS.get(text.lower(), "") for text in head]
    if not {"from", "to", "kind"} <= set(keys):
        raise Unreadable(f"{name} 第一行须有 起、止、类别 三列，类别写 休 或 班，其下每行一段日子。")
    days: dict[date, bool] = {}
    for line, row in enumerate(rows, start=2):
        texts = dict(zip(keys, [*row, *("" for _ in keys)], strict=False))
        if any(row):
            days |= _line(texts, f"{name} 第 {line} 行")
    return days


def _line(texts: Mapping[str, str], where: str) -> dict[date, bool]:
    first, kind = _day(texts["from"], where), texts["kind"].lower()
    last = _day(texts["to"], where) if texts["to"] else first
    if kind not in _KINDS:
        raise Unreadable(f"{where}的类别“{texts['kind']}”看不懂；请写 休 或 班。")
    if not 0 <= (last - first).days < _LONGEST:
        raise Unreadable(f"{where}从 {first} 到 {last} 不是一段假日；请核对。")
    return {first + timedelta(at): _KINDS[kind] for at in range((last - first).days + 1)}


def _day(text: str, where: str) -> date:
    match = _DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"{where}的日期“{text}”看不懂；请写成 2027-01-01。") from error
