"""Short bars have targets that lead where the bars do; long ones and parts that nobody sees have none."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts.charts import bars, finish, trend
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import LIGHT


def targets(chart: Chart) -> list[dict[str, Any]]:
    drawn = finish(chart).to_plotly_json()["data"]
    return [trace for trace in drawn if trace["type"] == "scatter" and trace["marker"]["opacity"] == 0]


def test_a_short_bar_has_a_target_in_its_middle_and_so_has_one_of_no_length() -> None:
    frame = pd.DataFrame(
        {
            "key": list("abc"),
            "label": ["甲", "乙", "丙"],
            "plotted": [1000.0, 10.0, float("nan")],
            "display_text": ["1,000", "10", "未载明"],
            "hover_text": ["甲 1,000", "乙 10", "丙"],
        }
    )
    (target,) = targets(bars.ranked(frame, LIGHT))
    assert list(target["y"]) == ["乙", "丙"] and list(target["x"]) == [5.0, 0.0]
    assert [key for key, *_ in target["customdata"]] == ["b", "c"]
    assert list(target["hovertext"]) == ["乙 10", "丙"]


def test_targets_of_a_stack_stand_on_the_parts_below_and_none_for_nothing() -> None:
    years = pd.DataFrame({"year": [2024, 2025], "a": [100, 200], "b": [0, 4], "c": [100, 3]})
    hovers = years.assign(hover_a="a", hover_b="b", hover_c="c", measure_b="asked")
    parts = [(name, name, LIGHT.accent, "") for name in "abc"]
    chart = finish(trend.columns(hovers, parts, {}, LIGHT))
    (target,) = targets(trend.columns(hovers, parts, {}, LIGHT))
    assert (list(target["x"]), list(target["y"])) == ([2025, 2025], [202.0, 205.5])
    assert [mark[2] for mark in target["customdata"]] == ["asked", ""]
    assert list(target["hovertext"]) == ["b", "c"]
    assert chart.layout.legend.itemclick is False


def test_a_chart_of_long_bars_keeps_its_legend() -> None:
    years = pd.DataFrame({"year": [2025], "a": [100], "b": [100], "hover_a": "a", "hover_b": "b"})
    chart = trend.columns(years, [(name, name, LIGHT.accent, "") for name in "ab"], {}, LIGHT)
    assert targets(chart) == []
