"""Tables that print several years: a row for each under one label, or a block of columns for each."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from etl.model.document import Grid, Piece
from etl.text.chinese_numerals import arabic_dates
from etl.text.normalise import normalise
from etl.text.numbers import states_figure

_REMARK = r"(?:数据?|情况|合计)?"
_YEAR = re.compile(rf"(20)?(\d\d)年(?:度|份|1-12月份?)?{_REMARK}")
_BARE_YEAR = re.compile(r"20\d\d")
_LAST_YEAR = re.compile(rf"(?:上一?年|去年)度?(?:同期)?{_REMARK}|上一?(?:报告)?期{_REMARK}")
_THIS_YEAR = re.compile(rf"(?:本|今|当)年度?{_REMARK}|(?:本|当)期{_REMARK}|本?报告期{_REMARK}")
_HEADING = re.compile(r"年度?份?|(?:统计|所属|报告)(?:年度?份?|期间?|时间)|时间|期间")
_LONGEST = 12
_FEWEST_COLUMNS = 3  # of a block: narrower ones are years under one heading
_CAPTIONS = ("上年度数据", "本年度数据")


class OfYear(NamedTuple):
    """The part of a grid that is of one year; `caption` names that, and is empty where a grid names no years."""

    caption: str
    grid: Grid


def split_by_year(grid: Grid) -> tuple[OfYear, ...]:
    """One grid per year, the earliest first, each with the header and the labels of rows; else the grid alone."""
    named = [(piece, caption) for piece in grid.pieces if (caption := _caption(piece.text))]
    if not grid.ragged:
        named += [(piece, f"{piece.text.strip()}年") for piece in _bare_years(grid)]
    if grid.ragged or not named:
        return (OfYear("", grid),)
    return _blocks_of_columns(grid, named) or _rows(grid, named) or (OfYear("", grid),)


def _caption(text: str) -> str:
    """The caption of a table that is of the year that a cell names, empty if it names none."""
    return _caption_of_words(text) if 0 < len(text) <= _LONGEST and not text.isdecimal() else ""


@lru_cache(maxsize=4096)
def _caption_of_words(text: str) -> str:
    word = arabic_dates(normalise(text)).strip("()")
    if match := _YEAR.fullmatch(word):
        return f"20{match[2]}年"
    if _LAST_YEAR.fullmatch(word):
        return _CAPTIONS[0]
    return _CAPTIONS[1] if _THIS_YEAR.fullmatch(word) else ""


def _bare_years(grid: Grid) -> list[Piece]:
    """Years printed as numbers alone: under a heading that says so, or over a block of columns."""
    bare = [piece for piece in grid.pieces if _BARE_YEAR.fullmatch(piece.text.strip())]
    if not bare:
        return []
    headed = {
        column
        for piece in grid.pieces
        if len(piece.text) <= _LONGEST and _HEADING.fullmatch(normalise(piece.text))
        for column in range(piece.column, piece.column + piece.column_span)
    }
    return [piece for piece in bare if piece.column in headed or piece.column_span >= _FEWEST_COLUMNS]


def _in_order(captions: Sequence[str]) -> list[str]:
    """The captions once each from the earliest year to the latest; 上年 before all, and 本年 after."""
    return sorted(set(captions), key=lambda one: (one == _CAPTIONS[1], one != _CAPTIONS[0], one))


def _blocks_of_columns(grid: Grid, named: Sequence[tuple[Piece, str]]) -> tuple[OfYear, ...]:
    """The grids where one row of the header names a year over each block of columns."""
    first = min(piece.row for piece, _ in named)
    heads = [(piece, caption) for piece, caption in named if piece.row == first]
    captions = [caption for _, caption in heads]
    if len(heads) < 2 or len(set(captions)) < len(heads):
        return ()
    if any(piece.column_span < _FEWEST_COLUMNS for piece, _ in heads):
        return ()
    left = min(piece.column for piece, _ in heads)
    by_caption = {caption: piece for piece, caption in heads}
    return tuple(
        OfYear(caption, Grid(tuple(_block(grid, by_caption[caption], left, [piece for piece, _ in heads]))))
        for caption in _in_order(captions)
    )


def _block(grid: Grid, own: Piece, left: int, heads: Sequence[Piece]) -> Iterator[Piece]:
    """What stands left of all blocks, and the own block moved to where the first one stands."""
    for piece in grid.pieces:
        if piece.column < left:
            yield piece
        elif piece not in heads and own.column <= piece.column < own.column + own.column_span:
            yield piece._replace(column=piece.column - own.column + left)


def _rows(grid: Grid, named: Sequence[tuple[Piece, str]]) -> tuple[OfYear, ...]:
    """The grids where a column beside the labels names the year of each row of figures."""
    years = {piece for piece, _ in named}
    figures: dict[int, int] = {}  # the column of the first figure by row
    for piece in grid.pieces:
        if piece.text.strip() and states_figure(piece.text) and piece not in years:
            figures[piece.row] = min(figures.get(piece.row, piece.column), piece.column)
    heads = [(piece, caption) for piece, caption in named if piece.column < figures.get(piece.row, -1)]
    columns = {piece.column for piece, _ in heads}
    if len(columns) != 1:
        return ()
    (column,) = columns
    year_of = _years_of_rows(grid, heads, column)
    pieces = [
        piece
        for piece in _with_labels_repeated(grid, year_of, column)
        if piece.column != column or piece.row not in year_of
    ]
    return tuple(
        OfYear(caption, Grid(tuple(piece for piece in pieces if year_of.get(piece.row, caption) == caption)))
        for caption in _in_order([caption for _, caption in heads])
    )


def _years_of_rows(grid: Grid, heads: Sequence[tuple[Piece, str]], column: int) -> dict[int, str]:
    """The caption of each row: of those that a cell spans, and of all below it where no label stands to its left."""
    years = {row: caption for piece, caption in heads for row in range(piece.row, piece.row + piece.row_span)}
    if any(piece.column < column and piece.text.strip() for piece in grid.pieces if piece.row in years):
        return years
    last = max(piece.row for piece in grid.pieces)
    for row in range(min(years), last + 1):
        years.setdefault(row, years.get(row - 1, ""))
    return years


def _with_labels_repeated(grid: Grid, rows: Container[int], column: int) -> Iterator[Piece]:
    """The pieces, with the labels left of `column` repeated in those of `rows` that have none of their own."""
    labels: tuple[Piece, ...] = ()
    for number, row in enumerate(grid.rows()):
        own = tuple(piece for piece in row if piece.column < column and piece.text.strip())
        if own:
            labels = own
        elif number in rows:
            yield from (piece._replace(row=number, row_span=1) for piece in labels)
        yield from (piece for piece in row if piece.text.strip() or piece.column > column)
