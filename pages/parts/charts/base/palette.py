"""Colours and typeface of the charts; the theme of the pages themselves is in .streamlit/config.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','Hiragino Sans GB',sans-serif"
GROUPS = ("granted", "partly_granted", "refused", "unavailable", "not_processed", "otherwise")
_HALF_WAY = 0.2
# pixels above a plot, of which `finish` leaves what the words above it need
ABOVE = 36
MARGIN = {"l": 8, "r": 16, "t": ABOVE, "b": 40}
RESULTS = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme; `groups` by outcome group, `results` by result of reviews and suits.

    `lower_higher` is one hue, from near the paper to far from it: the order is kept in a grey print.
    """

    name: str
    text: str
    muted: str
    grid: str
    paper: str
    accent: str
    highlight: str
    faint: str
    categories: tuple[str, str, str, str]
    groups: Mapping[str, str] = field(hash=False)
    results: Mapping[str, str] = field(hash=False)
    lower_higher: tuple[str, str, str]


LIGHT = Palette(
    name="light",
    text="#1B2530",
    muted="#5B6670",
    grid="#E1E6EB",
    paper="#FFFFFF",
    accent="#12436D",
    highlight="#F46A25",
    faint="#C3CBD3",
    categories=("#12436D", "#28A197", "#801650", "#F46A25"),
    groups=dict(zip(GROUPS, ("#12436D", "#28A197", "#801650", "#F46A25", "#A285D1", "#828C96"), strict=True)),
    results=dict(zip(RESULTS, ("#12436D", "#F46A25", "#828C96", "#9FAAB5"), strict=True)),
    lower_higher=("#EFF5FA", "#BAD3E8", "#7DAED8"),
)
DARK = Palette(
    name="dark",
    text="#E6EAEE",
    muted="#A9B4BE",
    grid="#2C353F",
    paper="#12171D",
    accent="#6FB1E8",
    highlight="#FF9E66",
    faint="#55616D",
    categories=("#6FB1E8", "#3FC1B5", "#E07AB0", "#FF9E66"),
    groups=dict(zip(GROUPS, ("#6FB1E8", "#3FC1B5", "#E07AB0", "#FF9E66", "#B9A2E4", "#98A3AD"), strict=True)),
    results=dict(zip(RESULTS, ("#6FB1E8", "#FF9E66", "#98A3AD", "#5B6874"), strict=True)),
    lower_higher=("#1B2731", "#244A6B", "#2F6A9C"),
)


def of(theme: str | None) -> Palette:
    """The palette of the theme that the browser reports; light if it reports none."""
    return DARK if theme == "dark" else LIGHT


def ink(colour: str) -> str:
    """The text colour to use on a colour: light or dark, whichever has more contrast (WCAG 2 luminance)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    # above this luminance near-black has more contrast than white
    return LIGHT.text if luminance > _HALF_WAY else LIGHT.paper


def look(palette: Palette) -> dict[str, Any]:
    """The layout of every chart but its height and margin, which each chart sets: quiet legend, no ground."""
    return {
        "font": {"family": FONT, "size": 13, "color": palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": palette.categories,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 0,
            "yanchor": "bottom",
            "yref": "container",
            "font": {"size": 13},
            "traceorder": "normal",
        },
        "hoverlabel": {"font": {"family": FONT, "size": 13}},
        "separators": ".,",
    }


def axis_look(palette: Palette) -> dict[str, Any]:
    """The layout of every axis: quiet, without accidental zoom."""
    return {
        "gridcolor": palette.grid,
        "zerolinecolor": palette.grid,
        "tickfont": {"color": palette.muted, "size": 13},
        "title": {"font": {"color": palette.muted, "size": 13}},
        "automargin": True,
        "fixedrange": True,
    }
