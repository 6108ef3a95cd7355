"""Fonts and colours of an old binary workbook ([MS-XLS] 2.4.122 Font, 2.4.188 Palette, 2.4.353 XF)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from etl.readers.common.contrast import BLACK, WHITE, Color, hexadecimal, is_lost
from etl.readers.common.picture_fonts import is_picture_font

_USUAL = [
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
]
_FIRST_OF_PALETTE = 8
_GROUND = 65  # the number of the paper's colour
_STRUCK, _TINY = 0x08, 30  # of an option; twentieths of a point
_SOLID = 1


class Font(NamedTuple):
    """What a font does to the words in it; `color` is a number of the palette."""

    color: int
    is_tiny: bool = False
    is_struck: bool = False
    is_raised: bool = False
    is_pictured: bool = False


def read_font(body: bytes) -> Font:
    height, options, color, _, shift = struct.unpack_from("<5H", body)
    length, is_wide = body[14], body[15] & 1
    name = body[16 : 16 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")
    return Font(color, height <= _TINY, bool(options & _STRUCK), shift in (1, 2), is_picture_font(name))


def read_palette(body: bytes) -> list[Color]:
    count = struct.unpack_from("<H", body)[0]
    return [hexadecimal(body[at : at + 3].hex()) or BLACK for at in range(2, 2 + 4 * count, 4)]


def usual_palette() -> list[Color]:
    return [hexadecimal(digits) or BLACK for digits in _USUAL]


def color_of(number: int, palette: Sequence[Color]) -> Color:
    """The colour of a number; black for those that the system gives, but for the paper's."""
    if number == _GROUND:
        return WHITE
    index = number if number < _FIRST_OF_PALETTE else number - _FIRST_OF_PALETTE
    return palette[index] if index < len(palette) else BLACK


def ink_of(font: Font, palette: Sequence[Color]) -> Color:
    """The colour of a font, without opacity if it is too small to be seen."""
    color = color_of(font.color, palette)
    return color._replace(alpha=0) if font.is_tiny else color


def ground_of(pattern: int, foreground: int, palette: Sequence[Color]) -> Color | None:
    """The colour of a cell's fill; None for a pattern."""
    if pattern == 0:
        return WHITE
    if pattern != _SOLID:
        return None
    return WHITE if foreground >= _GROUND - 1 else color_of(foreground, palette)


def is_special(font: Font, palette: Sequence[Color]) -> bool:
    """Whether words in a font may show otherwise than they are held."""
    return font.is_struck or font.is_raised or font.is_pictured or is_lost(ink_of(font, palette), WHITE)
