"""Text objects of an OFD page to arrays: where each of their characters stands, and how it is painted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from lxml import etree

from etl.readers.fixed_page.geometry import Box, Matrix
from etl.readers.fixed_page.printed_page import TYPED
from etl.readers.fixed_page.sight import Marks
from etl.readers.ofd.fill_colors import Color
from etl.readers.ofd.package import local_name
from etl.readers.ofd.text_codes import steps

_ASCENT, _DESCENT = 0.86, 0.14  # of the size, above and below the base line
_INK = 0.74  # of the size: the height of a digit over the base line
_NARROW = 0.5  # of the size: the width of a Latin letter or digit


@dataclass(frozen=True, slots=True)
class Characters:
    """The n printed characters of a page: `box` (n, 4), `ink` (n, 4) of a digit in it, `angle` (n,) in radians
    clockwise, `after_blank` (n,) as of glyphs, `mirrored` (n,), whether it is `cut` (n,) off from its object by the object's boundary, and the number `run` (n,) of the object of each among the `marks`."""

    characters: list[str]
    box: np.ndarray
    ink: np.ndarray
    angle: np.ndarray
    after_blank: np.ndarray
    mirrored: np.ndarray
    cut: np.ndarray
    run: np.ndarray
    marks: Marks


@dataclass
class TextRuns:
    """Text objects as they are drawn; `characters` and the lists of starts and steps grow with every object."""

    characters: list[str] = field(default_factory=list)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    step: list[float] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    shapes: list[float] = field(
        default_factory=list
    )  # size, width of a wide glyph, direction, matrix of each
    areas: list[float] = field(default_factory=list)  # four of each
    colors: list[float] = field(default_factory=list)  # four of each
    orders: list[int] = field(default_factory=list)
    plain: list[bool] = field(default_factory=list)

    def add(
        self, unit: etree._Element, size: float, matrix: Matrix, area: Box, color: Color, order: int
    ) -> None:
        """Add a text object that is drawn with a matrix inside an area of the page."""
        stated = unit.get
        full = size * (_float(scale, 1.0) or 1.0) if (scale := stated("HScale")) else size
        before, plain = len(self.characters), True
        x = y = 0.0
        for part in unit:
            name = local_name(part.tag)
            if name == "TextCode":
                x, y = self._code(part, x, y, full)
            elif name == "Clips":
                plain = False
        count = len(self.characters) - before
        if not count:
            return
        self.counts.append(count)
        self.shapes += (size, full, _float(stated("CharDirection"), 0.0), *matrix)
        self.areas += area
        self.colors += (*color.parts, color.alpha)
        self.orders.append(order)
        self.plain.append(plain)

    def _code(self, code: etree._Element, x: float, y: float, full: float) -> tuple[float, float]:
        """Add the characters of a code, which goes on at (x, y) if it has no start; returns where the next does."""
        characters = (code.text or "").strip("\r\n\t")
        count = len(characters)
        stated = code.get
        x, y = _float(stated("X"), x), _float(stated("Y"), y)
        if not count:
            return x, y
        across = steps(deltas, count) if (deltas := stated("DeltaX")) else []
        down = steps(deltas, count) if (deltas := stated("DeltaY")) else []
        for character in characters[len(across) :]:
            falls = len(across) < len(down)
            across.append(0.0 if falls else full if _is_wide(character) else _NARROW * full)
        ends = list(accumulate(across, initial=x))
        x = ends.pop()
        self.characters += characters
        self.x += ends
        self.step += across
        if not down:
            self.y += [y] * count
            return x, y
        heights = list(accumulate(down + [0.0] * (count - len(down)), initial=y))
        y = heights.pop()
        self.y += heights
        return x, y

    def printed(self) -> Characters:
        """All characters but blanks that stand in the areas of their objects, and digits cut off from others there."""
        run = np.repeat(np.arange(len(self.counts)), self.counts)
        size, full, direction, a, b, c, d, e, f = np.array(self.shapes, float).reshape(-1, 9)[run].T
        x, y, step = np.array(self.x), np.array(self.y), np.array(self.step)
        natural = np.where([_is_wide(character) for character in self.characters], full, _NARROW * full)
        width = np.where((step > 0) & (step < natural), step, natural)
        placing = a, b, c, d, e, f
        box = _boxes(x, y - _ASCENT * size, x + width, y + _DESCENT * size, placing)
        ink = _boxes(x, y - _INK * size, x + width, y, placing)
        areas = np.array(self.areas, float).reshape(-1, 4)
        blank = np.array([character.isspace() for character in self.characters], bool)
        inside = _is_drawn(box, areas[run])
        partly = np.zeros(len(areas), bool)
        partly[run[inside & ~blank]] = True
        digit = np.array([character.isdecimal() for character in self.characters], bool)
        cut = ~inside & partly[run] & digit
        drawn = np.flatnonzero(~blank & (inside | cut))
        after = np.zeros(len(run), np.int8)
        after[1:][blank[:-1] & (run[1:] == run[:-1])] = TYPED
        angle = np.arctan2(b, a) + np.radians(direction)
        return Characters(
            [self.characters[n] for n in drawn.tolist()],
            box[drawn], ink[drawn], angle[drawn], after[drawn], (a * d < b * c)[drawn], cut[drawn], run[drawn], self._marks(areas),
        )  # fmt: skip

    def _marks(self, areas: np.ndarray) -> Marks:
        colors = np.array(self.colors, float).reshape(-1, 4)
        everywhere = np.tile((-np.inf, -np.inf, np.inf, np.inf), (len(areas), 1))
        return Marks(
            np.array(self.orders, int),
            areas,
            colors[:, :3],
            colors[:, 3],
            everywhere,
            np.array(self.plain, bool),
        )


def _boxes(
    left: np.ndarray, top: np.ndarray, right: np.ndarray, bottom: np.ndarray, placing: tuple[np.ndarray, ...]
) -> np.ndarray:
    """The upright boxes (n, 4) around boxes that are each placed by its own matrix."""
    a, b, c, d, e, f = placing
    xs = np.stack([a * x + c * y + e for x in (left, right) for y in (top, bottom)])
    ys = np.stack([b * x + d * y + f for x in (left, right) for y in (top, bottom)])
    return np.column_stack((xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)))


def _is_drawn(box: np.ndarray, area: np.ndarray) -> np.ndarray:
    """Whether glyphs stand in the boundary of their object, outside of which nothing is drawn, give or take half of it."""
    middle, half = (box[:, :2] + box[:, 2:]) / 2, (box[:, 2:] - box[:, :2]) / 2
    bounded = (area[:, 2:] > area[:, :2]).all(axis=1)  # a boundary without extent bounds nothing
    inside = (middle >= area[:, :2] - half).all(axis=1) & (middle <= area[:, 2:] + half).all(axis=1)
    drawn: np.ndarray = ~bounded | inside
    return drawn


def _is_wide(character: str) -> bool:
    """Whether a character is as wide as it is high."""
    return character >= "\u2e80" or (character > "\x7f" and unicodedata.east_asian_width(character) in "WFA")


def _float(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
