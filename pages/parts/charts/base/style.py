"""What all charts have: a title, a line that says where the figures are from, and marks where series break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pages.parts.charts.base import label_margins
from pages.parts.charts.base.builder import CachedFigure, Chart
from pages.parts.charts.base.palette import Palette

ROW_HEIGHT = 26
# half-width signs that a phone's width holds beside the button, of the title and of the smaller line below it
_TITLE, _ORIGIN, _LINE = 44, 58, 17
# the same for a label beside a row, which leaves as much again for the row on half a page
_LABEL = 40
_ABOVE = 6
_NARROW, _UNSEEN = 0x2E7F, "\N{ZERO WIDTH SPACE}"
# words with the space after them; each Chinese sign by itself, with the stops that may not begin a line
_PIECE = re.compile(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff][，。、；：）」”]*\s*|\s+")


def finish(figure: Chart, title: str, origin: str) -> CachedFigure:
    """The chart, finished, with its title and the origin of its figures: a picture taken out of the page explains itself.

    Changes the chart that it is given, which is of no use afterwards. Title and origin are broken into lines that a
    phone's width holds: Plotly would cut them.
    """
    lines, below = _lines(title, _TITLE), _lines(origin, _ORIGIN)
    # Plotly hangs the first of several lines half a line too high
    pad = _LINE // 2 if len(lines) > 1 else 0
    more = _LINE * (len(lines) + len(below) - 2) + pad
    figure.set(
        title={
            "text": "<br>".join(lines),
            "pad": {"t": _ABOVE + pad},
            "subtitle": {"text": "<br>".join(below), "font": {"size": 11, "color": figure.palette.muted}},
        },
        margin={"t": figure.layout["margin"]["t"] + more, "l": label_margins.left(figure)},
        height=figure.layout["height"] + more,
    )
    return figure.to_figure()


def _lines(text: str, most: int) -> list[str]:
    """The text in lines of at most so many half-width signs, broken at spaces or between Chinese signs."""
    lines, width = [""], 0
    for piece in _PIECE.findall(text):
        wide = _wide(piece)
        if width and width + len(piece.rstrip()) + wide - len(piece) > most:
            lines.append("")
            width = 0
        lines[-1] += piece if lines[-1] else piece.lstrip()
        width += wide
    return [line.rstrip() for line in lines]


def _wide(text: str) -> int:
    """How many half-width signs a text takes."""
    return sum(2 if ord(sign) > _NARROW else 1 for sign in text)


def row_labels(labels: Iterable[str]) -> list[str]:
    """Labels beside rows: a long one without its middle, for place and kind stand at its ends.

    Equal ones, such as two bodies of one name, are kept apart by signs that are not seen: a chart would draw them as one.
    """
    found: list[str] = []
    for label in labels:
        short = (
            label
            if _wide(label) <= _LABEL
            else f"{_cut(label, _LABEL // 2)}…{_cut(label[::-1], _LABEL // 2 - 2)[::-1]}"
        )
        while short in found:
            short += _UNSEEN
        found.append(short)
    return found


def _cut(text: str, most: int) -> str:
    """As much of the beginning as takes so many half-width signs."""
    while _wide(text) > most:
        text = text[:-1]
    return text


def plotly_config(download: str, name: str) -> dict[str, Any]:
    """Plotly's configuration for its one button, in the page's language."""
    return {
        "locale": "page",
        "locales": {"page": {"dictionary": {"Download plot as a PNG": download}, "format": {}}},
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
    }


def hatch_pattern(shape: str, colour: str, palette: Palette) -> dict[str, Any]:
    """A pattern on a bar's own colour, which tells it from its neighbours without colour; "" for none. Faint enough for a figure on it."""
    return {
        "shape": shape,
        "bgcolor": colour,
        "fgcolor": palette.paper,
        "fgopacity": 0.5,
        "size": 8,
        "solidity": 0.15,
    }


def count_axis(figure: Chart, axis: str, top: float) -> None:
    """Whole numbers on the axis, however small they are."""
    figure.set(**{axis: {"tickformat": ",d", **({"dtick": 1} if top <= 5 else {})}})


def every_year_between(years: Iterable[int]) -> list[int]:
    """Every year from the first to the last: one that nothing is known of has its place on the axis, and ends a line."""
    known = {int(year) for year in years}
    return list(range(min(known), max(known) + 1)) if known else []


def with_gaps(years: Sequence[int], breaks: Mapping[int, str]) -> list[float]:
    """The years with a point between each pair that a break separates: where None is drawn, the line ends."""
    found: list[float] = []
    for year in years:
        if year in breaks and found:
            found.append(year - 0.5)
        found.append(year)
    return found


def year_axis(figure: Chart, years: Sequence[int], notes: Mapping[int, str]) -> None:
    """One tick a year, with a note under those that need one: how many reports its figure stands on."""
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
    """A dotted line before each year that is not comparable with the year before it, with what changed."""
    for year, label in breaks.items():
        figure.vertical_line(
            year - 0.5, label, {"color": figure.palette.muted, "width": 1, "dash": "dot"}, size=11
        )
