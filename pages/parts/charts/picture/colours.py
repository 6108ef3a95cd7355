"""Colours as SVG takes them, those of the dark theme in place of which paper has the light ones."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import NamedTuple

from pages.parts.charts.base.palette import DARK, LIGHT, Palette
from pages.parts.charts.cell_matrix import shades

_RGBA = re.compile(r"rgba?\(([\d.]+),([\d.]+),([\d.]+)(?:,([\d.]+))?\)")


class Colour(NamedTuple):
    """A colour as #RRGGBB and its opacity from 0 to 1."""

    code: str
    opacity: float = 1.0


NOTHING = Colour(LIGHT.paper, 0.0)


def colour(value: object) -> Colour:
    """A colour of a figure, #RRGGBB or rgba(), on white paper. Raises ValueError for any other."""
    text = str(value).replace(" ", "")
    match = _RGBA.fullmatch(text)
    if match:
        red, green, blue, opacity = match.groups()
        code = "#" + "".join(f"{int(float(part)):02X}" for part in (red, green, blue))
        return Colour(_on_paper().get(code, code), float(opacity or 1))
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f"not a colour of the charts: {value}")
    return Colour(_on_paper().get(text.upper(), text.upper()))


def between(scale: list[list[object]], share: float) -> Colour:
    """The colour at a share from 0 to 1 of a colour scale of (share, colour)."""
    stops = [(float(str(at)), colour(what).code) for at, what in scale]
    for (low, first), (high, second) in itertools.pairwise(stops):
        if low <= share <= high and high > low:
            return Colour(_mixed(first, second, (share - low) / (high - low)))
    return Colour(stops[-1][1])


def _mixed(first: str, second: str, share: float) -> str:
    pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@cache
def _on_paper() -> dict[str, str]:
    """The light colour of each dark one."""
    return {dark.upper(): light for dark, light in zip(_all(DARK), _all(LIGHT), strict=True)}


def _all(palette: Palette) -> list[str]:
    named = [
        palette.text,
        palette.muted,
        palette.grid,
        palette.paper,
        palette.accent,
        palette.highlight,
        palette.faint,
    ]
    ordered = [*palette.categories, *palette.groups.values(), *palette.results.values()]
    return [*named, *ordered, *shades(palette).values()]
