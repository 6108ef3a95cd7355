"""What all charts share: labels, axes of years and counts, and marks where series break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pages.parts.charts.base import click_targets, label_margins
from pages.parts.charts.base.builder import CachedFigure, Chart
from pages.parts.charts.base.palette import ABOVE, LIGHT, ink

ROW_HEIGHT = 26
# half-width characters of a name beside a row on half a page, and of a line of words, which leaves a phone half its width
LABEL, _LINE, _MOST_LINES = 40, 20, 3
# what changed at a break, in pixels
_BREAK = 11
_NARROW, _INVISIBLE = 0x2E7F, "\N{ZERO WIDTH SPACE}"
# words with the space after them; single Chinese characters with the punctuation that may not begin a line
_PIECE = re.compile(r"[^\s\u2e80-\uffff]+\s*|[（「《]*[\u2e80-\uffff][，。、；：）」”》,;:)\]]*\s*|\s+")


def finish(figure: Chart) -> CachedFigure:
    """Turn a chart into a figure with room for its labels, and no more, and targets for clicks on its short bars.

    The chart is changed and of no use afterwards.
    """
    above = label_margins.above(figure)
    height = figure.layout["height"] - ABOVE + above + label_margins.of_more_lines(figure)
    figure.set(height=height, margin={"l": label_margins.left(figure), "t": above})
    click_targets.add(figure)
    return figure.to_figure()


def wrapped(text: str, most: int) -> list[str]:
    """The text in lines of at most so many half-width characters, broken at spaces or between Chinese characters."""
    lines, width = [""], 0
    for piece in _PIECE.findall(text):
        size = wide(piece)
        if width and width + len(piece.rstrip()) + size - len(piece) > most:
            lines.append("")
            width = 0
        lines[-1] += piece if lines[-1] else piece.lstrip()
        width += size
    return [line.rstrip() for line in lines]


def wide(text: str) -> int:
    """Width of a text in half-width characters."""
    return sum(2 if ord(character) > _NARROW else 1 for character in text)


def row_labels(labels: Iterable[str]) -> list[str]:
    """Fit labels beside rows: words in up to three lines, a name without spaces or longer still shortened in the middle.

    Equal labels, such as two agencies of one name, get invisible characters: a chart would draw them as one row.
    """
    fitted: list[str] = []
    for label in labels:
        short = _beside_row(label)
        while short in fitted:
            short += _INVISIBLE
        fitted.append(short)
    return fitted


def _beside_row(label: str) -> str:
    candidates = [wrapped(label, _LINE), wrapped(label, LABEL)] if " " in label else [[label]]
    for lines in candidates:
        if len(lines) <= _MOST_LINES and all(wide(line) <= LABEL for line in lines):
            return "<br>".join(lines)
    # region and kind stand at the ends of a name
    return f"{_beginning(label, LABEL // 2)}…{_beginning(label[::-1], LABEL // 2 - 2)[::-1]}"


def _beginning(text: str, most: int) -> str:
    """The beginning of a text, at most so many half-width characters wide."""
    while wide(text) > most:
        text = text[:-1]
    return text


def hatch_pattern(shape: str, colour: str) -> dict[str, Any]:
    """A pattern that tells a bar from its neighbours without colour; "" for none.

    It is of the ground's own side, light on light, and `number_font` keeps it off the numbers on it.
    """
    return {
        "shape": shape,
        "bgcolor": colour,
        "fgcolor": LIGHT.paper if ink(colour) == LIGHT.text else LIGHT.text,
        "fgopacity": 0.5,
        "size": 8,
        "solidity": 0.15,
    }


def number_font(colour: str, pattern: str) -> dict[str, Any]:
    """The font of a number on a ground; a pattern keeps off it, by a shadow in the colour of the ground."""
    font: dict[str, Any] = {"size": 12, "color": ink(colour)}
    if pattern:
        sides = ("2px 0", "-2px 0", "0 2px", "0 -2px", "1px 1px", "-1px -1px", "1px -1px", "-1px 1px")
        font["shadow"] = ", ".join(f"{side} 1px {colour}" for side in sides)
    return font


def count_axis(figure: Chart, axis: str, top: float) -> None:
    """Label the axis with whole numbers only, however small."""
    figure.set(**{axis: {"tickformat": ",d", **({"dtick": 1} if top <= 5 else {})}})


def every_year_between(years: Iterable[int]) -> list[int]:
    """Every year from the first to the last; one without data has its place on the axis and ends a line."""
    known = {int(year) for year in years}
    return list(range(min(known), max(known) + 1)) if known else []


def with_gaps(years: Sequence[int], breaks: Mapping[int, str]) -> list[float]:
    """The years, with a point between two that a break separates; drawn without a value it ends the line."""
    points: list[float] = []
    for year in years:
        if year in breaks and points:
            points.append(year - 0.5)
        points.append(year)
    return points


def year_axis(figure: Chart, years: Sequence[int], notes: Mapping[int, str]) -> None:
    """One tick per year, with a note below where there is one (how many reports the value includes)."""
    names = [
        f"{year}<br><span style='font-size:11px'>{notes[year]}</span>" if year in notes else str(year)
        for year in years
    ]
    figure.xaxis(
        tickmode="array",
        tickvals=list(years),
        ticktext=names,
        range=[min(years) - 0.6, max(years) + 0.6] if years else None,
    )


def mark_breaks(figure: Chart, breaks: Mapping[int, str]) -> None:
    """Draw a dotted line before each year that is not comparable with the one before it, with what changed.

    What changed in several years in a row is written once, and above what is written for the year before.
    """
    for year, label in breaks.items():
        before = breaks.get(year - 1, "")
        figure.vertical_line(
            year - 0.5, "" if label == before else label, {"color": figure.palette.muted, "width": 1, "dash": "dot"},
            size=_BREAK, raised=_BREAK + 2 if before else 0,
        )  # fmt: skip
