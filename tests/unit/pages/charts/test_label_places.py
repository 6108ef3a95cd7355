"""Names beside the marks of a scatter: on the plot and clear of each other, however wide the plot becomes."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from pages.parts.charts.base import label_places
from pages.parts.charts.base.label_places import Name, Spot
from pages.parts.charts.base.style import wide

WIDE, HIGH = 380, 290
Box = tuple[float, float, float, float]


def boxes(names: list[Name], marks: list[Spot], stretched: float = 1.0) -> list[Box | None]:
    """Where each name stands, by what Plotly is told of it; None for one that is not written."""
    places = label_places.beside(names, marks, [], WIDE, HIGH)
    return [
        None if place is None else box(name, place, stretched)
        for name, place in zip(names, places, strict=True)
    ]


def box(name: Name, place: dict[str, object], stretched: float) -> Box:
    right, down = (
        (place["ax"], place["ay"]) if place["showarrow"] else (place["xshift"], -float(str(place["yshift"])))
    )
    x, y = name.at.x * stretched + float(str(right)), name.at.y + float(str(down))
    width = 6 * wide(name.text)
    left = x - {"left": 0, "center": width / 2, "right": width}[str(place["xanchor"])]
    return left, y - 7, left + width, y + 7


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("stretched", [1.0, 2.5])
def test_names_are_clear_of_each_other_and_of_named_marks(stretched: float) -> None:
    for seed in range(20):
        chance = Random(seed)
        marks = [Spot(chance.uniform(10, WIDE - 10), chance.uniform(10, HIGH - 10)) for _ in range(40)]
        names = [Name("甲县人民政府办公室"[: chance.randint(3, 9)], mark) for mark in marks[:12]]
        found = boxes(names, marks, stretched)
        written = [box for box in found if box]
        assert len(written) >= 8
        assert not [pair for pair in combinations(written, 2) if overlap(*pair)]
        for name, own in zip(names, found, strict=True):
            covered = [one for one in written if one is not own and on(one, name.at, stretched)]
            assert not covered


def on(box: Box, spot: Spot, stretched: float) -> bool:
    return box[0] < spot.x * stretched < box[2] and box[1] < spot.y < box[3]


def test_names_of_marks_at_an_edge_stay_on_the_plot() -> None:
    corners = [Spot(x, y) for x in (2, WIDE - 2) for y in (2, HIGH - 2)]
    found = boxes([Name("霁屏县自然资源局", corner) for corner in corners], corners)
    assert all(box and box[0] >= 0 and box[2] <= WIDE and box[1] >= 0 and box[3] <= HIGH for box in found)


def test_where_marks_lie_on_each_other_some_names_are_left_out_but_none_that_must_stand() -> None:
    heap = [Spot(200, 150)] * 60
    found = boxes([Name("澜汀区公安局", mark, must=at < 2) for at, mark in enumerate(heap)], heap)
    assert None in found and None not in found[:2]


@pytest.mark.parametrize("stretched", [1.0, 2.5])
def test_names_that_must_stand_go_far_from_marks_that_lie_close_rather_than_over_each_other(
    stretched: float,
) -> None:
    for seed in range(10):
        chance = Random(seed)
        middle = Spot(chance.uniform(20, WIDE - 20), chance.uniform(20, HIGH - 20))
        chosen = [
            Spot(middle.x + chance.uniform(-25, 25), middle.y + chance.uniform(-12, 12)) for _ in range(7)
        ]
        found = boxes([Name("澜汀区农业农村局", mark, must=True) for mark in chosen], chosen, stretched)
        assert all(found)
        assert not [pair for pair in combinations(filter(None, found), 2) if overlap(*pair)]


def test_a_name_keeps_off_other_marks_and_lines_where_it_can() -> None:
    mark = Spot(200, 150)
    free = label_places.beside([Name("筠泽市", mark)], [mark], [], WIDE, HIGH)[0]
    taken = label_places.beside([Name("筠泽市", mark)], [mark], [Spot(180, 140)], WIDE, HIGH)[0]
    assert free and taken and (free["xanchor"], free["yshift"]) != (taken["xanchor"], taken["yshift"])
