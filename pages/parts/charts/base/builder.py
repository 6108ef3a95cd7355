"""A chart under construction: plain data of which a figure is made once, at the end.

Plotly's own figures validate every step, which takes several times as long; that Plotly knows what a chart says is for the tests
to see. The browser gets each chart twice in a row
and draws it again unless it sees that nothing changed: a template, a typed array or values that Streamlit only then
fills in are changes to it, so that a figure holds lists, its whole layout, and a revision of its data.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from pages.parts.charts.base.palette import MARGIN, Palette, axis_look, look

plotly.io.templates.default = None  # the look of a chart is its own
# as Streamlit sets them in the browser for a chart whose points can be picked
_PICKED_BY_POINTS = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}


class CachedFigure(go.Figure):
    """A figure that no longer changes; its dictionary, which every drawing asks for, is made once."""

    _plain: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        if self._plain is None:
            self._plain = super().to_dict()
        return self._plain


class Chart:
    """Traces and layout in Plotly's own terms."""

    def __init__(self, palette: Palette, height: int) -> None:
        self.palette = palette
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {"height": height, "margin": dict(MARGIN)}

    def add(self, kind: str, **trace: Any) -> None:
        """Add a trace of a kind: bar, scatter, heatmap …"""
        self.data.append({"type": kind, **_listed(trace)})

    def set(self, **layout: Any) -> None:
        """Set parts of the layout, or unset them with None; what is not named keeps its value."""
        _merge(self.layout, _listed(layout))

    def xaxis(self, **axis: Any) -> None:
        """Set parts of the x axis."""
        self.set(xaxis=axis)

    def yaxis(self, **axis: Any) -> None:
        """Set parts of the y axis."""
        self.set(yaxis=axis)

    def annotate(self, **annotation: Any) -> None:
        """Add an annotation."""
        self.layout.setdefault("annotations", []).append(annotation)

    def vertical_line(
        self, x: float, text: str, line: Mapping[str, Any], size: int = 12, raised: int = 0
    ) -> None:
        """Draw a line over the whole height with a text above it, perhaps `raised` by some pixels."""
        self.layout.setdefault("shapes", []).append(
            {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": dict(line)}
        )
        self.annotate(
            x=x, y=1, yref="paper", text=text, showarrow=False, yanchor="bottom", yshift=raised,
            font={"size": size, "color": self.palette.muted},
        )  # fmt: skip

    def to_figure(self) -> CachedFigure:
        """Turn the chart into a figure."""
        layout: dict[str, Any] = {**look(self.palette), **_PICKED_BY_POINTS}
        layout |= {axis: axis_look(self.palette) for axis in self._axes()}
        _merge(layout, self.layout)
        revision = zlib.crc32(repr(self.data).encode())
        return CachedFigure(self.data, {**layout, "datarevision": revision}, _validate=False)

    def _axes(self) -> frozenset[str]:
        """The axes of the layout that are set or that a trace lies on: xaxis, yaxis2 …"""
        on = {trace.get(f"{side}axis", side) for trace in self.data for side in "xy" if side in trace}
        named = frozenset(name for name in self.layout if name[1:5] == "axis")
        return named | {f"{axis[0]}axis{axis[1:]}" for axis in on}


def _listed(value: Any) -> Any:
    """The value with lists instead of arrays and columns, None where they hold no number."""
    if isinstance(value, Mapping):
        return {name: _listed(part) for name, part in value.items()}
    if isinstance(value, pd.DataFrame):
        return _listed(value.to_numpy())
    if hasattr(value, "tolist"):
        return _listed(value.tolist())
    if isinstance(value, list | tuple):
        parts = [_listed(part) for part in value]
        return parts if isinstance(value, list) else tuple(parts)
    return None if value is pd.NA or value != value else value


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        present = into.get(name)
        if isinstance(value, Mapping) and isinstance(present, dict):
            _merge(present, value)
        elif value is None:
            into.pop(name, None)
        else:
            into[name] = dict(value) if isinstance(value, Mapping) else value
