"""What tables in plain text are read into: lines, cells, and tables that a program tore into lines as it copied them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

Lines = Sequence[tuple[int, str]]
"""Line numbers and lines."""
TextRow = list[tuple[int, str]]
"""Cells, each with the number of its line."""

BAR = re.compile(r"(?<!\\)[|｜│┃￨¦]")
RULE = re.compile(
    r"^(?:(?=[\s|:+=_-]*?[-=_]{2})[\s|:+=_-]*|(?=[\s\u2500-\u257f]*?\u2500{2})[\s\u2500-\u257f]*)$"
)
"""A line that only separates. Looks ahead once: two open ends around dashes would be tried in all combinations."""
FEWEST = 3  # places that show how a program separates cells
MOST_AHEAD = 50  # lines looked at before a table is told
_SMALL_SHARE = 0.05
_MOST_BLANKS = 50


class Cell(NamedTuple):
    """A printed cell: the separators between it and the cell before.

    `above` and `below` are the numbers of blank lines before and after these if they stand on lines of their own,
    otherwise -1.
    """

    line: int
    text: str
    separators: int
    above: int = -1
    below: int = -1


class Torn(NamedTuple):
    """A torn table and how many lines it takes: its `rows`, or its `cells` in order where rows cannot be told."""

    lines: int
    rows: list[TextRow]
    cells: TextRow


@lru_cache(maxsize=1024)
def is_barred_rule(line: str) -> bool:
    """Whether a line separates rows and holds bars: |---|---|."""
    return BAR.search(line) is not None and RULE.match(line) is not None


def blanks(number: int, count: int) -> TextRow:
    """So many blank cells on a line, up to more than any form has."""
    return [(number, "")] * min(count, _MOST_BLANKS)


def least_usual(counts: Iterable[int], least: int) -> int:
    """The smallest of the numbers that are not exceptions."""
    times = Counter(counts)
    fewest = max(FEWEST, _SMALL_SHARE * times.total())
    return max(least, min((number for number, often in times.items() if often >= fewest), default=least))
