"""Sentences whose figures lead to what is behind them.

A part of a sentence (`Sentence`) is made of words and of figures, each marked with what it stands for; a number gets into one by
`led` alone, years apart. `plain` takes the marks out, `linked` turns them into links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NewType

from pages.parts.text.markdown import escape_markdown

Sentence = NewType("Sentence", str)

# asked for in place of one year's reports: those of two years, of all agencies or of those that state both
CHANGE, CHANGE_OF_BOTH = "change", "change-of-both"

_BEGIN, _SEPARATOR, _MIDDLE, _END = "\x02", "\x1f", "\x03", "\x04"
_FIGURE = re.compile(f"{_BEGIN}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")
_NUMBER = re.compile(r"[+−-]?\d[\d,.]*(/[\d,.]+)?\s*%?")


def led(
    shown: object,
    key: str | None = None,
    year: int | None = None,
    measure: str | None = None,
    asks: str | None = None,
) -> Sentence:
    """A figure as it is shown, marked with what it stands for: the parts of a `charts.base.points.Point`."""
    mark = _SEPARATOR.join("" if part is None else str(part) for part in (key, year, measure, asks))
    return Sentence(f"{_BEGIN}{mark}{_MIDDLE}{shown}{_END}")


def words(text: object) -> Sentence:
    """Words of a sentence: a name or a label. Raises ValueError for a number, which must lead to what is behind it."""
    if _NUMBER.fullmatch(str(text)):
        raise ValueError(f"a figure without evidence: {text}")
    return Sentence(str(text))


def joined(separator: str, parts: Iterable[Sentence]) -> Sentence:
    """Parts of a sentence with words between them."""
    return Sentence(separator.join(parts))


def plain(sentence: str) -> str:
    """The sentence as it is read, without marks."""
    return _FIGURE.sub(r"\2", sentence)


def marks(sentence: str) -> list[tuple[str, ...]]:
    """What each marked figure stands for, in the order of the sentence."""
    return [tuple(mark.split(_SEPARATOR)) for mark, _ in _FIGURE.findall(sentence)]


def figures(sentence: str) -> list[str]:
    """Each marked figure as it is shown, in the order of the sentence."""
    return [shown for _, shown in _FIGURE.findall(sentence)]


def linked(sentence: str, link: Callable[[int, str], str]) -> str:
    """The sentence as Markdown; `link` makes the Markdown of a figure from its place among them and its shown text."""
    pieces, at = [], 0
    for place, figure in enumerate(_FIGURE.finditer(sentence)):
        pieces += [escape_markdown(sentence[at : figure.start()]), link(place, escape_markdown(figure[2]))]
        at = figure.end()
    return "".join((*pieces, escape_markdown(sentence[at:])))
