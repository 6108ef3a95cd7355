"""A figure while it is put together: plain data, which Plotly checks once, at the end.

Plotly's own figures check at every step, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from pages.parts.charts.base.palette import Palette, template


class CachedFigure(go.Figure):
    """A figure that is not changed any more: what is asked of it at each drawing is at hand."""

    _plain: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        if self._plain is None:
            self._plain = super().to_dict()
        return self._plain


class Chart:
    """Traces and a layout in Plotly's own words; `to_figure` raises ValueError where a word is not one of them."""

    def __init__(self, palette: Palette, height: int) -> None:
        self.palette = palette
        self.data: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {
            "height": height,
            "margin": template(palette).layout.margin.to_plotly_json(),
        }

    def add(self, kind: str, **trace: Any) -> None:
        """One more trace: bar, scatter, heatmap …"""
        self.data.append({"type": kind, **trace})

    def set(self, **layout: Any) -> None:
        """Parts of the layout; of one that is set already, what is not named stays."""
        _merge(self.layout, layout)

    def xaxis(self, **axis: Any) -> None:
        self.set(xaxis=axis)

    def yaxis(self, **axis: Any) -> None:
        self.set(yaxis=axis)

    def annotate(self, **annotation: Any) -> None:
        self.layout.setdefault("annotations", []).append(annotation)

    def vertical_line(self, x: float, text: str, line: Mapping[str, Any], size: int = 12) -> None:
        """A line across the whole height, with a text on its top."""
        self.layout.setdefault("shapes", []).append(
            {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": dict(line)}
        )
        self.annotate(
            x=x, y=1, yref="paper", text=text, showarrow=False, yanchor="bottom",
            font={"size": size, "color": self.palette.muted},
        )  # fmt: skip

    def to_figure(self) -> CachedFigure:
        return CachedFigure(self.data, {"template": template(self.palette), **self.layout})


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        held = into.get(name)
        if isinstance(value, Mapping) and isinstance(held, dict):
            _merge(held, value)
        else:
            into[name] = dict(value) if isinstance(value, Mapping) else value
