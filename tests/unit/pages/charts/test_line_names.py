"""Names of lines on the plot: each at its own line and clear of all lines, marks and names; a legend where there is no room."""

from __future__ import annotations

import math
from itertools import combinations
from random import Random

import pandas as pd
import pytest

from pages.parts.charts import trend
from pages.parts.charts.base.builder import CachedFigure
from pages.parts.charts.base.palette import LIGHT
from pages.parts.charts.base.style import finish, wide

YEARS = range(2019, 2026)
NARROWEST = 255
Box = tuple[float, float, float, float]


def drawn(series: dict[str, list[float]], breaks: dict[int, str] | None = None) -> CachedFigure:
    frames = {
        name: pd.DataFrame(
            {"year": YEARS, "plotted": values, "low": math.nan, "high": math.nan, "hover_text": ""}
        )
        for name, values in series.items()
    }
    return finish(trend.lines(frames, breaks or {}, {}, LIGHT, percent=False))


def names(figure: CachedFigure) -> list[dict[str, object]]:
    return [note for note in figure.to_dict()["layout"].get("annotations", ()) if note.get("yref") != "paper"]


def box(figure: CachedFigure, note: dict[str, object], across: float) -> Box:
    """Left, top, right and bottom of a name on a plot so many pixels wide."""
    x, y = at(figure, note["x"], note["y"], across)
    width = 6 * wide(str(note["text"]).split("</span>")[1]) + 12
    x += float(str(note["xshift"]))
    left = x - {"center": width / 2, "right": width}[str(note["xanchor"])]
    middle = y - float(str(note["yshift"]))
    return left, middle - 6, left + width, middle + 6


def at(figure: CachedFigure, year: object, value: object, across: float) -> tuple[float, float]:
    layout = figure.to_dict()["layout"]
    (first, last), (_, top) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    high = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    return across * (float(str(year)) - first) / (last - first), high * (1 - float(str(value)) / top)


@pytest.mark.parametrize("across", [NARROWEST, 480, 1000])
def test_names_are_clear_of_lines_and_names_however_wide_the_plot_is(across: float) -> None:
    chance, named = Random(5), 0
    for _ in range(60):
        series = {
            name: [chance.uniform(0, 100) for _ in YEARS]
            for name in ("新收申请数", "办结数", "结转")[: chance.randint(2, 3)]
        }
        figure = drawn(series, {2021: "换表"})
        if figure.layout.showlegend:
            assert not names(figure)
            continue
        named += 1
        boxes = [box(figure, note, across) for note in names(figure)]
        assert len(boxes) == len(series)
        assert not [
            1
            for a, b in combinations(boxes, 2)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        for values in series.values():
            for year in YEARS[:-1]:
                if year == 2020:  # the line ends at the break
                    continue
                for step in range(51):
                    share = step / 50
                    value = values[year - 2019] * (1 - share) + values[year - 2018] * share
                    x, y = at(figure, year + share, value, across)
                    assert not [one for one in boxes if one[0] < x < one[2] and one[1] < y < one[3]]
    assert named > 20


def test_a_name_stands_at_the_end_of_its_line_with_its_mark() -> None:
    figure = drawn({"公开率": [50.0] * 7, "结转率": [10.0] * 7})
    first, second = names(figure)
    assert (first["x"], first["y"], second["x"], second["y"]) == (2025, 50.0, 2025, 10.0)
    assert "●" in str(first["text"]) and "■" in str(second["text"])
    assert not figure.layout.showlegend


@pytest.mark.parametrize(
    "series",
    [
        {"一": [50.0] * 7, "二": [50.5] * 7, "三": [51.0] * 7, "四": [51.5] * 7},
        {"名称太长而在窄图上放不下的一个指标的名称": [50.0] * 7, "二": [10.0] * 7},
    ],
    ids=["too close", "too long"],
)
def test_lines_without_room_for_all_names_keep_their_legend(series: dict[str, list[float]]) -> None:
    figure = drawn(series)
    assert figure.layout.showlegend and not names(figure)
    assert not drawn({"一": [1.0] * 7}).layout.showlegend
