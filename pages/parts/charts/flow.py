"""Flows between columns of nodes, drawn of areas and points: unlike a Sankey diagram of Plotly, its nodes can be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import ABOVE, Palette
from pages.parts.charts.base.style import wide
from pages.parts.charts.base.traces import hover

_HEIGHT, _PAD, _BELOW = 400, 18.0, 16
# width of a node as a share of the drawing, pixels between the points of a node, of a half-width character, of half a ribbon's bend
_THICK, _STEP, _NARROW, _BEND = 0.03, 14.0, 7.4, 24
_FAINT = 0.42

Link = tuple[int, int, float]


class Node(NamedTuple):
    """A node: its label, its number first in <b>; its colour; and the question behind it ("" for none)."""

    label: str
    colour: str
    asks: str = ""


class _Box(NamedTuple):
    left: float
    top: float
    high: float


def flow(nodes: Sequence[Node], links: Sequence[Link], year: int, palette: Palette) -> Chart:
    """Draw nodes in columns, each as high as what flows through it, with ribbons (from, to, value) between them."""
    figure = Chart(palette, _HEIGHT + ABOVE + _BELOW)
    scale, boxes = _boxes(len(nodes), links)
    _add_ribbons(figure, nodes, links, boxes, scale)
    for at, box in boxes.items():
        right, bottom = box.left + _THICK, box.top + box.high
        _add_area(
            figure,
            [box.left, right, right, box.left],
            [box.top, box.top, bottom, bottom],
            nodes[at].colour,
            1.0,
        )
    _add_points(figure, nodes, boxes, year)
    figure.add(
        "scatter", x=[box.left + _THICK for box in boxes.values()], y=[box.top + box.high / 2 for box in boxes.values()],
        mode="text", text=[f"\N{NO-BREAK SPACE}{nodes[at].label}" for at in boxes], textposition="middle right",
        textfont={"size": 13, "color": palette.text, "shadow": "auto"}, cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    longest = max(
        (wide(nodes[at].label.replace("<b>", "").replace("</b>", "")) for at in _ends(boxes)), default=0
    )
    hidden = {"visible": False, "showticklabels": False}
    figure.xaxis(range=[0, 1], **hidden)
    figure.yaxis(range=[_HEIGHT, 0], **hidden)
    figure.set(showlegend=False, margin={"b": _BELOW, "r": round(_NARROW * longest) + 16})
    return figure


def _boxes(nodes: int, links: Sequence[Link]) -> tuple[float, dict[int, _Box]]:
    """Pixels per unit, and where each node stands: by how many links lead to it at most, the last in the last column."""
    columns = _columns(nodes, links)
    sizes = [max(_sum(links, 0, at), _sum(links, 1, at)) for at in range(nodes)]
    scale = min(
        (_HEIGHT - _PAD * (len(column) - 1)) / (sum(sizes[at] for at in column) or 1) for column in columns
    )
    boxes: dict[int, _Box] = {}
    for number, column in enumerate(columns):
        used = sum(sizes[at] for at in column) * scale + _PAD * (len(column) - 1)
        top = (_HEIGHT - used) / 2
        for at in column:
            high = max(1.0, sizes[at] * scale)
            boxes[at] = _Box(number * (1 - _THICK) / max(1, len(columns) - 1), top, high)
            top += high + _PAD
    return scale, boxes


def _sum(links: Sequence[Link], side: int, node: int) -> float:
    return sum(link[2] for link in links if link[side] == node)


def _columns(nodes: int, links: Sequence[Link]) -> list[list[int]]:
    depth = [0] * nodes
    for _ in range(nodes):
        for source, target, _value in links:
            depth[target] = max(depth[target], depth[source] + 1)
    last = max(depth, default=0)
    sources = {source for source, _, _ in links}
    used = sorted({end for source, target, _ in links for end in (source, target)})
    place = {at: depth[at] if at in sources else last for at in used}
    return [[at for at in used if place[at] == number] for number in range(last + 1)]


def _add_ribbons(
    figure: Chart, nodes: Sequence[Node], links: Sequence[Link], boxes: Mapping[int, _Box], scale: float
) -> None:
    """One ribbon per link, leaving and arriving below those before it."""
    left: dict[int, float] = {}
    arrived: dict[int, float] = {}
    share = np.linspace(0, 1, _BEND)
    bend = share * share * (3 - 2 * share)
    for source, target, value in links:
        high = value * scale
        start = boxes[source].top + left.get(source, 0.0)
        end = boxes[target].top + arrived.get(target, 0.0)
        left[source], arrived[target] = left.get(source, 0.0) + high, arrived.get(target, 0.0) + high
        first = boxes[source].left + _THICK
        across = first + (boxes[target].left - first) * share
        upper = start + (end - start) * bend
        _add_area(
            figure, [*across, *across[::-1]], [*upper, *(upper[::-1] + high)], nodes[target].colour, _FAINT
        )


def _add_area(figure: Chart, x: Sequence[float], y: Sequence[float], colour: str, opacity: float) -> None:
    figure.add(
        "scatter", x=list(x), y=list(y), mode="lines", fill="toself", fillcolor=colour, opacity=opacity, line={"width": 0},
        hoverinfo="skip",
    )  # fmt: skip


def _add_points(figure: Chart, nodes: Sequence[Node], boxes: Mapping[int, _Box], year: int) -> None:
    """Invisible points along each node, so that a click anywhere on it finds one."""
    spots = [
        (box.left + _THICK / 2, box.top + high, nodes[at])
        for at, box in boxes.items()
        for high in np.linspace(0, box.high, max(1, round(box.high / _STEP)) + 2)[1:-1]
        if nodes[at].asks
    ]
    frame = pd.DataFrame({"year": year, "asks": [node.asks for _, _, node in spots]})
    figure.add(
        "scatter", x=[x for x, _, _ in spots], y=[y for _, y, _ in spots], mode="markers",
        marker={"size": _STEP, "opacity": 0}, customdata=points.customdata(frame),
        **hover([node.label for _, _, node in spots]),
    )  # fmt: skip


def _ends(boxes: Mapping[int, _Box]) -> list[int]:
    """The nodes of the last column."""
    last = max((box.left for box in boxes.values()), default=0.0)
    return [at for at, box in boxes.items() if box.left == last]
