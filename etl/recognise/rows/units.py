"""The unit of money that a caption, a label or a cell of its own names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from etl.text.normalise import normalise
from etl.text.numbers import YUAN

_MONEY = "|".join(sorted(YUAN, key=len, reverse=True))
# in brackets or behind 单位, alone or beside the units of what is counted: (元), (单位:万元), 单位:件、万元
_NAMED = re.compile(
    rf"(?:\(|单位:)(?:(?:计量|金额)?单位:)?(?:[件项条个次宗][、,/;])*({_MONEY})(?=$|[)、,;/])"
)
UNCLEAR = "?"  # 单位:□元: a sign before it is damaged, and which unit it was cannot be seen
_TORN = re.compile(rf"[^\u4e00-\u9fff(:、,/;\[](?:{_MONEY})")
_ITEM = re.compile(r"第?二十条")
_LONGEST = 50


def money_unit(text: str) -> str:
    """The unit of money that a text names, "" where it names none."""
    named = _NAMED.search(normalise(text)) if len(text) <= _LONGEST else None
    return named[1] if named else ""


def unit_in(headings: Iterable[str]) -> str:
    """The unit of money in the headings of table 二, as normalised; `UNCLEAR` where it is damaged."""
    named = list(headings)
    if any(_TORN.search(text) for text in named):
        return UNCLEAR
    printed = "".join(named)
    return next((word for word in sorted(YUAN, key=len, reverse=True) if word in printed), "")


def unit_beside(texts: Iterable[str]) -> str:
    """The unit of money in the label of a row, or in a cell of its own beside it; "" where neither names one."""
    plain = (normalise(text) for text in texts)
    return next((unit for text in plain if (unit := text if text in YUAN else money_unit(text))), "")


@dataclass
class Captions:
    """The units of money in the captions above a row: in the line before its table, in the table, and in the title
    of the item (第二十条第（八）项) that the row stands under."""

    line: str = ""
    table: str = ""
    item: str = ""

    @property
    def unit(self) -> str:
        return self.item or self.table

    def take_line(self, text: str) -> None:
        self.line = money_unit(text)
        if _ITEM.match(normalise(text)):
            self.line, self.item = "", self.line

    def enter_table(self) -> None:
        self.table, self.line = self.line, ""

    def take_title(self, text: str) -> None:
        """A title printed in the table, over its rows."""
        unit = money_unit(text)
        if _ITEM.match(normalise(text)):
            self.item = unit
        elif unit:
            self.table = unit
