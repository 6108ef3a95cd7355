"""Sheets on which two pages are printed beside each other: each half becomes a page of its own, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from etl.model.document import Unreadable
from etl.readers.fixed_page.lattice import joined, lattices
from etl.readers.fixed_page.lines import Line, lines_of
from etl.readers.fixed_page.page_blocks import page_number
from etl.readers.fixed_page.printed_page import Glyphs, Page, Sheet

_WIDE = 1.15
"""Heights of a sheet: two pages beside each other are wider than this."""
_GUTTER = 0.03
"""Part of the sheet's width that stays blank around its middle."""
_FEWEST_EDGES = 3  # of a table, across and down
_FIRST_LINES = 3  # of a half: where the title of a report stands
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、")
_TITLE = re.compile(r".{0,60}(?:公开|年度).{0,12}(?:报告|年报)(?:[（(].{1,12}[)）])?")
_UNORDERED = "一张纸上并排印着两份年度报告，没有页码，分不清后面各页属于哪一份，未读取；请按每张纸一页分别导出两份报告。"


class _Half(NamedTuple):
    """One page of a sheet, the number printed on it (0 if none), and the title of a report at its top."""

    page: Page
    printed: int
    title: str


def single_pages(pages: Sequence[Page]) -> list[Page]:
    """The pages of a document with each half of a sheet as a page of its own, numbered in reading order.

    Sheets are divided where on one at least both halves have a table, a heading of the form, a title or a page number of their
    own. Raises Unreadable if nothing says to which of two reports the pages of later sheets belong.
    """
    if not any(_may_be_two(page) for page in pages):
        return list(pages)
    halves = {at: _halves(page) for at, page in enumerate(pages) if _may_be_two(page)}
    if not any(all(_is_evident(half) for half in pair) for pair in halves.values()):
        return list(pages)
    pairs = [halves.get(at, (_Half(page, 0, ""),)) for at, page in enumerate(pages)]
    printed = [[half for half in pair if half.page.glyphs.characters] for pair in pairs]
    blank = [half for pair in pairs for half in pair if not half.page.glyphs.characters]
    ordered = (half.page for half in (*_in_reading_order(printed), *blank))
    return [replace(page, number=pages[0].number + at) for at, page in enumerate(ordered)]


def _may_be_two(page: Page) -> bool:
    """Whether nothing is printed across the middle of a wide sheet."""
    if page.width < _WIDE * page.height:
        return False
    left, right = (page.width * (0.5 + side * _GUTTER / 2) for side in (-1, 1))
    boxes, rules = page.glyphs.box, joined(page.horizontal)
    crosses = (boxes[:, 0] < right) & (boxes[:, 2] > left)
    return not crosses.any() and not ((rules[:, 1] < left) & (rules[:, 2] > right)).any()


def _halves(page: Page) -> tuple[_Half, ...]:
    return tuple(_half(page, is_right) for is_right in (False, True))


def _half(page: Page, is_right: bool) -> _Half:
    """One half of a sheet, measured from its own corner; what is counted on the sheet belongs to its left half."""
    middle = page.width / 2
    start = middle if is_right else 0.0
    edge = _GUTTER / 2 * page.width  # a rule between the pages frames both
    shift = np.array((start, 0.0, start, 0.0))

    def of_half(places: np.ndarray, reach: float = 0.0) -> np.ndarray:
        inside = places > middle - reach if is_right else places < middle + reach
        return np.flatnonzero(inside)

    chosen = page.glyphs.chosen(of_half(page.glyphs.box[:, [0, 2]].mean(axis=1)))
    across = page.horizontal[of_half(page.horizontal[:, 1:].mean(axis=1))] - (0.0, start, start)
    down = page.vertical[of_half(page.vertical[:, 0], edge)] - (start, 0.0, 0.0)
    images = page.images[of_half(page.images[:, [0, 2]].mean(axis=1))] - shift
    glyphs = Glyphs(chosen.characters, chosen.box - shift, chosen.turn, chosen.after_blank, chosen.pale)
    half = replace(
        page, sheet=Sheet(page.number, start, page.width), width=middle, glyphs=glyphs, horizontal=across, vertical=down,
        images=images,
    )  # fmt: skip
    if is_right:
        half = replace(
            half, slanted_glyphs=0, unseen_digits=0, struck_digits=0, doubtful_digits=0, false_digits=0, watermarks=()
        )  # fmt: skip
    lines = lines_of(glyphs, range(len(glyphs.characters)))
    return _Half(half, page_number(half, lines), _title(lines))


def _title(lines: Sequence[Line]) -> str:
    """The title of a report in the first lines of a page; empty if there is none."""
    words = ["".join(line.text.split()) for line in lines[:_FIRST_LINES]]
    texts = chain(words, map("".join, pairwise(words)))
    return next((text for text in texts if _TITLE.fullmatch(text)), "")


def _is_evident(half: _Half) -> bool:
    """Whether a half is a page by what stands on it."""
    page = half.page
    if half.printed or half.title:
        return True
    lines = lines_of(page.glyphs, range(len(page.glyphs.characters)))
    return any(_HEADING.match(line.text) for line in lines) or any(
        min(len(lattice.xs), len(lattice.ys)) >= _FEWEST_EDGES
        for lattice in lattices(page.horizontal, page.vertical)
    )


def _in_reading_order(pairs: Sequence[Sequence[_Half]]) -> list[_Half]:
    """Sheet by sheet; first all left halves where two reports run beside each other; by number in a booklet."""
    row_by_row = list(chain.from_iterable(pairs))
    if sorted(half.printed for half in row_by_row) == list(range(1, len(row_by_row) + 1)):
        return sorted(row_by_row, key=lambda half: half.printed)
    if _run_on(row_by_row):
        return row_by_row
    by_column = sorted(row_by_row, key=lambda half: half.page.sheet is not None and half.page.sheet.left > 0)
    if _run_on(by_column):
        return by_column
    are_two = len({half.title for half in pairs[0] if half.title}) == 2
    if are_two and not all(half.title for half in row_by_row):
        raise Unreadable(_UNORDERED)
    return row_by_row


def _run_on(halves: Sequence[_Half]) -> bool:
    """Whether each page has the number after that of the page before, or begins a count."""
    numbers = [half.printed for half in halves]
    return all(numbers) and all(after in (before + 1, 1) for before, after in pairwise(numbers))
