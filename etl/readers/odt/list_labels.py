"""Automatic numbers of lists and headings in OpenDocument, which are printed but not part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from etl.readers.docx.ordinals import ordinal
from etl.readers.odt.names import STYLE, TEXT

_STYLES = {"i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}
_MOST_LEVELS = 10
_SOME = re.compile("[1-9]")


def _style(form: str) -> str:
    """The form of a number, as its first numbers (`一, 二, 三, ...`), by Word's name for it."""
    if form.startswith(("一", "壹")):
        return "chineseCounting"
    return "decimalEnclosedCircle" if form.startswith("①") else _STYLES.get(form, "decimal")


class ListLabels:
    """The numbers reached in each list style."""

    def __init__(self, parts: Sequence[etree._Element]) -> None:
        self._levels: dict[tuple[str, int], etree._Element] = {}
        self._counts: dict[str, list[int]] = {}
        for part in parts:
            for style in part.iter(TEXT + "list-style", TEXT + "outline-style"):
                name = style.get(STYLE + "name") or ""
                if style.tag == TEXT + "outline-style":
                    name = OUTLINE
                for level in style:
                    number = level.get(TEXT + "level") or ""
                    if number.isdecimal():
                        self._levels.setdefault((name, int(number)), level)

    def restart(self, name: str) -> None:
        """Begin a new list of a style."""
        self._counts.pop(name, None)

    def adds_digits(self, name: str, level: int) -> bool:
        """Whether a level prints digits beside its number, so that a cell shows a figure that counts nothing."""
        element = self._levels.get((name, level))
        return element is not None and any(map(str.isdecimal, "".join(_affixes(element))))

    def next(self, name: str, level: int) -> str:
        """Count on at a level (from 1), restart the deeper ones, and return what is printed; empty for bullets.

        It ends in a blank unless the words follow right behind it.
        """
        counts = self._counts.setdefault(name, [0] * (_MOST_LEVELS + 1))
        if not 1 <= level <= _MOST_LEVELS:
            return ""
        counts[level] = counts[level] + 1 if counts[level] else self._start(name, level)
        counts[level + 1 :] = [0] * (_MOST_LEVELS - level)
        element = self._levels.get((name, level))
        form = (element.get(STYLE + "num-format") or "") if element is not None else ""
        if element is None or not form:
            return ""
        shown = element.get(TEXT + "display-levels") or "1"
        first = max(1, level - int(shown) + 1) if shown.isdecimal() else level
        numbers = [
            ordinal(counts[one] or self._start(name, one), self._form(name, one))
            for one in range(first, level + 1)
        ]
        prefix, suffix = _affixes(element)
        return prefix + ".".join(numbers) + suffix + ("" if _is_joined(element) else " ")

    def _form(self, name: str, level: int) -> str:
        element = self._levels.get((name, level))
        return _style((element.get(STYLE + "num-format") or "") if element is not None else "")

    def _start(self, name: str, level: int) -> int:
        element = self._levels.get((name, level))
        start = (element.get(TEXT + "start-value") or "1") if element is not None else "1"
        return int(start) if start.isdecimal() and len(start) < _MOST_LEVELS else 1


OUTLINE = "\x00outline"
"""The name of the style that numbers headings."""


def _affixes(level: etree._Element) -> tuple[str, str]:
    """What is printed before and behind a number."""
    return level.get(STYLE + "num-prefix") or "", level.get(STYLE + "num-suffix") or ""


def _is_joined(level: etree._Element) -> bool:
    """Whether nothing stands between a number and the words behind it."""
    for alignment in level.iter(STYLE + "list-level-label-alignment"):
        return alignment.get(TEXT + "label-followed-by") == "nothing"
    properties = level.find(STYLE + "list-level-properties")
    if properties is None:
        return True
    if properties.get(TEXT + "list-level-position-and-space-mode") == "label-alignment":
        return False
    gaps = (properties.get(f"{TEXT}min-label-{gap}") or "0" for gap in ("width", "distance"))
    return not any(_SOME.search(gap) for gap in gaps)
