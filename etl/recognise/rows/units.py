"""The unit of money named by a caption, a label or a cell of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from etl.text.normalise import normalise
from etl.text.numbers import YUAN, foreign_unit

_MONEY = "|".join(sorted(YUAN, key=len, reverse=True))
# in brackets or after 单位, alone or beside units of counts: (元), (单位:万元), 单位:件、万元
_NAMED = re.compile(
    rf"(?:\(|单位:)(?:(?:计量|金额)?单位:)?(?:[件项条个次宗][、,/;])*({_MONEY})(?=$|[)、,;/])"
)
_NAMED_AT_ALL = re.compile(r"\([^()]+\)|单位:.*")
UNCLEAR = "?"  # 单位:□元: the damaged sign may change the unit
_DAMAGED_UNIT = re.compile(rf"[^\u4e00-\u9fff(:、,/;\[](?:{_MONEY})")
# (单悟元), 单位:丆元: words in front of a unit that no form prints; 万元 is what the form asks for
_INTRODUCED = re.compile(rf"(?:\(|单位:)([^()]*?)({_MONEY})")
_INTRODUCTION = re.compile(
    r"(?:.*[、,/;:])?(?:计量|金额|货币|收费|统计|单位|均?为|[按以]|人民币|[件项条个次宗])*"
)
_UNKNOWN_UNIT = re.compile("金额.{0,3}单位.")  # of an amount of money, and none that is known: (单位:圆)
_ITEM = re.compile(r"第?二十条")
_LONGEST = 50


def money_unit(text: str) -> str:
    """The unit of money that a text names, be it foreign; "" if none."""
    if len(text) > _LONGEST:
        return ""
    plain = normalise(text)
    match = _NAMED.search(plain)
    return match[1] if match else next(filter(None, map(foreign_unit, _NAMED_AT_ALL.findall(plain))), "")


def unit_of_headings(headings: Iterable[str]) -> str:
    """The unit of money in the normalised headings of table 二, be it foreign; "" if none, `UNCLEAR` if it is damaged."""
    texts = list(headings)
    printed = "".join(texts)
    if foreign := foreign_unit(printed):
        return foreign
    if any(_DAMAGED_UNIT.search(text) or _is_introduced_oddly(text) for text in texts):
        return UNCLEAR
    named = next((unit for unit in sorted(YUAN, key=len, reverse=True) if unit in printed), "")
    return named or (UNCLEAR if any(map(_UNKNOWN_UNIT.search, texts)) else "")


def _is_introduced_oddly(text: str) -> bool:
    named = _INTRODUCED.findall(text)
    return any(unit != "万元" and not _INTRODUCTION.fullmatch(words) for words, unit in named)


def unit_in_row(texts: Iterable[str]) -> str:
    """The unit of money in the label of a row or in a cell of its own beside it, "" if none."""
    plain = (normalise(text) for text in texts)
    return next((unit for text in plain if (unit := _whole_unit(text) or money_unit(text))), "")


def _whole_unit(text: str) -> str:
    """A text that is nothing but a unit of money, "" for others."""
    return text if text in YUAN or (text and foreign_unit(text) == text) else ""


@dataclass(slots=True)
class Captions:
    """The units of money in the captions above a row.

    `line` is that of the line before a table, `table` that of the table, and `item` that of the title of the item
    (第二十条第（八）项) that the row belongs to.
    """

    line: str = ""
    table: str = ""
    item: str = ""

    @property
    def unit(self) -> str:
        return self.item or self.table

    def read_line(self, text: str) -> None:
        """A line of running text, which may caption the table after it."""
        self.line = money_unit(text)
        if _ITEM.match(normalise(text)):
            self.line, self.item = "", self.line

    def enter_table(self) -> None:
        self.table, self.line = self.line, ""

    def read_title(self, text: str) -> None:
        """A title printed inside the table, above its rows."""
        unit = money_unit(text)
        if _ITEM.match(normalise(text)):
            self.item = unit
        elif unit:
            self.table = unit
