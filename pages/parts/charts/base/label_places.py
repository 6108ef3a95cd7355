"""Where names stand beside the marks of a scatter: clear of each other, of marks and, where there is room, of lines.

A browser gives a chart the width that it has. Places are looked for on the narrowest plot that is to be read: on a wider one marks
move apart and their names, at fixed distances from them, with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pages.parts.charts.base import style

# pixels: of a half-width character, of a line of text, from a mark to its name and around a mark
_NARROW, _HIGH, _AWAY, _MARK = 6.6, 15.0, 9.0, 7.0
# how far a name stands from its mark at most; one that must stand goes farther before it covers another
_LINES_AWAY, _FARTHEST = 5, 20
_PER_LINE, _PER_MARK, _PER_STEP = 1.0, 2.0, 1.5


class Spot(NamedTuple):
    """A place on the plot in pixels from its upper left corner."""

    x: float
    y: float


class Name(NamedTuple):
    """A name and the mark that it belongs to; one that `must` stand is written even where there is no room."""

    text: str
    at: Spot
    must: bool = False


class _Place(NamedTuple):
    """A name's distance from its mark, the side of it that is nearest to the mark and how far off it is, in lines."""

    right: float
    down: float
    anchor: str
    lines: int


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def within(self, wide: float, high: float) -> bool:
        return self.left >= 0 and self.right <= wide and self.top >= 0 and self.bottom <= high

    def holds(self, spot: Spot, around: float) -> bool:
        return (
            self.left - around < spot.x < self.right + around
            and self.top - around < spot.y < self.bottom + around
        )


class _Written(NamedTuple):
    """What takes up room: a box and the mark that it moves with."""

    box: _Box
    at: Spot

    def clashes(self, other: _Written) -> bool:
        """Whether the two overlap, now or on a wider plot, on which what stands farther right moves away."""
        if self.box.bottom <= other.box.top or other.box.bottom <= self.box.top:
            return False
        first, second = sorted((self, other), key=lambda one: (one.at.x, one.box.left))
        return first.box.right > second.box.left


def beside(
    names: Sequence[Name], marks: Sequence[Spot], lines: Sequence[Spot], wide: float, high: float
) -> list[dict[str, Any] | None]:
    """For each name, most important first, the part of a Plotly annotation that places it; None where there is no room.

    `marks` are all marks of the plot, `lines` points of lines that names had better not cross; the plot is `wide` and `high` pixels.
    """
    named = [_Written(_around(name.at), name.at) for name in names]
    written: list[_Written] = []
    places: list[dict[str, Any] | None] = []
    for name in names:
        others = [*written, *(one for one in named if one.at != name.at)]
        on_plot = [place for place in _places(_FARTHEST) if _box(name, place).within(wide, high)]
        free = [
            place
            for place in on_plot
            if place.lines < _LINES_AWAY and not _clashes(_box(name, place), name, others)
        ]
        chosen = min(free, key=lambda place: _cost(place, _box(name, place), marks, lines), default=None)
        if chosen is None and name.must:
            chosen = _least_covering(name, on_plot, written, others)
        if chosen is not None:
            written.append(_Written(_box(name, chosen), name.at))
        places.append(chosen and _annotation(chosen))
    return places


def _clashes(box: _Box, name: Name, others: Sequence[_Written]) -> int:
    """How many others a name overlaps in a box."""
    return sum(_Written(box, name.at).clashes(other) for other in others)


def _least_covering(
    name: Name, places: Sequence[_Place], written: Sequence[_Written], others: Sequence[_Written]
) -> _Place:
    """The place where the name overlaps the fewest names, of these the one with the fewest marks, and the nearest."""

    def covered(place: _Place) -> tuple[int, int, int]:
        box = _box(name, place)
        return _clashes(box, name, written), _clashes(box, name, others), place.lines

    return min(places, key=covered, default=next(_places(1)))


def _cost(place: _Place, box: _Box, marks: Sequence[Spot], lines: Sequence[Spot]) -> float:
    """How bad a free place is: far from its mark, over other marks, over lines."""
    over_marks, over_lines = (
        sum(box.holds(spot, around) for spot in spots) for spots, around in ((marks, _MARK), (lines, 0.0))
    )
    return _PER_STEP * place.lines + _PER_MARK * over_marks + _PER_LINE * over_lines


def _around(spot: Spot) -> _Box:
    return _Box(spot.x - _MARK, spot.y - _MARK, spot.x + _MARK, spot.y + _MARK)


def _places(lines_away: int) -> Iterator[_Place]:
    """Left before right, above before below, near before far."""
    for lines in range(lines_away):
        for side, anchor in ((-_AWAY, "right"), (_AWAY, "left"), (0.0, "center")):
            near = _AWAY if side else _HIGH
            for up in (-1, 1):
                yield _Place(side, up * (near + lines * _HIGH), anchor, lines)


def _box(name: Name, place: _Place) -> _Box:
    wide = _NARROW * style.wide(name.text)
    x, y = name.at.x + place.right, name.at.y + place.down
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[place.anchor]
    return _Box(left, y - _HIGH / 2, left + wide, y + _HIGH / 2)


def _annotation(place: _Place) -> dict[str, Any]:
    """Beside its mark, or farther off with a line to it."""
    if not place.lines:
        return {"showarrow": False, "xshift": place.right, "yshift": -place.down, "xanchor": place.anchor}
    return {
        "showarrow": True, "ax": place.right, "ay": place.down, "xanchor": place.anchor, "yanchor": "middle",
        "arrowhead": 0, "arrowwidth": 1, "standoff": _MARK,
    }  # fmt: skip
