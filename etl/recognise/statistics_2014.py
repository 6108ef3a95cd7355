"""The statistics table of 2014–2018: one indicator a line, its number behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from etl.form import forms
from etl.model.document import Piece
from etl.model.report import State
from etl.recognise.rows.label_matching import bare
from etl.recognise.rows.row_stream import PrintedRow
from etl.text.normalise import normalise
from etl.text.numbers import read_number

_REMARK = re.compile(r"\([^()]*\)$")
# headings of the one column that counts, beside which a code, last year or all years may stand
_VALUE = re.compile(
    r"(?:统计)?(?:数量?|数值|数据)|(?:20\d\d年度?|本年度?)(?:统计)?(?:数量?|数值)?|(?:当年)(?:发生)?数?"
)
_UNIT_BEHIND = re.compile(r"(?:件|条|次|篇|个|人次?|万元)$")
_FEWEST = 6  # so many indicators make the table; fewer are a coincidence
_ALIKE, _MARGIN = 88, 6


class Indicators:
    """Collects indicators while rows go by. Two sections share labels: the heading above decides."""

    def __init__(self) -> None:
        self._section = ""
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._columns: list[tuple[int, frozenset[int]]] = []
        self._grid = -1
        self._before = ""
        self._grids: dict[str, int] = {}

    def take(self, row: PrintedRow) -> None:
        if row.grid != self._grid:
            self._grid, self._columns = row.grid, []
        if row.positioned and not row.figures and not self._columns:
            self._columns = _value_columns(row)
        before, self._before = self._before, row.pieces[0].text if row.texts and not row.figures else ""
        for index, at in enumerate(row.texts):
            label = _plain(row.pieces[at].text)
            if at == 0 and before and _UNIT_BEHIND.fullmatch(label):
                label = _plain(before)  # a cell a line: the unit stands between the label and its number
            if (section := _UNIT_BEHIND.sub("", label)) in _sections():
                self._section = section
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
            if len(stated) > 1:
                first = next(
                    (columns for start, columns in self._columns if start >= row.pieces[at].column), None
                )
                stated = [piece for piece in stated if first and piece.column in first] or stated
            before_this = self._pieces.get(key)
            if stated and before_this is None:
                self._pieces[key] = tuple(stated)
                self._grids[key] = row.grid
            elif stated and row.grid >= 0 and row.grid == self._grids[key] and _differ(before_this, stated):
                self._pieces[key] = (*(before_this or ()), *stated)  # printed twice: nobody can tell which

    def found(self) -> dict[str, tuple[Piece, ...]]:
        """Row key -> the pieces that may be its number, ideally one; empty where it is no such table."""
        return self._pieces if len(self._pieces) >= _FEWEST else {}


def _differ(one: Sequence[Piece] | None, other: Sequence[Piece]) -> bool:
    return {read_number(piece.text).value for piece in one or ()} != {
        read_number(piece.text).value for piece in other
    }


def _value_columns(row: PrintedRow) -> list[tuple[int, frozenset[int]]]:
    """The columns under headings that name this year's number, each with the place of its first."""
    found = []
    for at in row.texts:
        piece = row.pieces[at]
        if _VALUE.fullmatch(normalise(piece.text)):
            found.append((piece.column, frozenset(range(piece.column, piece.column + piece.column_span))))
    return found


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
    keys = _labels().get(label) or _labels().get(_UNIT_BEHIND.sub("", label))
    if keys is None and len(label) >= 6:
        ranked = process.extract(label, list(_labels()), scorer=fuzz.ratio, limit=2)
        if ranked and ranked[0][1] >= _ALIKE and (len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= _MARGIN):
            keys = _labels()[ranked[0][0]]
    if keys is None:
        return None
    return keys.get(section) or keys.get("")
