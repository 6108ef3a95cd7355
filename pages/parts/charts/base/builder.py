"""A chart under construction: plain data that Plotly validates once, at the end.

Plotly's own figures validate every step, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from pages.parts.charts.base.palette import Palette, template


class CachedFigure(go.Figure):
    """A figure that no longer changes; its dictionary, which every drawing asks for, is made once."""

    _plain: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        if self._plain is None:
            self._plain = super().to_dict()
        return self._plain


class Chart:
    """Traces and layout in Plotly's own terms; `to_figure` raises ValueError for one that Plotly does not know."""

    def __init__(self, palette: Palette, height: int) -> None:
        self.palette = palette
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {
            "height": height,
            "margin": template(palette).layout.margin.to_plotly_json(),
        }

    def add(self, kind: str, **trace: Any) -> None:
        """Add a trace of a kind: bar, scatter, heatmap …"""
        self.data.append({"type": kind, **trace})

    def set(self, **layout: Any) -> None:
        """Set parts of the layout; what is not named keeps its value."""
        _merge(self.layout, layout)

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
        """Validate the chart and turn it into a figure."""
        return CachedFigure(self.data, {"template": template(self.palette), **self.layout})


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        present = into.get(name)
        if isinstance(value, Mapping) and isinstance(present, dict):
            _merge(present, value)
        else:
            into[name] = dict(value) if isinstance(value, Mapping) else value
