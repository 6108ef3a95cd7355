"""Splits a section's text into comparable sentences: lines rejoined, characters normalised, no white space."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.text.normalise import normalise

_ENDS = re.compile(r"[。!?;:]$")
_SPLIT = re.compile(r"(?<=[。!?;])")
# a line that a page or a converter broke is about as long as its neighbours; a shorter one is a heading
_SHORTEST_BROKEN_LINE = 16
_PRINTED = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"})
_BETWEEN_DIGITS = re.compile(r"(?<=\d)，(?=\d{3})")
_LONGEST_QUOTE = 60


@lru_cache(maxsize=16)
def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a section, each as its sentences; cached because several rules read the same report."""
    lines: list[str] = []
    continues = False
    for printed in text.split("\n"):
        line = normalise.__wrapped__(printed)  # not cached: sentences do not repeat
        if not line:
            continues = False
        elif continues:
            lines[-1] += line
        else:
            lines.append(line)
        continues = len(line) >= _SHORTEST_BROKEN_LINE and not _ENDS.search(line)
    return tuple(tuple(part for part in _SPLIT.split(line) if part) for line in lines)


def quote(sentence: str, start: int, end: int) -> str:
    """At most 60 characters of a sentence around the passage from `start` to `end`, with Chinese punctuation."""
    spare = max(0, _LONGEST_QUOTE - (end - start))
    first = max(0, min(start - spare * 2 // 3, len(sentence) - _LONGEST_QUOTE))
    last = min(len(sentence), first + _LONGEST_QUOTE)
    text = _BETWEEN_DIGITS.sub(",", sentence[first:last].translate(_PRINTED)).strip("，；。")
    return f"{'…' if first else ''}{text}{'…' if last < len(sentence) else ''}"
