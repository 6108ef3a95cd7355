"""Heat maps: one rectangle per cell, in the colour of its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.parts.charts.picture.colours import between
from pages.parts.charts.picture.plot import Plot
from pages.parts.charts.picture.trace_values import listed


def draw(plot: Plot, trace: Mapping[str, Any]) -> None:
    """Draw one heat map; cells without a number stay empty."""
    x, y = plot.of(trace)
    low, high = float(trace["zmin"]), float(trace["zmax"])
    wide, tall = x.unit() - trace.get("xgap", 0), y.unit() - trace.get("ygap", 0)
    columns, rows = listed(trace["x"]), listed(trace["y"])
    for up, line in zip(rows, listed(trace["z"]), strict=True):
        for across, value in zip(columns, line, strict=True):
            if value is not None:
                shade = between(trace["colorscale"], (float(value) - low) / (high - low))
                left, top = x.pixel(across) - wide / 2, y.pixel(up) - tall / 2
                plot.canvas.rectangle(left, top, wide, tall, shade.code)
