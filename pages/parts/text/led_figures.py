"""Figures in a sentence that lead to the reports behind them.

Such a figure is marked in the text of the sentence with what it stands for; `plain` takes the marks out, `linked` turns
them into links.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pages.parts.text.markdown import escape_markdown

_BEGIN, _SEPARATOR, _MIDDLE, _END = "\x02", "\x1f", "\x03", "\x04"
_FIGURE = re.compile(f"{_BEGIN}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")


def led(shown: object, *stands_for: object) -> str:
    """A figure as it is shown, marked with the key, year and measure that it stands for; None where it has none."""
    mark = _SEPARATOR.join("" if part is None else str(part) for part in stands_for)
    return f"{_BEGIN}{mark}{_MIDDLE}{shown}{_END}"


def led_if(is_whole: bool, shown: object, *stands_for: object) -> str:
    """A figure that leads to its reports if it is over all of them; else their sum would be another number."""
    return led(shown, *stands_for) if is_whole else str(shown)


def plain(sentence: str) -> str:
    """The sentence as it is read, without marks."""
    return _FIGURE.sub(r"\2", sentence)


def marks(sentence: str) -> list[tuple[str, ...]]:
    """What each marked figure stands for, in the order of the sentence."""
    return [tuple(mark.split(_SEPARATOR)) for mark, _ in _FIGURE.findall(sentence)]


def linked(sentence: str, link: Callable[[int, str], str]) -> str:
    """The sentence as Markdown; `link` makes the Markdown of a figure from its place among them and its shown text."""
    pieces, at = [], 0
    for place, found in enumerate(_FIGURE.finditer(sentence)):
        pieces += [escape_markdown(sentence[at : found.start()]), link(place, escape_markdown(found[2]))]
        at = found.end()
    return "".join((*pieces, escape_markdown(sentence[at:])))
