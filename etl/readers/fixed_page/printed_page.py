"""A page turned upright: its glyphs and its straight strokes.

All boxes are (left, top, right, bottom) in points, with y downwards, from the corner of the turned page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from etl.model.locator import page_box
from etl.readers.fixed_page.geometry import Box, turned


@dataclass(frozen=True)
class Glyphs:
    """The n printed characters of a page, without blanks.

    `box` is (n, 4) float; `turn` (n,) counts quarter turns clockwise against the page's own reading direction;
    `after_blank` (n,) says whether a blank stood before the glyph.
    """

    characters: list[str]
    box: np.ndarray
    turn: np.ndarray
    after_blank: np.ndarray

    @cached_property
    def boxes(self) -> list[list[float]]:
        """`box` as lists, which are faster than the array for one line at a time."""
        boxes: list[list[float]] = self.box.tolist()
        return boxes

    @cached_property
    def has_turned(self) -> bool:
        """Whether any glyph does not stand upright."""
        return bool(self.turn.any())


@dataclass(frozen=True, slots=True)
class Page:
    """One page turned upright.

    `horizontal` and `vertical` strokes are (n, 3): position, start, end. `quarter_turns` clockwise bring the page to
    what a viewer shows. `slanted_glyphs` counts glyphs left out as a watermark; `white_digits` and `struck_digits`
    count digits left out as white beside others and as struck out. `is_image` says that images cover most of it.
    """

    number: int
    width: float
    height: float
    quarter_turns: int
    glyphs: Glyphs
    horizontal: np.ndarray
    vertical: np.ndarray
    slanted_glyphs: int
    white_digits: int
    struck_digits: int
    is_image: bool

    def locator(self, box: Box) -> str:
        """The locator of a box, as a viewer shows the page."""
        if self.quarter_turns:
            box = tuple(turned(np.array([box]), self.quarter_turns, self.width, self.height)[0].tolist())
        left, top, right, bottom = box
        return page_box(self.number, left, top, right, bottom)
