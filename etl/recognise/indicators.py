"""The statistics table of 2014–2018: one indicator a line, its number behind it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from etl.document import Piece
from etl.form import forms
from etl.recognise.lexicon import bare
from etl.recognise.printed import PrintedRow
from etl.report import State

_REMARK = re.compile(r"\([^()]*\)$")
_FEWEST = 6  # so many indicators make the table; fewer are a coincidence
_ALIKE, _MARGIN = 88, 6


class Indicators:
    """Collects indicators while rows go by. Two sections share labels: the heading above decides."""

    def __init__(self) -> None:
        self._section = ""
        self._pieces: dict[str, Piece | None] = {}

    def take(self, row: PrintedRow) -> None:
        for index, at in enumerate(row.texts):
            label = _plain(row.pieces[at].text)
            if label in _sections():
                self._section = label
            key = _indicator(label, self._section)
            if key is None:
                continue
            end = row.texts[index + 1] if index + 1 < len(row.texts) else len(row.pieces)
            if (
                end < len(row.pieces) and len(row.pieces[end].text.strip()) <= 3
            ):  # the unit, in a column of its own
                end = row.texts[index + 2] if index + 2 < len(row.texts) else len(row.pieces)
            stated = [
                row.pieces[place]
                for place in range(at + 1, end)
                if row.printed[place].state in (State.NUMBER, State.DASH, State.WORD)
            ]
            if len(stated) == 1 or (stated and key not in self._pieces):
                self._pieces.setdefault(key, stated[0] if len(stated) == 1 else None)

    def found(self) -> dict[str, Piece | None]:
        """Row key -> the piece with its number (None where several stand there); empty where it is no such table."""
        return self._pieces if len(self._pieces) >= _FEWEST else {}


def _plain(text: str) -> str:
    label = bare(text)
    label = bare(label.removeprefix("其中").lstrip(":"))
    return _REMARK.sub("", label).strip(":")


@cache
def _labels() -> dict[str, dict[str, str]]:
    """Label -> section ("" for any) -> row key."""
    found: dict[str, dict[str, str]] = {}
    table = forms()["2014"].tables[0]
    for block in table.blocks:
        for row in block.rows:
            for printing in (row.label_zh, *row.variants):
                found.setdefault(_plain(printing), {})[_plain(row.under)] = row.key
    return found


@cache
def _sections() -> frozenset[str]:
    return frozenset(section for keys in _labels().values() for section in keys if section)


@lru_cache(maxsize=8192)
def _indicator(label: str, section: str) -> str | None:
    keys = _labels().get(label)
    if keys is None and len(label) >= 6:
        ranked = process.extract(label, list(_labels()), scorer=fuzz.ratio, limit=2)
        if ranked and ranked[0][1] >= _ALIKE and (len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= _MARGIN):
            keys = _labels()[ranked[0][0]]
    if keys is None:
        return None
    return keys.get(section) or keys.get("")
