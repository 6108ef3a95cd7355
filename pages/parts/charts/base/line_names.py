"""Names of lines on the plot itself, beside their last point that has room: clear of lines, marks and other names.

Places are looked for on the narrowest plot that is to be read: on a wider one a name covers a part of the same years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pages.parts.charts.base import style

# pixels of the plot, of a half-width character and a line of text, from a point to its name, and around a point
_WIDE, _HIGH = 255, 212
_NARROW, _TEXT, _AWAY, _MARK = 6.3, 15.0, 14.0, 5.0
_STEPS = 24  # places at which the stretch between two points is looked at
_SIGNS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲"}

_Point = tuple[float, float]


class Line(NamedTuple):
    """A line: its name, the symbol and colour of its marks, and its points (year, value); None for a value ends it."""

    name: str
    symbol: str
    colour: str
    points: Sequence[tuple[float, float | None]]


class _Box(NamedTuple):
    """A name in pixels, the point that it names, and how far it lies to the right of and below that point."""

    left: float
    top: float
    wide: float
    point: _Point
    anchor: str
    down: float

    def holds(self, spot: _Point) -> bool:
        return self.left < spot[0] < self.left + self.wide and self.top < spot[1] < self.top + _TEXT

    def overlaps(self, other: _Box) -> bool:
        return (
            self.left < other.left + other.wide
            and other.left < self.left + self.wide
            and abs(self.top - other.top) < _TEXT
        )


def beside(
    lines: Sequence[Line], years: tuple[float, float], top: float, breaks: Mapping[int, str]
) -> list[dict[str, Any]] | None:
    """An annotation for each line; None if one has no room. The plot ends at these `years`, and at 0 and `top`."""

    def spot(year: float, value: float) -> _Point:
        first, last = years
        return _WIDE * (year - first) / (last - first), _HIGH * (1 - value / top)

    drawn = [[spot(*point) if point[1] is not None else None for point in line.points] for line in lines]  # type: ignore[arg-type]
    taken = [at for line in drawn for at in _along(line)]
    taken += [(spot(year - 0.5, 0)[0], high) for year in breaks for high in range(0, _HIGH, 5)]
    free = [
        [box for box in _places(line.name, points) if not any(box.holds(at) for at in taken)]
        for line, points in zip(lines, drawn, strict=True)
    ]
    chosen = _apart(free, [])
    if chosen is None:
        return None
    return [
        _annotation(line, line.points[points.index(box.point)], box)
        for line, points, box in zip(lines, drawn, chosen, strict=True)
    ]


def _along(points: Sequence[_Point | None]) -> Iterator[_Point]:
    """Spots that a line and its marks cover, close enough that no name fits between them."""
    for point in points:
        if point is not None:
            yield from (
                (point[0] + right, point[1] + down)
                for right in (-_MARK, 0, _MARK)
                for down in (-_MARK, 0, _MARK)
            )
    for one, next_one in pairwise(points):
        if one is not None and next_one is not None:
            yield from (
                (
                    one[0] + (next_one[0] - one[0]) * step / _STEPS,
                    one[1] + (next_one[1] - one[1]) * step / _STEPS,
                )
                for step in range(_STEPS)
            )


def _places(name: str, points: Sequence[_Point | None]) -> Iterator[_Box]:
    """Above and below each point on the plot, the last one first; there the name ends with the line."""
    wide = _NARROW * (style.wide(name) + 3)
    known = [point for point in points if point is not None]
    for point in known[::-1]:
        anchor, right = ("right", _MARK - wide) if point == known[-1] else ("center", -wide / 2)
        for down in (-_AWAY, _AWAY):
            box = _Box(point[0] + right, point[1] + down - _TEXT / 2, wide, point, anchor, down)
            if box.left >= 0 and box.left + wide <= _WIDE and box.top >= 0 and box.top + _TEXT <= _HIGH:
                yield box


def _apart(free: Sequence[Sequence[_Box]], chosen: list[_Box]) -> list[_Box] | None:
    """One place for each name such that none overlap; None if there are none."""
    if len(chosen) == len(free):
        return chosen
    for box in free[len(chosen)]:
        if not any(box.overlaps(other) for other in chosen):
            all_chosen = _apart(free, [*chosen, box])
            if all_chosen is not None:
                return all_chosen
    return None


def _annotation(line: Line, point: tuple[float, float | None], box: _Box) -> dict[str, Any]:
    return {
        "x": point[0], "y": point[1], "text": f"<span style='color:{line.colour}'>{_SIGNS[line.symbol]}</span> {line.name}",
        "showarrow": False, "xanchor": box.anchor, "xshift": _MARK if box.anchor == "right" else 0,
        "yanchor": "middle", "yshift": -box.down, "font": {"size": 12},
    }  # fmt: skip
