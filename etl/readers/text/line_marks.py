"""Marks that a program sets before the lines of a text: those of a quoted mail, and running numbers."""

from __future__ import annotations

import re

_FEWEST = 10  # lines that bear a mark
_QUOTED = re.compile(r"^[ \t]*(?:>[ ]?)+", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(\d{1,6})(?:[:|][ ]?|\t|[ ]{2}|$)")


def without_line_marks(text: str) -> str:
    """The text without `> ` before quoted lines, or without the number before each line (`12: `, `12<tab>`)."""
    if text.count("\n>") >= _FEWEST or text.startswith(">"):
        text = _QUOTED.sub("", text)
    first = _NUMBER.match(text)
    return _without_numbers(text) if first and first[1] in ("0", "1") else text


def _without_numbers(text: str) -> str:
    """The text without running numbers; as it is unless each line that is not blank has the next number."""
    lines = text.split("\n")
    marks = [_NUMBER.match(line) for line in lines]
    numbers = [int(mark[1]) for mark in marks if mark]
    is_marked = all(mark or not line.strip() for mark, line in zip(marks, lines, strict=True))
    if (
        not is_marked
        or len(numbers) < _FEWEST
        or numbers != list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        return text
    return "\n".join(line[mark.end() :] if mark else line for mark, line in zip(marks, lines, strict=True))
