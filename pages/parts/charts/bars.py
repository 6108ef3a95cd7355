"""Bars that compare: sorted counts, shares of a whole, rates with their interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette
from pages.parts.charts.base.style import ROW_HEIGHT, hatch_pattern, number_font, row_labels, wide
from pages.parts.charts.base.traces import beside_clicked

# pixels per legend entry: on a narrow screen the legend wraps; per half-width character beside a row
_LEGEND, _BESIDE = 20, 6


def height(rows: int) -> int:
    """Pixels of a chart with one line per row."""
    return max(166, 96 + ROW_HEIGHT * rows)


def ranked(
    frame: pd.DataFrame, palette: Palette, groups: Sequence[tuple[str, str, str]] | None = None
) -> Chart:
    """Draw horizontal bars, the first row on top.

    `frame` has key, label, plotted, display_text (at the end of the bar) and hover_text, perhaps year and measure. A row
    without a value has its text alone. `groups` are (value of the column `group`, label, colour), one legend entry each.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)) + (_LEGEND * len(groups) if groups else 0))
    for group, label, colour in groups or [("", "", palette.accent)]:
        part = frame[frame["group"] == group] if groups else frame
        figure.add("bar",
            y=part["label"], x=part["plotted"].fillna(0), orientation="h", name=label, marker={"color": colour},
            text=part["display_text"], textposition="outside", cliponaxis=False,
            customdata=points.customdata(part),
            hovertext=part["hover_text"], hovertemplate="%{hovertext}<extra></extra>", **beside_clicked(palette),
        )  # fmt: skip
    figure.yaxis(
        type="category", categoryorder="array", categoryarray=list(frame["label"])[::-1], showgrid=False, dtick=1,
    )  # fmt: skip
    top, longest = frame["plotted"].max(), max((len(text) for text in frame["display_text"]), default=0)
    reach = (top if top == top and top else 1) * (1.05 + 0.075 * longest)
    figure.xaxis(showticklabels=False, showgrid=False, range=[0, reach], zeroline=True)
    figure.set(bargap=0.3, barmode="overlay", showlegend=bool(groups), margin={"b": 68 if groups else 24})
    return figure


def shares(
    frame: pd.DataFrame,
    parts: Sequence[tuple[str, str, str, str]],
    palette: Palette,
    before: Mapping[str, str] = MappingProxyType({}),
) -> Chart:
    """Draw bars of 100 %, one per row, divided into `parts`: (column, label, colour, pattern).

    `frame` has key, label, and for each part its share in `<column>` and its hover text in `hover_<column>`. Segments bear
    `text_<column>` if the frame has it, else whole percents with the prefix that `before` gives. Rows without shares
    stay empty.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)) + _LEGEND * len(parts))
    for column, label, colour, pattern in parts:
        share = frame[column]
        figure.add("bar",
            y=frame["label"], x=share.astype(object).where(share.notna(), None), orientation="h", name=label,
            marker={
                "color": colour, "line": {"color": palette.paper, "width": 1.5},
                "pattern": hatch_pattern(pattern, colour),
            },
            text=_segment_texts(frame, column, before.get(column, "")),
            textposition="inside", insidetextanchor="middle", textangle=0,
            insidetextfont=number_font(colour, pattern),
            customdata=points.customdata(frame, f"measure_{column}"),
            hovertext=frame[f"hover_{column}"], hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.yaxis(autorange="reversed", type="category", showgrid=False, dtick=1)
    figure.xaxis(range=[0, 1], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1], showgrid=False)
    # a number without room at a legible size is left to the hover text and the table
    figure.set(uniformtext={"minsize": 10, "mode": "hide"})
    figure.set(barmode="stack", bargap=0.28, margin={"b": 82, "r": 28}, legend={"traceorder": "normal"})
    return figure


def _segment_texts(frame: pd.DataFrame, column: str, before: str) -> list[str]:
    """The texts in the segments; empty where a segment is too narrow."""
    share = frame[column].astype(float)
    if f"text_{column}" in frame:
        return [
            text if value == value and value >= 0.02 else ""
            for value, text in zip(share, frame[f"text_{column}"], strict=True)
        ]
    return [f"{before}{value:.0%}" if value == value and value >= 0.06 else "" for value in share]


def intervals(frame: pd.DataFrame, palette: Palette, reference: float | None, reference_label: str) -> Chart:
    """Draw rates as dots with their 95 % interval; grey and hollow where cases are few, as text where only counts hold.

    `frame` has key, label, plotted, low, high, status, display_text and hover_text, perhaps year and measure. `reference`
    is a rate to mark by a dashed line. Texts of a column `beside` stand at the right.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)))
    for status, colour, symbol in (
        ("full", palette.accent, "circle"),
        ("small", palette.muted, "circle-open"),
    ):
        part = frame[frame["status"] == status]
        if part.empty:
            continue
        figure.add(
            "scatter",
            y=part["label"],
            x=part["plotted"],
            mode="markers",
            marker={"size": 10, "color": colour, "symbol": symbol, "line": {"width": 2, "color": colour}},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": part["high"] - part["plotted"],
                "arrayminus": part["plotted"] - part["low"],
                "color": colour,
                "thickness": 1.5,
                "width": 4,
            },
            customdata=points.customdata(part),
            hovertext=part["hover_text"],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
        )
    rest = frame[~frame["status"].isin(["full", "small"])]
    figure.add("scatter",
        y=rest["label"], x=[0.0] * len(rest), mode="text", text=rest["display_text"], textposition="middle right",
        textfont={"color": palette.muted}, hovertext=rest["hover_text"], hovertemplate="%{hovertext}<extra></extra>",
        customdata=points.customdata(rest), showlegend=False,
    )  # fmt: skip
    if reference is not None and reference == reference:
        dashed = {"color": palette.highlight, "width": 1.5, "dash": "dash"}
        figure.vertical_line(reference, reference_label, dashed)
    figure.yaxis(
        type="category", categoryorder="array", categoryarray=list(frame["label"])[::-1], showgrid=True, dtick=1,
        range=[-0.5, len(frame) - 0.5],
    )  # fmt: skip
    reach = frame["high"].where(frame["status"].isin(["full", "small"])).max()
    right = min(1.0, reach * 1.08) if reach == reach else 1.0
    # a little left of 0, so that a mark at 0 does not touch its label
    figure.xaxis(tickformat=".0%", range=[-0.025 * right, right])
    if "beside" in frame:
        for row in frame.itertuples():
            figure.annotate(
                x=1, xref="paper", xanchor="left", xshift=6, y=row.label, text=row.beside, showarrow=False,
                font={"size": 12, "color": palette.muted},
            )  # fmt: skip
        longest = max((wide(text) for text in frame["beside"]), default=0)
        figure.set(margin={"r": _BESIDE * longest + 12})
    return figure
