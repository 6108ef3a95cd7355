"""Totals and their parts, listed after them (公开信息100条，其中网站80条，微信20条) or before (网站80条，微信20条，合计公开信息100条)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.stated.mentions import Mention
from etl.stated.setting import Meaning
from etl.stated.words import DIVIDED, DIVIDES, SUMS_UP, opener_in

_CLAUSE = re.compile(r"[,;:(]|其中")
_COMPARED = re.compile("增加|减少|同比|增长|下降|较|比上|占")
_OF_TIME = re.compile(r"累计|截至|季度|半年|\d月")
_HANDLED = re.compile("阅读|点击|浏览|人次|办结|答复|处理|结转")
_COUNTED = re.compile(r"(?:共|公开|发布|收到|受理|推送|更新)[^,。;:()]{0,16}$")
_AT_ONCE = re.compile("[,:(]*(?:其中|包括|分为)")
_REST = re.compile(r"[、,]?其[他它余]")
_RIGHT_BEHIND = ("(", ":", "——")
_COMPLETE = re.compile(rf"(?:{DIVIDED}|分为|分别(?:是|为)|——|:)$")
_OF_THE_YEAR = "全年"
_PIECES = frozenset("条篇则件")
_ONE_CATEGORY = frozenset(
    {"interpretations", "proposals_answered", "consultations", "responses", "press_conferences"}
)


class Part(NamedTuple):
    """A number listed after a total. `kind` is what it is stated by: channel, content, body or the item of the total."""

    value: float
    kind: str
    rounding: float


@dataclass(slots=True)
class Total:
    """A total and its parts, all in the same unit and exact. `is_complete` if the list claims to leave nothing out,
    `is_mixed` if other numbers of that unit stand in it;
    `span` is where to quote it in `sentence`, which is normalised."""

    value: float
    rounding: float
    sentence: str
    span: tuple[int, int]
    parts: list[Part] = field(default_factory=list)
    is_complete: bool = False
    is_mixed: bool = False


class _Number(NamedTuple):
    """A number and the `words` before it in a `sentence` that begins at `start` of the text."""

    mention: Mention
    meaning: Meaning | None
    words: str
    sentence: str
    start: int

    @property
    def is_counted(self) -> bool:
        """Whether it counts something, though it is no stated figure."""
        return self.meaning is None and _COUNTED.search(self.words) is not None

    def total(self, is_complete: bool) -> Total:
        """As a total of which parts are going to be listed."""
        mention = self.mention
        first, last = mention.start - self.start - 16, mention.end - self.start + 24
        span = max(0, first), min(len(self.sentence), last)
        return Total(mention.value, mention.rounding, self.sentence, span, is_complete=is_complete)


class _List(NamedTuple):
    opener: str
    total: Total
    whole: _Number


class Totals:
    """Collects the totals of a passage while its numbers are gone through in order."""

    def __init__(self) -> None:
        self.found: list[Total] = []
        self._lists: list[_List] = []
        self._last: _Number | None = None
        self._root: _Number | None = None
        self._channels: list[_Number] = []

    def begin(self, new: bool, continues: bool) -> None:
        """Start a statement. `continues`: it opens with 其中 or 按类别分 and divides the figure before."""
        if new:
            self._channels = []
            self._lists = []
            self._last = self._root if continues and self._root and self._root.meaning else None
            self._root = self._last
        elif self._lists and self._lists[-1].opener == "其中":
            self._lists.pop()

    def pass_words(self, words: str) -> None:
        """Take note of the lists that the words before a number open and close."""
        for _ in range(words.count(")")):
            openers = [one.opener for one in self._lists]
            if "(" in openers:
                del self._lists[len(openers) - 1 - openers[::-1].index("(") :]
        opener = opener_in(words)
        if opener and opener[0] in _RIGHT_BEHIND and opener.string[: opener.start()].strip(",、"):
            opener = None
        if opener and DIVIDES.match(opener[0]) and self._root:
            self._lists = []
            self._last = self._root
        if opener and self._last and (self._last.meaning or self._is_divided_at_once(words)):
            mark = (
                ":"
                if opener.string[opener.end() :].startswith((":", ",:")) or "占" in opener.string
                else opener[0]
            )
            total = self._last.total(is_complete=_COMPLETE.fullmatch(opener[0]) is not None)
            self._lists.append(_List(mark, total, self._last))
            self.found.append(total)

    def _is_divided_at_once(self, words: str) -> bool:
        """Whether the parts of a number that is no stated figure (申请10件, 其中…) follow it without other words."""
        return self._last is not None and self._last.is_counted and bool(_AT_ONCE.match(words))

    def number(
        self, mention: Mention, meaning: Meaning | None, words: str, sentence: str, start: int
    ) -> None:
        """Take note of a number of `sentence`, which begins at `start` of the text; `words` are those before it."""
        near = _CLAUSE.split(words)[-1]
        if _COMPARED.search(near):
            return
        number = _Number(mention, meaning, words, sentence, start)
        if not self._lists:
            self._root = number
            self._sum_up(number, near)
        else:
            _add(self._lists[-1], number, near)
        self._last = number

    def _sum_up(self, number: _Number, near: str) -> None:
        """Take note of what is posted in one channel, and of the number that sums up that of several."""
        if number.meaning and number.meaning.item.startswith("channel_"):
            self._channels.append(number)
        if not (number.meaning and number.meaning.item == "disclosed" and (sums_up := SUMS_UP.match(near))):
            return
        if (
            len(self._channels) > 1
            and all(map(_is_pieces, (number, *self._channels)))
            and not _OF_TIME.search(near)
        ):
            total = number.total(is_complete=_OF_THE_YEAR not in sums_up[0])
            total.parts = [Part(one.mention.value, "channel", one.mention.rounding) for one in self._channels]
            self.found.append(total)


def _is_pieces(number: _Number) -> bool:
    return number.mention.unit in _PIECES and number.mention.exactness == "exact"


def _add(opened: _List, number: _Number, near: str) -> None:
    mention, whole = number.mention, opened.whole
    if mention.unit != whole.mention.unit or _OF_TIME.search(near):
        return
    if number.meaning is None and _HANDLED.search(near):
        return
    if (mention.exactness, whole.mention.exactness) != ("exact", "exact"):
        return
    if kind := _kind(whole.meaning, number.meaning):
        opened.total.parts.append(Part(mention.value, kind, mention.rounding))
        opened.total.is_complete = opened.total.is_complete or bool(_REST.match(near))
    else:
        opened.total.is_mixed = True


def _kind(whole: Meaning | None, part: Meaning | None) -> str:
    """What a part of a total is stated by; empty if it is none."""
    if whole is None:
        return "same" if part is None else "way" if part.item.startswith("applications_") else ""
    if part is None:
        return ""
    if not whole.is_posted:
        return "same" if part.item == whole.item else ""
    if part.item.startswith("channel_"):
        return "channel"
    if part.item == "disclosed":
        return "body"
    return "content" if part.item.startswith("content_") or part.item in _ONE_CATEGORY else ""
