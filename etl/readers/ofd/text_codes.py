"""Where the characters of an OFD text object stand: start points and the steps from one to the next."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

_NARROW = 0.5  # of the size: the width of a Latin letter or digit


class Printed(NamedTuple):
    """A character, the point on its base line where it starts, and its width, in the text object's space."""

    character: str
    x: float
    y: float
    width: float


def positions(codes: Iterable[etree._Element], size: float, stretch: float) -> Iterator[Printed]:
    """Every character of the text codes of one object. A code without a start goes on where the last one ended."""
    x = y = 0.0
    full = size * stretch
    for code in codes:
        characters = (code.text or "").strip("\r\n\t")
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        across, down = steps(code.get("DeltaX", "")), steps(code.get("DeltaY", ""))
        for number, character in enumerate(characters):
            natural = full if character > "\u2e7f" or is_wide(character) else _NARROW * full
            step = across[number] if number < len(across) else (0.0 if number < len(down) else natural)
            width = min(natural, step) if 0 < step < natural else natural
            yield Printed(character, x, y, width)
            x += step
            y += down[number] if number < len(down) else 0.0


def steps(deltas: str) -> list[float]:
    """The steps of DeltaX or DeltaY; `g 5 3.88` stands for five steps of 3.88."""
    values: list[float] = []
    words = deltas.split()
    at = 0
    while at < len(words):
        try:
            if words[at] == "g":
                values += [float(words[at + 2])] * min(int(words[at + 1]), 100_000)
                at += 3
            else:
                values.append(float(words[at]))
                at += 1
        except (ValueError, IndexError):
            break
    return values


def is_wide(character: str) -> bool:
    """Whether a character is as wide as it is high."""
    return unicodedata.east_asian_width(character) in "WFA"


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
