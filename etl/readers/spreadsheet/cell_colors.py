"""Cells whose words have the colour of their ground, by the styles of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from etl.readers.common.contrast import BLACK, WHITE, Color, hexadecimal, is_lost, over
from etl.readers.common.picture_fonts import is_picture_font

_THEME = ("ffffff", "000000", "eeece1", "1f497d")  # the colours of paper and ink; the others are neither
_ACCENT = "4f81bd"
_INDEXED = {"0": "000000", "1": "ffffff", "8": "000000", "9": "ffffff", "64": "000000", "65": "ffffff"}
_TINY = 1.5  # points
_OFF = ("0", "false")
_UNLIKE_PAPER = "808080"


def font_color(element: etree._Element | None) -> Color:
    """The colour of a font or fill; black if none is stated."""
    if element is None:
        return BLACK
    if rgb := element.get("rgb"):
        return hexadecimal(rgb[-6:]) or BLACK
    if theme := element.get("theme"):
        named = _THEME[int(theme)] if theme.isdecimal() and int(theme) < len(_THEME) else _ACCENT
        return _tinted(hexadecimal(named) or BLACK, element.get("tint"))
    if indexed := element.get("indexed"):
        return hexadecimal(_INDEXED.get(indexed, _UNLIKE_PAPER)) or BLACK
    return BLACK


def _tinted(base: Color, tint: str | None) -> Color:
    """A colour made darker (to -1) or lighter (to 1)."""
    try:
        share = min(max(float(tint or 0), -1.0), 1.0)
    except ValueError:
        return base
    return over(WHITE._replace(alpha=share) if share > 0 else BLACK._replace(alpha=-share), base)


def ink_of(font: etree._Element | None) -> Color | None:
    """The colour that a font states, without opacity if it is too small to be seen; None if it states none."""
    color, size = (
        (font.find(f"{{*}}{name}") for name in ("color", "sz")) if font is not None else (None, None)
    )
    if size is not None and _is_tiny(size.get("val") or ""):
        return BLACK._replace(alpha=0)
    return None if color is None else font_color(color)


def _is_tiny(points: str) -> bool:
    return points.replace(".", "", 1).isdecimal() and float(points) <= _TINY


def is_pictured(font: etree._Element | None) -> bool:
    """Whether a font shows pictures in the place of digits."""
    names = [font.find(f"{{*}}{name}") for name in ("name", "rFont")] if font is not None else []
    return any(name is not None and is_picture_font(name.get("val") or "") for name in names)


def is_struck_out(font: etree._Element | None) -> bool:
    strike = font.find("{*}strike") if font is not None else None
    return strike is not None and strike.get("val") not in _OFF


def styles_whose_font(styles: etree._Element, holds: Callable[[etree._Element], bool]) -> frozenset[int]:
    """The numbers of the styles of cells with such a font."""
    fonts = {str(number) for number, font in enumerate(styles.iterfind("{*}fonts/{*}font")) if holds(font)}
    entries = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(number for number, entry in entries if entry.get("fontId") in fonts)


def style_colors(styles: etree._Element) -> list[tuple[Color, Color | None]]:
    """Ink and ground of each style; the ground is None for a pattern or a gradient."""
    inks = [ink_of(font) or BLACK for font in styles.iterfind("{*}fonts/{*}font")]
    grounds = [_ground(fill) for fill in styles.iterfind("{*}fills/{*}fill")]
    return [
        (_chosen(inks, entry.get("fontId")) or BLACK, _chosen(grounds, entry.get("fillId"), default=WHITE))
        for entry in styles.iterfind("{*}cellXfs/{*}xf")
    ]


def invisible_styles(colors: Sequence[tuple[Color, Color | None]]) -> frozenset[int]:
    """The numbers of the styles whose words cannot be told from their ground."""
    return frozenset(number for number, (ink, ground) in enumerate(colors) if is_lost(ink, ground))


def _ground(fill: etree._Element) -> Color | None:
    """The colour of a fill; None for a pattern or a gradient of several colours."""
    pattern = fill.find("{*}patternFill")
    stops = {font_color(color) for color in fill.iterfind("{*}gradientFill/{*}stop/{*}color")}
    if len(stops) == 1:
        return stops.pop()
    kind = pattern.get("patternType", "none") if pattern is not None else ""
    if pattern is not None and kind == "none":
        return WHITE
    if pattern is None or kind != "solid":
        return None
    return font_color(pattern.find("{*}fgColor"))


def _chosen(
    colors: list[Color] | list[Color | None], number: str | None, default: Color = BLACK
) -> Color | None:
    if number is None or not number.isdecimal() or int(number) >= len(colors):
        return default
    return colors[int(number)]
