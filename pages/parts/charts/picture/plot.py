"""The plane on which traces are drawn: options of the figure with those of its template, and its axes by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts.charts.picture.axes import Axis, axis
from pages.parts.charts.picture.canvas import Canvas
from pages.parts.charts.picture.trace_values import listed


@dataclass(frozen=True, slots=True)
class Plot:
    """`box` is the stretch for all axes as (left, top, width, height); `axes` are by x, y, x2, y2 …"""

    canvas: Canvas
    layout: Mapping[str, Any]
    traces: Sequence[Mapping[str, Any]]
    box: tuple[float, float, float, float]
    axes: Mapping[str, Axis]

    def of(self, trace: Mapping[str, Any]) -> tuple[Axis, Axis]:
        """The axes of a trace."""
        return self.axes[trace.get("xaxis", "x")], self.axes[trace.get("yaxis", "y")]

    def across(self, share: float) -> float:
        """The place of a share of the box's width."""
        return self.box[0] + share * self.box[2]

    def up(self, share: float) -> float:
        """The place of a share of the box's height, counted from its lower end."""
        return self.box[1] + (1 - share) * self.box[3]


def plot(figure: Mapping[str, Any], width: float) -> Plot:
    """The plane of a figure in Plotly's terms, so many pixels wide."""
    template = (figure["layout"].get("template") or {}).get("layout", {})
    layout = merged(template, figure["layout"])
    margin = layout["margin"]
    box = (
        float(margin["l"]), float(margin["t"]), width - margin["l"] - margin["r"],
        layout["height"] - margin["t"] - margin["b"],
    )  # fmt: skip
    names = {trace.get(f"{side}axis", side) for trace in figure["data"] for side in "xy"}
    if not any("x" in trace for trace in figure["data"]):
        names = set()
    axes = {name: _axis(name, template, layout, figure["data"], box) for name in names}
    return Plot(Canvas(), layout, figure["data"], box, axes)


def _axis(
    name: str, template: Mapping[str, Any], layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]],
    box: tuple[float, float, float, float],
) -> Axis:  # fmt: skip
    side, key = name[0], f"{name[0]}axis{name[1:]}"
    options = merged(template.get(f"{side}axis", {}), layout.get(key, {}))
    first, last = options.get("domain", (0.0, 1.0))
    left, top, wide, high = box
    span = (
        (left + first * wide, left + last * wide)
        if side == "x"
        else (top + (1 - first) * high, top + (1 - last) * high)
    )
    own = [trace for trace in traces if trace.get(f"{side}axis", side) == name]
    bars = [trace for trace in own if trace["type"] == "bar" and _is_length(trace, side)]
    return axis(options, span, _values(own, side, layout), zero=bool(bars))


def _is_length(trace: Mapping[str, Any], side: str) -> bool:
    return (trace.get("orientation") == "h") == (side == "x")


def _values(traces: Sequence[Mapping[str, Any]], side: str, layout: Mapping[str, Any]) -> list[Any]:
    """All values on an axis; of stacked bars their sums."""
    values: list[Any] = []
    sums: dict[tuple[Any, bool], float] = {}
    for trace in traces:
        own = listed(trace.get(side))
        if (
            trace["type"] == "bar"
            and _is_length(trace, side)
            and layout.get("barmode") in ("stack", "relative")
        ):
            for where, value in zip(listed(trace["y" if side == "x" else "x"]), own, strict=True):
                key = where, (value or 0) < 0
                sums[key] = sums.get(key, 0.0) + (value or 0)
        else:
            values += own
    return [*values, *sums.values()]


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Options with those of `under` where `over` has none."""
    result = dict(under)
    for name, value in over.items():
        below = result.get(name)
        result[name] = (
            merged(below, value) if isinstance(value, Mapping) and isinstance(below, Mapping) else value
        )
    return result
