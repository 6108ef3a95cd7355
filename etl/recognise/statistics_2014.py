"""Reads the statistics table of 2014–2018: one indicator per line, its number after it."""

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
from etl.recognise.rows.units import unit_in_row
from etl.text.normalise import normalise
from etl.text.numbers import read_number

_REMARK = re.compile(r"\([^()]*\)$")
# headings of the column to read, beside which codes, the year before or all years may be printed
_VALUE = re.compile(
    r"(?:统计)?(?:数量?|数值|数据)|(?:20\d\d年度?|本年度?)(?:统计)?(?:数量?|数值)?|(?:当年)(?:发生)?数?"
)
_UNIT = re.compile(r"(?:件|条|次|篇|个|人次?|万元)$")
_LONGEST_UNIT = 3
_FEWEST = 6  # indicators; fewer are a coincidence
_SIMILAR, _MARGIN = 88, 6
_ValueColumns = list[tuple[int, frozenset[int]]]  # first column of each heading, and all that it spans


class Indicators:
    """Collects indicators while rows go by. Two sections share labels, so the heading above decides.

    `units` are the units of money printed beside them, by row key.
    """

    def __init__(self) -> None:
        self._section = ""
        self._pieces: dict[str, tuple[Piece, ...]] = {}
        self._value_columns: _ValueColumns = []
        self._grid = -1
        self._label_above = ""
        self._grid_of: dict[str, int] = {}
        self.units: dict[str, str] = {}

    def add(self, row: PrintedRow) -> None:
        """Reads the indicators of the next row."""
        if row.grid != self._grid:
            self._grid, self._value_columns = row.grid, []
        if row.positioned and not row.figures and not self._value_columns:
            self._value_columns = _value_columns(row)
        label_above = self._label_above
        self._label_above = row.pieces[0].text if row.texts and not row.figures else ""
        for index, at in enumerate(row.texts):
            label = _plain(row.pieces[at].text)
            if at == 0 and label_above and _UNIT.fullmatch(label):
                label = _plain(label_above)  # one cell per line: the unit stands between label and number
            self._section = _section(label) or self._section
            key = _indicator(label, self._section)
            if key is not None:
                self._keep(key, row, self._figures(row, index))
                self.units.setdefault(
                    key, unit_in_row([label_above, *(row.pieces[n].text for n in row.texts)])
                )

    def _figures(self, row: PrintedRow, index: int) -> list[Piece]:
        """The figures after the label `row.texts[index]`, those of this year if several are printed."""
        at, end = row.texts[index], _end_of_figures(row, index)
        figures = [
            row.pieces[number]
            for number in range(at + 1, end)
            if row.printed[number].state in (State.NUMBER, State.DASH, State.WORD)
        ]
        if len(figures) < 2:
            return figures
        label_column = row.pieces[at].column
        columns = next((columns for start, columns in self._value_columns if start >= label_column), None)
        return [piece for piece in figures if columns and piece.column in columns] or figures

    def _keep(self, key: str, row: PrintedRow, figures: list[Piece]) -> None:
        """Stores the first figures of an indicator, and different ones that the same grid prints later."""
        if not figures:
            return
        first = self._pieces.get(key)
        if first is None:
            self._pieces[key], self._grid_of[key] = tuple(figures), row.grid
        elif row.grid >= 0 and row.grid == self._grid_of[key] and _differ(first, figures):
            self._pieces[key] = (*first, *figures)

    def pieces_by_row(self) -> dict[str, tuple[Piece, ...]]:
        """By row key, the pieces that may be its number, ideally one; empty if this is no such table."""
        return self._pieces if len(self._pieces) >= _FEWEST else {}


def _end_of_figures(row: PrintedRow, index: int) -> int:
    """Index of the next label after `row.texts[index]`, passing over a unit in a column of its own."""
    following = (*row.texts[index + 1 : index + 3], len(row.pieces), len(row.pieces))
    end = following[0]
    is_unit = end < len(row.pieces) and len(row.pieces[end].text.strip()) <= _LONGEST_UNIT
    return following[1] if is_unit else end


def _differ(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    return {read_number(piece.text).value for piece in first} != {
        read_number(piece.text).value for piece in second
    }


def _value_columns(row: PrintedRow) -> _ValueColumns:
    """The columns under headings that name this year's number."""
    pieces = (row.pieces[at] for at in row.texts)
    return [
        (piece.column, frozenset(range(piece.column, piece.column + piece.column_span)))
        for piece in pieces
        if _VALUE.fullmatch(normalise(piece.text))
    ]


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    label = bare(text)
    label = bare(label.removeprefix("其中").lstrip(":"))
    return _REMARK.sub("", label).strip(":")


@cache
def _keys_by_label() -> dict[str, dict[str, str]]:
    """By label and section ("" for any), the key of the row."""
    keys: dict[str, dict[str, str]] = {}
    for block in forms()["2014"].tables[0].blocks:
        for row in block.rows:
            for label in (row.label_zh, *row.variants):
                keys.setdefault(_plain(label), {})[_plain(row.under)] = row.key
    return keys


@cache
def _sections() -> frozenset[str]:
    return frozenset(section for keys in _keys_by_label().values() for section in keys if section)


@lru_cache(maxsize=8192)
def _section(label: str) -> str:
    """The section whose heading a label is, without its unit; "" for any other."""
    heading = _UNIT.sub("", label)
    return heading if heading in _sections() else ""


@lru_cache(maxsize=8192)
def _indicator(label: str, section: str) -> str | None:
    """The key of the row that a label names, exactly or nearly."""
    labels = _keys_by_label()
    keys = labels.get(label) or labels.get(_UNIT.sub("", label))
    if keys is None and len(label) >= 6:
        ranked = process.extract(label, list(labels), scorer=fuzz.ratio, limit=2)
        is_clear = ranked and (len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= _MARGIN)
        if is_clear and ranked[0][1] >= _SIMILAR:
            keys = labels[ranked[0][0]]
    if keys is None:
        return None
    return keys.get(section) or keys.get("")
