"""Tables whose cells a program separated by semicolons, commas, quotes or any other sign instead of tabs or bars."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import NamedTuple

from etl.readers.text.text_rows import BAR
from etl.text.numbers import states_figure


class _Habit(NamedTuple):
    """What stands between cells, and what besides them at both ends of a row."""

    sign: str
    between: re.Pattern[str]
    ends: re.Pattern[str]


_NOTHING = re.compile(r"(?!)")
_HABITS = (
    _Habit("][", re.compile(r"\] *\["), re.compile(r"^ *\[|\] *$")),
    _Habit("&", re.compile("&"), re.compile(r"\\\\ *$")),
    *(_Habit(sign, re.compile(re.escape(sign)), _NOTHING) for sign in ";；^，,"),
)
# the same sign between five figures or more: 0 / 0 / 3 / 1 / 4
_BETWEEN_FIGURES = re.compile(r"\d( ?(?:[^\w\s.,，。、()（）]|_){1,3} ?)(?:\d+(?:\.\d+)?\1){3,}\d")
_BLANKS = "/／—－–-"  # signs that are also printed for nothing: 3///1 may have one blank cell or two
_LONGEST = 10_000  # characters of a row
_MOST_FIGURES = 5  # that follow each other in the cells of a row, and that prose has not
_FEWEST_ROWS = 8
_SENTENCE = ("。", "！", "？")


def with_tabs(text: str) -> str:
    """The text with tabs between the cells of its tables if it separates them in another way; the same lines."""
    lines = text.split("\n")
    habit = next((one for one in (*_HABITS, *_seen(lines)) if _is_habit(one, text, lines)), None)
    if habit is None:
        return text
    rows = [number for number, line in enumerate(lines) if _figures_at_end(_cells(line, habit))]
    first, last = rows[0], rows[-1]
    while first and habit.between.search(lines[first - 1]) and not lines[first - 1].endswith(_SENTENCE):
        first -= 1
    for number in range(first, last + 1):
        if not lines[number].endswith(_SENTENCE):
            lines[number] = "\t".join(_cells(lines[number], habit))
    return "\n".join(lines)


def _seen(lines: list[str]) -> list[_Habit]:
    """The sign that stands between the figures of most rows; none where it does in few."""
    rows = (_BETWEEN_FIGURES.search(line) for line in lines if len(line) <= _LONGEST)
    signs = Counter(row[1] for row in rows if row)
    return [
        _Habit(sign, re.compile(re.escape(sign)), _NOTHING)
        for sign, count in signs.most_common(1)
        if count >= _FEWEST_ROWS
        and not BAR.match(sign.strip())
        and not (sign in _BLANKS and any(sign + sign in line for line in lines))
    ]


def _is_habit(habit: _Habit, text: str, lines: list[str]) -> bool:
    if text.count(habit.sign) < _FEWEST_ROWS:
        return False
    rows = sum(_figures_at_end(_cells(line, habit)) >= _MOST_FIGURES for line in lines)
    return rows >= _FEWEST_ROWS


def _cells(line: str, habit: _Habit) -> list[str]:
    if len(line) > _LONGEST:
        return [line]
    if '"' in line and habit.sign in ",;":
        return next(csv.reader([_unframed(line)], delimiter=habit.sign, skipinitialspace=True), [])
    return [cell.strip() for cell in habit.between.split(habit.ends.sub("", line))]


def _unframed(line: str) -> str:
    """A row without the brackets of a list in a program's text and the comma behind them."""
    row = line.strip().removesuffix(",")
    return row.removeprefix("[").removesuffix("]").strip() if row.startswith("[") else row


def _figures_at_end(cells: list[str]) -> int:
    """How many figures end a row that begins with words; the last cell may be blank."""
    count = 0
    for cell in reversed(cells[1:]):
        if cell and not states_figure(cell):
            break
        count += bool(cell)
    return count
