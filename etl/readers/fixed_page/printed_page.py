"""A page turned upright: its glyphs and its straight strokes.

All boxes are (left, top, right, bottom) in points, with y downwards, from the corner of the turned page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from etl.model.locator import page_box
from etl.readers.fixed_page.geometry import Box, turned

GAP, TYPED = 1, 2


@dataclass(frozen=True)
class Glyphs:
    """The n printed characters of a page, without blanks.

    `box` is (n, 4) float; `turn` (n,) counts quarter turns clockwise against the page's own reading direction;
    `after_blank` (n,) is `TYPED` where the file has a blank before the glyph, `GAP` where only a gap suggests one, else 0.
    `pale` (n,) says that a glyph is nearer to white than to black.
    """

    characters: list[str]
    box: np.ndarray
    turn: np.ndarray
    after_blank: np.ndarray
    pale: np.ndarray

    def chosen(self, indices: np.ndarray) -> Glyphs:
        """The glyphs of these indices."""
        characters = [self.characters[n] for n in indices.tolist()]
        return Glyphs(
            characters, self.box[indices], self.turn[indices], self.after_blank[indices], self.pale[indices]
        )

    @cached_property
    def boxes(self) -> list[list[float]]:
        """`box` as lists, which are faster than the array for one line at a time."""
        boxes: list[list[float]] = self.box.tolist()
        return boxes

    @cached_property
    def lefts(self) -> list[float]:
        """The left edge of each glyph."""
        lefts: list[float] = self.box[:, 0].tolist()
        return lefts

    @cached_property
    def middles(self) -> list[float]:
        """The middle of each glyph between its top and its bottom."""
        middles: list[float] = ((self.box[:, 1] + self.box[:, 3]) / 2).tolist()
        return middles

    @cached_property
    def heights(self) -> list[float]:
        """The height of each glyph."""
        heights: list[float] = (self.box[:, 3] - self.box[:, 1]).tolist()
        return heights

    @cached_property
    def ranks(self) -> list[int]:
        """The place of each glyph from the top of the page to its bottom; of two on one level the lower glyph is first."""
        ranks = np.empty(len(self.box), int)
        ranks[np.lexsort((self.heights, self.middles))] = np.arange(len(self.box))
        places: list[int] = ranks.tolist()
        return places

    @cached_property
    def has_turned(self) -> bool:
        """Whether any glyph does not stand upright."""
        return bool(self.turn.any())


class Sheet(NamedTuple):
    """The sheet that a page is one half of: its number, where the page begins on it, and how wide it is."""

    number: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page turned upright; `number` (1-based) is its place in the document.

    `horizontal` and `vertical` strokes are (n, 3): position, start, end. `quarter_turns` clockwise bring the page to
    what a viewer shows. `slanted_glyphs` counts glyphs left out as a watermark, `unseen_digits` and `struck_digits`
    the digits left out as unseen and as struck out; `doubtful_digits` those of which a part is seen, printed as U+FFFD, as are
    `false_digits`, whose outlines show other digits.
    `watermarks` are the words left out as such. `is_image` says that images cover most of the page; `images` (n, 4) are
    their boxes. `unit` is how many points of the source one of this page is: pages are recognised at one size.
    `sheet` is set where two pages share one.
    """

    number: int
    width: float
    height: float
    quarter_turns: int
    glyphs: Glyphs
    horizontal: np.ndarray
    vertical: np.ndarray
    slanted_glyphs: int
    unseen_digits: int
    struck_digits: int
    doubtful_digits: int
    is_image: bool
    images: np.ndarray
    watermarks: tuple[str, ...] = ()
    unit: float = 1.0
    false_digits: int = 0
    sheet: Sheet | None = None

    @property
    def shown_number(self) -> int:
        """The number of the page, or of its sheet, as a viewer counts."""
        return self.sheet.number if self.sheet else self.number

    def locator(self, box: Box) -> str:
        """The locator of a box, as a viewer shows the page."""
        width = self.width
        if self.sheet:
            _, start, width = self.sheet
            box = box[0] + start, box[1], box[2] + start, box[3]
        if self.quarter_turns:
            box = tuple(turned(np.array([box]), self.quarter_turns, width, self.height)[0].tolist())
        left, top, right, bottom = box
        unit = self.unit
        return page_box(self.shown_number, left * unit, top * unit, right * unit, bottom * unit)
