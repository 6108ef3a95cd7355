"""Bars over things that are compared: counts sorted, shares of a whole, rates with their interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from pages.parts.charts.base import points
from pages.parts.charts.base.builder import Chart
from pages.parts.charts.base.palette import Palette, ink
from pages.parts.charts.base.style import ROW_HEIGHT, hatch_pattern, row_labels

# room for a legend that wraps on a narrow screen, for each of its entries
_LEGEND = 20


def height(rows: int) -> int:
    return max(210, 140 + ROW_HEIGHT * rows)


def ranked(
    frame: pd.DataFrame, palette: Palette, groups: Sequence[tuple[str, str, str]] | None = None
) -> Chart:
    """Horizontal bars, first row on top; frame of key, label, shown, written (at the bar's end), said (hover).

    What is not stated has no bar, only its word. `groups` are (value of the frame's column `group`, label, colour):
    each has its colour and stands in the legend.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)) + (_LEGEND * len(groups) if groups else 0))
    parts = groups or [("", "", palette.accent)]
    for group, label, colour in parts:
        part = frame[frame["group"] == group] if groups else frame
        figure.add("bar",
            y=part["label"], x=part["plotted"].fillna(0), orientation="h", name=label, marker={"color": colour},
            text=part["display_text"], textposition="outside", cliponaxis=False,
            customdata=points.customdata(part),
            hovertext=part["hover_text"], hovertemplate="%{hovertext}<extra></extra>",
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
    """Bars of 100 %, one row a label; frame of key, label (with n), and for each part its share and `said_` text.

    Parts are (column, label, colour, pattern); a row whose parts are all missing stays empty. Segments
    are written as `text_<column>` says, or as whole percents after what `before` has for the column.
    """
    frame = frame.assign(label=row_labels(frame["label"]))
    figure = Chart(palette, height(len(frame)) + _LEGEND * len(parts))
    for column, label, colour, pattern in parts:
        share = frame[column]
        figure.add("bar",
            y=frame["label"], x=share.astype(object).where(share.notna(), None), orientation="h", name=label,
            marker={
                "color": colour, "line": {"color": palette.paper, "width": 1.5},
                "pattern": hatch_pattern(pattern, colour, palette),
            },
            text=_written(frame, column, before.get(column, "")),
            textposition="inside", insidetextanchor="middle", textangle=0,
            insidetextfont={"size": 12, "color": ink(colour)},
            customdata=points.customdata(frame, f"measure_{column}"),
            hovertext=frame[f"said_{column}"], hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.yaxis(autorange="reversed", type="category", showgrid=False, dtick=1)
    figure.xaxis(range=[0, 1], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1], showgrid=False)
    # a figure that has no room at a size that can be read is left to the hover text and the table
    figure.set(uniformtext={"minsize": 10, "mode": "hide"})
    figure.set(barmode="stack", bargap=0.28, margin={"b": 82}, legend={"traceorder": "normal"})
    return figure


def _written(frame: pd.DataFrame, column: str, before: str) -> list[str]:
    """What stands in the segments; nothing where there is no room."""
    share = frame[column].astype(float)
    if f"text_{column}" in frame:
        return [
            text if value == value and value >= 0.02 else ""
            for value, text in zip(share, frame[f"text_{column}"], strict=True)
        ]
    return [f"{before}{value:.0%}" if value == value and value >= 0.06 else "" for value in share]


def intervals(frame: pd.DataFrame, palette: Palette, reference: float | None, reference_label: str) -> Chart:
    """Rates as dots with their 95 % interval; grey and hollow where cases are few, a note where only counts hold.

    Frame of key, label, shown, low, high, status, written, said.
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
    )  # fmt: skip
    reach = frame["high"].where(frame["status"].isin(["full", "small"])).max()
    right = min(1.0, reach * 1.08) if reach == reach else 1.0
    # a little left of 0, so that a mark at 0 does not lie on its label
    figure.xaxis(tickformat=".0%", range=[-0.025 * right, right])
    figure.set(margin={"t": 88})
    return figure
