"""Recognised texts as glyphs; figures of which the recognition is not sure print no digit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.readers.fixed_page.printed_page import Glyphs

SURE = 0.9
"""Least score, of 1, of a text that holds digits."""
DOUBTFUL = "\ufffd"
_FIGURE = re.compile(r"[\d.,，、:：%％/／\-—–+()（）OolI|\s]+")
_DIGIT_LOOKALIKES = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognised text, its box (left, top, right, bottom) in pixels, and the score of the recognition, 0 to 1."""

    text: str
    box: tuple[float, float, float, float]
    score: float

    @property
    def is_figure(self) -> bool:
        """Whether it consists of digits, and what stands beside these."""
        return _FIGURE.fullmatch(self.text) is not None


def settled(recognised: Recognised) -> Recognised:
    """The text to print: its digits as doubtful where the score is low; a letter alone that looks like a digit is one,
    but not for sure."""
    text = recognised.text.strip()
    if text in _DIGIT_LOOKALIKES or (recognised.is_figure and recognised.score < SURE):
        text = re.sub(r"[0-9OolI|]", DOUBTFUL, text) or DOUBTFUL
    return Recognised(text, recognised.box, recognised.score)


def spread(texts: Sequence[Recognised]) -> Glyphs:
    """Spread texts over their boxes, by the width of each character."""
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    after_blank: list[bool] = []
    for text in texts:
        left, top, right, bottom = text.box
        widths = [1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text.text]
        edges = np.concatenate(([0.0], np.cumsum(widths))) * (right - left) / max(sum(widths), 0.5) + left
        blank = False
        for character, start, end in zip(text.text, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            if character.isspace():
                blank = True
                continue
            characters.append(character)
            boxes.append((start, top, end, bottom))
            after_blank.append(blank)
            blank = False
    return Glyphs(
        characters,
        np.array(boxes, float).reshape(-1, 4),
        np.zeros(len(characters), int),
        np.array(after_blank, bool),
        np.zeros(len(characters), bool),
    )
