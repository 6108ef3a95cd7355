"""A section's text made comparable, with the way back to each printed character."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text.simplified_chinese import is_simplified, simplify

_BULLET = re.compile(
    r"[·•—●■◆*]|\d{1,2}[.、)](?!\d)|[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
)
# a circled number heads a part of a list; as a digit it would be a figure
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
_ENDS = "。;:!?；：！？"
_SHORT_LINE = 12
# more than any line of a page that a passage is broken into
_FAR = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is normalised: NFKC, simplified characters, no blanks, `\\n` only where a printed line ends a statement.
    `origins` are the positions of its characters in `printed`."""

    printed: str
    text: str
    origins: tuple[int, ...]

    def quote(self, start: int, end: int) -> tuple[str, int]:
        """The exact printed words of a span of `text`, and where they stand."""
        first, last = self.origins[start], self.origins[end - 1]
        return self.printed[first : last + 1], first


def prepare(printed: str) -> Passage:
    """Make a section's text comparable."""
    whole = printed if is_simplified(printed) else simplify(printed)
    source = whole if len(whole) == len(printed) else printed
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(source):
        if character == "\n":
            if _ends_statement(source, position):
                characters.append("\n")
                origins.append(position)
            continue
        for normal in _normal(character):
            characters.append(normal)
            origins.append(position)
    return Passage(printed, "".join(characters), tuple(origins))


@functools.lru_cache(maxsize=8192)
def _normal(character: str) -> str:
    """A character made comparable; empty for a blank."""
    whole = "•" if character in _CIRCLED else unicodedata.normalize("NFKC", character)
    return "".join(normal for normal in whole if not normal.isspace())


def _ends_statement(text: str, position: int) -> bool:
    """Whether a line break ends a statement, not only a line of a page."""
    before = text[max(0, position - _FAR) : position].rstrip()
    after = text[position : position + _FAR].lstrip()
    line = before[before.rfind("\n") + 1 :]
    return (
        not before
        or not after
        or before[-1] in _ENDS
        or bool(_BULLET.match(after))
        or len(line.strip()) < _SHORT_LINE
    )


_SENTENCE = re.compile(r"[^。!?\n;]+[。!?\n;]?")


def sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, new) of each statement up to a full stop or semicolon; `new` unless a semicolon joins it to the
    one before."""
    joined = False
    for match in _SENTENCE.finditer(text):
        yield match.start(), match.end(), not joined
        joined = match[0].endswith(";")
