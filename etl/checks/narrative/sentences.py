"""A section's text as comparable sentences: wrapped lines joined, characters unified, no white space."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.text.normalise import normalise

_ENDS = re.compile(r"[。!?;:]$")
_SPLIT = re.compile(r"(?<=[。!?;])")
# a line that a page or a converter broke is about as long as its neighbours; headings are short
_SHORTEST_BROKEN = 16
_PRINTED = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"})
_BETWEEN_DIGITS = re.compile(r"(?<=\d)，(?=\d{3})")
_QUOTED = 60


@lru_cache(maxsize=16)
def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Paragraphs of a section, each as its sentences. Remembered for the rules that read one report."""
    lines: list[str] = []
    open_line = False
    for printed in text.split("\n"):
        line = normalise.__wrapped__(printed)  # a cache of sentences would only grow
        if not line:
            open_line = False
        elif open_line:
            lines[-1] += line
        else:
            lines.append(line)
        open_line = len(line) >= _SHORTEST_BROKEN and not _ENDS.search(line)
    return tuple(tuple(part for part in _SPLIT.split(line) if part) for line in lines)


def quote(sentence: str, start: int, end: int) -> str:
    """At most 60 characters of the sentence around a place in it, with Chinese punctuation."""
    spare = max(0, _QUOTED - (end - start))
    first = max(0, min(start - spare * 2 // 3, len(sentence) - _QUOTED))
    last = min(len(sentence), first + _QUOTED)
    text = _BETWEEN_DIGITS.sub(",", sentence[first:last].translate(_PRINTED)).strip("，；。")
    return f"{'…' if first else ''}{text}{'…' if last < len(sentence) else ''}"
