"""What a format draws on one page to a page turned upright, without what no reader sees."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from etl.readers.fixed_page.geometry import inside_page, strokes_by_direction, turned
from etl.readers.fixed_page.printed_page import Glyphs, Page
from etl.readers.fixed_page.sight import DOUBTFUL, HIDDEN, VISIBLE
from etl.readers.fixed_page.struck_digits import struck_digits

_UPRIGHT = 0.03  # radians by which a glyph may be off a quarter turn
_UPSIDE_DOWN = 2  # quarter turns
_NARROWEST = 0.05  # of its height: the width of a digit that can be read
_SMALLEST = 2.0  # points: the height or width of a glyph that can be read
MOSTLY = 0.7
"""Part of a page: images that cover more of it make it a scan."""
_MOST_IMAGES = 500
_DOUBT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a format draws on a page before it is turned; boxes as in `printed_page`.

    `box` (n, 4), `angle` (n,) in radians clockwise, `after_blank` (n,), `pale` (n,) and `sight` (n,) of `sight.py` belong to the
    n `characters`; `strokes` is (m, 4). `size` is (width, height) in points, `rotation` the clockwise quarter turns by
    which a viewer turns the page, `image_area` what images cover in square points, `images` (k, 4) their boxes;
    `drawn` (j, 4) are those of what a viewer certainly shows in cells beside text. `false_digits` are counted as in `Page`.
    """

    characters: list[str]
    box: np.ndarray
    angle: np.ndarray
    after_blank: np.ndarray
    pale: np.ndarray
    sight: np.ndarray
    strokes: np.ndarray
    size: tuple[float, float]
    rotation: int
    image_area: float
    images: np.ndarray
    drawn: np.ndarray = field(default_factory=lambda: np.zeros((0, 4)))
    false_digits: int = 0


def assembled(number: int, drawn: Drawn) -> Page:
    """Page `number` (1-based): what is unseen or struck out is left out, a doubtful character becomes U+FFFD."""
    width, height = drawn.size
    clockwise = np.rint(np.nan_to_num(drawn.angle) / (math.pi / 2)).astype(int)
    upright = np.abs(drawn.angle - clockwise * (math.pi / 2)) < _UPRIGHT
    leading = upright & ~drawn.pale & (drawn.sight != HIDDEN)
    leading = leading if leading.any() else upright
    turns = int(np.bincount(-clockwise[leading] % 4).argmax()) if leading.any() else drawn.rotation
    boxes = turned(drawn.box, turns, width, height)
    images = turned(drawn.images, turns, width, height)
    certain = turned(drawn.drawn, turns, width, height)
    horizontal, vertical = strokes_by_direction(turned(drawn.strokes, turns, width, height))
    if turns % 2:
        width, height = height, width
    inside = inside_page(boxes, width, height)
    struck = struck_digits(drawn.characters, boxes, horizontal)
    unseen = (drawn.sight == HIDDEN) | (
        np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < _SMALLEST
    )
    turn = (turns + clockwise) % 4
    doubtful = drawn.sight == DOUBTFUL
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    narrow = (wide > 0) & (high > 0) & (np.minimum(wide, high) < _NARROWEST * np.maximum(wide, high))
    doubtful |= ~unseen & _are_digits(drawn.characters, narrow | (upright & (turn == _UPSIDE_DOWN)))
    doubtful &= inside
    printed = np.flatnonzero(upright & inside & ~unseen & ~struck)
    slanted = np.flatnonzero(inside & ~upright & (drawn.sight == VISIBLE)).tolist()
    characters = [_DOUBT if doubtful[n] else drawn.characters[n] for n in printed.tolist()]
    return Page(
        number=number,
        width=width,
        height=height,
        quarter_turns=(drawn.rotation - turns) % 4,
        glyphs=Glyphs(
            characters, boxes[printed], turn[printed], drawn.after_blank[printed], drawn.pale[printed]
        ),
        horizontal=horizontal,
        vertical=vertical,
        slanted_glyphs=len(slanted),
        watermarks=("".join(drawn.characters[n] for n in slanted),) if slanted else (),
        unseen_digits=int(_are_digits(drawn.characters, unseen & ~struck).sum()),
        struck_digits=int(struck.sum()),
        doubtful_digits=int(doubtful.sum()),
        is_image=drawn.image_area > MOSTLY * width * height,
        images=np.concatenate((_not_over(images, boxes[unseen & inside]), certain)),
        false_digits=drawn.false_digits,
    )


def _not_over(images: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """The images that hide no text: one over a figure is a patch. None of very many: they are a drawing."""
    if len(images) > _MOST_IMAGES:
        return images[:0]
    middles = (hidden[:, :2] + hidden[:, 2:]) / 2
    hides = [bool(((middles > box[:2]) & (middles < box[2:])).all(axis=1).any()) for box in images]
    uncovering: np.ndarray = images[~np.array(hides, bool)]
    return uncovering


def _are_digits(characters: list[str], among: np.ndarray) -> np.ndarray:
    """Which of the characters that are `among` (bool, n) are digits (bool, n)."""
    digits = np.zeros(len(characters), bool)
    places = np.flatnonzero(among)
    digits[places] = [characters[n].isdecimal() for n in places.tolist()]
    return digits
