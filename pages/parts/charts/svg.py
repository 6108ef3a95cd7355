"""Small charts as SVG, for what is printed without a browser drawing it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from pages.parts.charts.base.palette import FONT
from pages.parts.charts.spine import EDGE, placed
from pages.parts.text.templates import render

_INK, _MUTED, _BAND, _MIDDLE, _MARK, _PAPER = "#1B2530", "#5B6670", "#E1E6EB", "#C3CBD3", "#C4501B", "#FFFFFF"
_ROW = 17
_SPINE_WIDTH, _SPINE_TOP, _SPINE_LEFT, _SPINE_CHART = 680, 20, 300, 250
LINE_WIDTH, LINE_HEIGHT = 156, 48


class Shape(NamedTuple):
    """An SVG element."""

    tag: str
    attributes: dict[str, object]
    text: str = ""
    children: tuple[Shape, ...] = ()


def spine(frame: pd.DataFrame, heads: tuple[str, str, str]) -> Markup:
    """The chart of charts.spine in ink; `heads` stand over the agency's figures, the chart and the peers' median."""
    left, right = _SPINE_LEFT - 8, _SPINE_WIDTH
    shapes = [
        _text(left, 12, heads[0], "end", _MUTED),
        _text(_SPINE_LEFT + _SPINE_CHART / 2, 12, heads[1], "middle", _MUTED),
        _text(right, 12, heads[2], "end", _MUTED),
    ]
    for at, row in enumerate(placed(frame).itertuples()):
        y = _SPINE_TOP + at * _ROW
        shapes += [
            _text(0, y + 12, str(row.label)),
            _text(left, y + 12, str(row.display_text), "end"),
            _text(right, y + 12, str(row.middle), "end", _MUTED),
            *_spread(row, y),
        ]
    width, height = spine_size(frame)
    return drawing(width, (0, height), shapes)


def spine_size(frame: pd.DataFrame) -> tuple[int, int]:
    """Width and height of `spine`."""
    return _SPINE_WIDTH, _SPINE_TOP + _ROW * len(frame) + 4


class Ink(NamedTuple):
    """Colours of a line, of the years below it and of the rule at zero, and the size of the years."""

    line: str = _INK
    years: str = _MUTED
    rule: str = _BAND
    size: int = 8


def line(
    years: Sequence[int], values: Sequence[float], breaks: Sequence[int], ink: Ink | None = None
) -> Markup:
    """One series from zero; the line ends where a year or its value is missing, or the form changes (`breaks`)."""
    ink = ink or Ink()
    if not any(value == value for value in values):
        return drawing(LINE_WIDTH, (0, LINE_HEIGHT - 2), [_text(0, 26, "—", colour=_MUTED)])
    points = _line_points(years, values)
    shapes = [Shape("path", {"d": "M4 36h150", "stroke": ink.rule})]
    for at, (before, point) in enumerate(itertools.pairwise(points), start=1):
        if before and point and years[at] - years[at - 1] == 1 and years[at] not in breaks:
            path = f"M{before[0]:.1f} {before[1]:.1f}L{point[0]:.1f} {point[1]:.1f}"
            shapes.append(Shape("path", {"d": path, "stroke": ink.line, "stroke-width": 1.6}))
    shapes += [
        Shape("circle", {"cx": f"{point[0]:.1f}", "cy": f"{point[1]:.1f}", "r": 2.2, "fill": ink.line})
        for point in points
        if point
    ]
    shapes.append(_text(8, 46, str(years[0]), colour=ink.years, size=ink.size))
    shapes.append(_text(148, 46, str(years[-1]), "end", ink.years, ink.size))
    return drawing(LINE_WIDTH, (0, LINE_HEIGHT), shapes)


def _line_points(years: Sequence[int], values: Sequence[float]) -> list[tuple[float, float] | None]:
    """Where each value lies on the drawing; None where it is missing."""
    top = max([*(value for value in values if value == value), 0]) or 1.0
    first, span = min(years), max(1, max(years) - min(years))
    return [
        (8 + 140 * (year - first) / span, 36 - 28 * value / top) if value == value else None
        for year, value in zip(years, values, strict=True)
    ]


def _spread(row: Any, y: int) -> Iterator[Shape]:
    """The peers' bars and median, and the agency's mark; nothing where there are too few peers."""
    if row.p50 != row.p50:
        return
    centre, scale = _SPINE_LEFT + _SPINE_CHART / 2, _SPINE_CHART / 2 / (EDGE + 0.05)
    for low, high, colour in ((row.at_p10, row.at_p90, _BAND), (row.at_p25, row.at_p75, _MIDDLE)):
        x, width = f"{centre + low * scale:.1f}", f"{(high - low) * scale:.1f}"
        yield Shape("rect", {"x": x, "y": y + 3, "width": width, "height": 10, "fill": colour})
    yield Shape("path", {"d": f"M{centre:.1f} {y + 2}v12", "stroke": _MUTED, "stroke-width": 1.5})
    if row.at == row.at:
        yield _mark(centre + row.at * scale, y + 8, int(row.beyond), row.status == "full")


def _mark(x: float, y: float, beyond: int, solid: bool) -> Shape:
    """A dot, hollow where cases are few; a triangle that points outwards where the figure lies beyond the scale."""
    if beyond:
        back, tip = x - 4 * beyond, x + 5 * beyond
        return Shape("path", {"d": f"M{back:.1f} {y - 5}L{tip:.1f} {y}L{back:.1f} {y + 5}Z", "fill": _MARK})
    fill = _MARK if solid else _PAPER
    return Shape(
        "circle", {"cx": f"{x:.1f}", "cy": y, "r": 4, "fill": fill, "stroke": _MARK, "stroke-width": 1.6}
    )


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = _INK, size: int = 11) -> Shape:
    return Shape("text", {"x": x, "y": y, "text-anchor": anchor, "fill": colour, "font-size": size}, text)


def drawing(width: int, reach: tuple[int, int], shapes: Sequence[Shape]) -> Markup:
    """Shapes as SVG, from the first to the second height of `reach`, a picture by itself."""
    first, last = reach
    return render(
        "charts/drawing.svg", width=width, top=first, height=last - first, shapes=shapes, font=FONT
    )  # fmt: skip
