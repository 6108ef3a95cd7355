"""Words printed over a page again and again in a pale colour: a watermark, no part of cells or sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from etl.readers.fixed_page.geometry import bounding_box
from etl.readers.fixed_page.printed_page import Page

_FEWEST = 3
"""Copies of a watermark in a document; or one on every page."""
_LONGEST = 40
_NEXT = 2.2
"""Heights of a glyph from the middle of one to the middle of the next in a word."""
_ASTRAY = 1 / 3
"""Part of the copies that lie across ruled lines or other text; labels keep to their cells."""


class _Run(NamedTuple):
    page: int
    words: str
    glyphs: list[int]


def without_watermarks(pages: Sequence[Page]) -> list[Page]:
    """The pages without the glyphs of pale words that are repeated over them; these count as `slanted_glyphs` do."""
    copies: dict[str, list[_Run]] = defaultdict(list)
    for number, page in enumerate(pages):
        if page.glyphs.pale.any():
            for run in _runs(page, number):
                copies[run.words].append(run)
    gone: dict[int, list[int]] = defaultdict(list)
    named: dict[int, list[str]] = defaultdict(list)
    for runs in copies.values():
        on_pages = len({run.page for run in runs})
        if len(runs) < _FEWEST and not len(runs) >= len(pages) == on_pages > 1:
            continue
        astray = sum(_lies_astray(pages[run.page], run.glyphs) for run in runs)
        if astray >= max(1, _ASTRAY * len(runs)):
            for run in runs:
                gone[run.page] += run.glyphs
                named[run.page].append(run.words)
    return [
        _without(page, gone[number], named[number]) if number in gone else page
        for number, page in enumerate(pages)
    ]


def _runs(page: Page, number: int) -> Iterator[_Run]:
    """Pale words of a page: glyphs that follow one another in the order of drawing, close together."""
    glyphs, members = page.glyphs, [int(n) for n in np.flatnonzero(page.glyphs.pale)]
    run: list[int] = []
    for n in members:
        if run and not (n == run[-1] + 1 and _is_next(glyphs.boxes[run[-1]], glyphs.boxes[n])):
            yield from _as_run(page, number, run)
            run = []
        run.append(n)
    yield from _as_run(page, number, run)


def _as_run(page: Page, number: int, glyphs: list[int]) -> Iterator[_Run]:
    words = "".join(page.glyphs.characters[n] for n in glyphs)
    if 2 <= len(words) <= _LONGEST and any(character.isalpha() for character in words):
        yield _Run(number, words, glyphs)


def _is_next(box: Sequence[float], after: Sequence[float]) -> bool:
    across = abs(after[0] + after[2] - box[0] - box[2]) / 2
    down = abs(after[1] + after[3] - box[1] - box[3]) / 2
    size = max(box[3] - box[1], box[2] - box[0])
    return min(across, down) < 0.3 * size and max(across, down) < _NEXT * size


def _lies_astray(page: Page, glyphs: list[int]) -> bool:
    """Whether a run lies across a ruled line or over glyphs of another colour."""
    left, top, right, bottom = bounding_box([page.glyphs.box[n].tolist() for n in glyphs])
    inset = 0.2 * min(right - left, bottom - top)
    left, top, right, bottom = left + inset, top + inset, right - inset, bottom - inset
    for lines, low, high, start, end in (
        (page.vertical, left, right, top, bottom),
        (page.horizontal, top, bottom, left, right),
    ):
        crossing = (lines[:, 0] > low) & (lines[:, 0] < high) & (lines[:, 1] < end) & (lines[:, 2] > start)
        if crossing.any():
            return True
    others = page.glyphs.box[~page.glyphs.pale]
    over = (others[:, 0] < right) & (others[:, 2] > left) & (others[:, 1] < bottom) & (others[:, 3] > top)
    return bool(over.any())


def _without(page: Page, gone: list[int], words: list[str]) -> Page:
    stays = np.ones(len(page.glyphs.characters), bool)
    stays[gone] = False
    return replace(
        page,
        glyphs=page.glyphs.chosen(np.flatnonzero(stays)),
        slanted_glyphs=page.slanted_glyphs + len(gone),
        watermarks=(*page.watermarks, *words),
    )
