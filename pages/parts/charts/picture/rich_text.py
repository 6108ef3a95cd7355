"""Texts of a figure: lines divided by <br>, with bold, coloured and smaller runs; and how wide they are."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<(/?)(b|br|span|i|sub|sup)\b([^>]*)>")
_STYLE = re.compile(r"(color|font-size):\s*([^;'\"]+)")
# of a size of 1: a Chinese character, and a digit or letter
_WIDE, _NARROW = 1.0, 0.56
_FIRST_WIDE = "\u2e80"


class Run(NamedTuple):
    """A piece of one look; without a colour or size it has that of the whole text."""

    text: str
    bold: bool = False
    colour: str = ""
    size: float | None = None


def lines(text: str) -> list[list[Run]]:
    """The lines of a text; other tags than those of charts are text, and what XML may not hold is left out."""
    text = _CONTROL.sub("", text)
    runs: list[list[Run]] = [[]]
    bold, at = 0, 0
    spans: list[tuple[str, float | None]] = [("", None)]

    def add(piece: str) -> None:
        if piece:
            colour, size = spans[-1]
            runs[-1].append(Run(html.unescape(piece), bool(bold), colour, size))

    for tag in _TAG.finditer(text):
        add(text[at : tag.start()])
        at = tag.end()
        closing, name, attributes = tag.groups()
        if name == "br":
            runs.append([])
        elif name == "b":
            bold += -1 if closing else 1
        elif name == "span":
            spans = spans[:-1] or [("", None)] if closing else [*spans, _styled(attributes, spans[-1])]
    add(text[at:])
    return runs


def _styled(attributes: str, outer: tuple[str, float | None]) -> tuple[str, float | None]:
    style = dict(_STYLE.findall(attributes))
    size = style.get("font-size", "").removesuffix("px")
    return style.get("color", outer[0]), float(size) if size else outer[1]


def width(line: list[Run], size: float) -> float:
    """Pixels of a line at a size of its font, estimated."""
    return sum(_width(run.text) * (run.size or size) * (1.05 if run.bold else 1) for run in line)


def plain_width(text: str, size: float) -> float:
    """Pixels of the widest line of a text."""
    return max(width(line, size) for line in lines(text))


def _width(text: str) -> float:
    return sum(_WIDE if character >= _FIRST_WIDE else _NARROW for character in text)
