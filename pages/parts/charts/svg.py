"""Small charts as SVG text, for what is printed without a browser's help: everything is escape_markdown, colours are ink."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape

import pandas as pd

from pages.parts.charts.spine import EDGE, placed

_INK, _MUTED, _BAND, _MIDDLE, _MARK = "#1B2530", "#5B6670", "#E1E6EB", "#C3CBD3", "#C4501B"
_ROW = 17


def spine(frame: pd.DataFrame, heads: tuple[str, str, str]) -> str:
    """The spine chart of charts.spine; `heads` stand over the body's figures, the chart and the peers' middle."""
    rows = placed(frame)
    width, top, chart_left, chart_width = 680, 20, 300, 250
    centre, scale = chart_left + chart_width / 2, chart_width / 2 / (EDGE + 0.05)
    parts = [
        _text(chart_left - 8, 12, heads[0], "end", _MUTED),
        _text(centre, 12, heads[1], "middle", _MUTED),
        _text(width, 12, heads[2], "end", _MUTED),
    ]
    for at, row in enumerate(rows.itertuples()):
        y = top + at * _ROW
        parts += [
            _text(0, y + 12, str(row.label)),
            _text(chart_left - 8, y + 12, str(row.display_text), "end"),
            _text(width, y + 12, str(row.middle), "end", _MUTED),
        ]
        if row.p50 != row.p50:
            continue
        for low, high, colour in ((row.at_p10, row.at_p90, _BAND), (row.at_p25, row.at_p75, _MIDDLE)):
            parts.append(
                f'<rect x="{centre + low * scale:.1f}" y="{y + 3}" width="{(high - low) * scale:.1f}" '
                f'height="10" fill="{colour}"/>'
            )
        parts.append(f'<path d="M{centre:.1f} {y + 2}v12" stroke="{_MUTED}" stroke-width="1.5"/>')
        if row.at == row.at:
            parts.append(_mark(centre + row.at * scale, y + 8, int(row.beyond), row.status == "full"))
    return _svg(width, top + _ROW * len(rows) + 4, parts)


def line(years: Sequence[int], values: Sequence[float], breaks: Sequence[int]) -> str:
    """One series: a line that ends where a year or its value is missing, or the form breaks."""
    width, tall = 156, 46
    known = [value for value in values if value == value]
    if not known:
        return _svg(width, tall, [_text(0, 26, "—", colour=_MUTED)])
    top, first, span = max([*known, 0]) or 1.0, min(years), max(1, max(years) - min(years))
    points = [
        (8 + 140 * (year - first) / span, 36 - 28 * value / top) if value == value else None
        for year, value in zip(years, values, strict=True)
    ]
    parts = [f'<path d="M4 36h150" stroke="{_BAND}"/>']
    for at, (before, point) in enumerate(itertools.pairwise(points), start=1):
        if before and point and years[at] - years[at - 1] == 1 and years[at] not in breaks:
            parts.append(
                f'<path d="M{before[0]:.1f} {before[1]:.1f}L{point[0]:.1f} {point[1]:.1f}" '
                f'stroke="{_INK}" stroke-width="1.6"/>'
            )
    parts += [
        f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="2.2" fill="{_INK}"/>'
        for point in points
        if point
    ]
    parts += [
        _text(8, 46, str(years[0]), colour=_MUTED, size=8),
        _text(148, 46, str(years[-1]), "end", _MUTED, 8),
    ]
    return _svg(width, tall + 2, parts)


def _mark(x: float, y: float, beyond: int, solid: bool) -> str:
    fill = _MARK if solid else "#FFFFFF"
    if beyond:
        back, tip = x - 4 * beyond, x + 5 * beyond
        return f'<path d="M{back:.1f} {y - 5}L{tip:.1f} {y}L{back:.1f} {y + 5}Z" fill="{_MARK}"/>'
    return f'<circle cx="{x:.1f}" cy="{y}" r="4" fill="{fill}" stroke="{_MARK}" stroke-width="1.6"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = _INK, size: int = 11) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">{escape(text)}</text>'


def _svg(width: int, tall: int, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {tall}" width="{width}" height="{tall}" role="img">{"".join(parts)}</svg>'
    )
