"""Flows between columns of nodes (Sankey diagrams)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.parts.charts.picture.canvas import Canvas, Ink
from pages.parts.charts.picture.colours import Colour, colour
from pages.parts.charts.picture.trace_values import listed

_GAP = 6
_Link = tuple[int, int, float]


def draw(canvas: Canvas, trace: Mapping[str, Any], box: tuple[float, float, float, float]) -> None:
    """Draw one diagram into a box (left, top, width, height): nodes from left to right, in their order from the top."""
    node, link = trace["node"], trace["link"]
    links = list(zip(*(listed(link[name]) for name in ("source", "target", "value")), strict=True))
    labels, shades = listed(node["label"]), [colour(one) for one in listed(node["color"])]
    columns = _columns(len(labels), links)
    sizes = [_size(at, links) for at in range(len(labels))]
    pad, thick = float(node["pad"]), float(node["thickness"])
    left, top, width, height = box
    scale = min(
        (height - pad * (len(column) - 1)) / (sum(sizes[at] for at in column) or 1) for column in columns
    )
    places: dict[int, tuple[float, float]] = {}
    for number, column in enumerate(columns):
        x = left + number * (width - thick) / max(1, len(columns) - 1)
        used = sum(sizes[at] for at in column) * scale + pad * (len(column) - 1)
        y = top + (height - used) / 2
        for at in column:
            places[at] = x, y
            y += sizes[at] * scale + pad
    _ribbons(canvas, links, listed(link["color"]), places, thick, scale)
    for at, (x, y) in places.items():
        canvas.rectangle(x, y, thick, max(1.0, sizes[at] * scale), shades[at].code)
        last = at in columns[-1]
        beside = x - _GAP if last else x + thick + _GAP
        ink = Ink(
            float(trace["textfont"]["size"]), colour(trace["textfont"]["color"]), "end" if last else "start"
        )
        canvas.text(beside, y + sizes[at] * scale / 2, labels[at], ink)


def _columns(nodes: int, links: Sequence[_Link]) -> list[list[int]]:
    """The nodes by how many links lead to them at most; those from which nothing flows on stand in the last column."""
    depth = [0] * nodes
    for _ in range(nodes):
        for source, target, _value in links:
            depth[target] = max(depth[target], depth[source] + 1)
    last = max(depth, default=0)
    used = {end for source, target, _ in links for end in (source, target)}
    sources = {source for source, _, _ in links}
    place = {at: depth[at] if at in sources else last for at in range(nodes) if at in used}
    return [[at for at in place if place[at] == number] for number in range(last + 1)]


def _size(node: int, links: Sequence[_Link]) -> float:
    into = sum(value for _, target, value in links if target == node)
    out = sum(value for source, _, value in links if source == node)
    return float(max(into, out))


def _ribbons(
    canvas: Canvas, links: Sequence[_Link], colours: Sequence[Any], places: Mapping[int, tuple[float, float]], thick: float, scale: float
) -> None:  # fmt: skip
    """One ribbon per link, leaving and arriving below those before it."""
    left: dict[int, float] = {}
    arrived: dict[int, float] = {}
    for (source, target, value), shade in zip(links, colours, strict=True):
        high = value * scale
        x0, y0 = places[source][0] + thick, places[source][1] + left.get(source, 0.0)
        x1, y1 = places[target][0], places[target][1] + arrived.get(target, 0.0)
        left[source] = left.get(source, 0.0) + high
        arrived[target] = arrived.get(target, 0.0) + high
        half = (x0 + x1) / 2
        there = f"M{x0:.1f} {y0:.1f}C{half:.1f} {y0:.1f} {half:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        back = f"V{y1 + high:.1f}C{half:.1f} {y1 + high:.1f} {half:.1f} {y0 + high:.1f} {x0:.1f} {y0 + high:.1f}Z"
        found = colour(shade)
        canvas.path(there + back, fill=Colour(found.code, found.opacity))
