"""The flow of applications: nodes as high as what flows through them, each found by a click, names beside them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pages.parts.charts.base.palette import LIGHT
from pages.parts.charts.flow import Node, flow

NODES = [
    Node("<b>60</b> 新收", "#111111", "new"), Node("<b>30</b> 上年结转", "#222222", "carried"),
    Node("<b>90</b> 应办", "#333333", "handled"), Node("<b>60</b> 公开", "#444444", "granted"),
    Node("<b>30</b> 差额", "#555555"),
]  # fmt: skip
LINKS = [(0, 2, 60.0), (1, 2, 30.0), (2, 3, 60.0), (2, 4, 30.0)]


def test_nodes_keep_their_sums_and_do_not_overlap() -> None:
    chart = flow(NODES, LINKS, 2025, LIGHT)
    areas = {trace["fillcolor"]: trace for trace in chart.data if trace.get("opacity") == 1.0}
    high = {colour: max(area["y"]) - min(area["y"]) for colour, area in areas.items()}
    assert (
        high["#333333"]
        == pytest.approx(high["#111111"] + high["#222222"])
        == pytest.approx(3 * high["#555555"])
    )
    assert max(areas["#111111"]["y"]) < min(areas["#222222"]["y"])
    ribbons = [trace for trace in chart.data if trace.get("opacity") == 0.42]
    assert len(ribbons) == len(LINKS)
    assert {max(ribbon["x"]) for ribbon in ribbons[2:]} == {min(areas["#444444"]["x"])}


def test_every_node_with_a_question_is_found_along_its_whole_height() -> None:
    chart = flow(NODES, LINKS, 2025, LIGHT)
    (marks,) = [trace for trace in chart.data if trace["mode"] == "markers"]
    assert {mark[3] for mark in marks["customdata"]} == {"new", "carried", "handled", "granted"}
    heights = sorted(
        y for y, mark in zip(marks["y"], marks["customdata"], strict=True) if mark[3] == "handled"
    )
    assert all(later - earlier < 20 for earlier, later in pairwise(heights))
    assert chart.layout["margin"]["r"] > 60
