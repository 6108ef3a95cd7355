"""Conditional formats of an old binary workbook that may hide a number ([MS-XLS] 2.4.42 CF, 2.5.94 DXFN)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from etl.readers.common.contrast import BLACK, WHITE, Color, is_lost
from etl.readers.spreadsheet.binary_fonts import color_of

_HAS_FORMAT, _HAS_FONT, _HAS_ALIGNMENT, _HAS_BORDER, _HAS_FILL = (1 << bit for bit in range(25, 30))
_START, _SIZES = 12, ((_HAS_FONT, 118), (_HAS_ALIGNMENT, 8), (_HAS_BORDER, 8))
_INK = 80  # where the part for the font has its colour
_NONE = 0xFFFFFFFF
_SYSTEM = 64  # the first number of colours that the system gives
_IS_ZERO = (1, 3, b"\x1e\x00\x00")  # a cell's value, equal to, 0


def may_hide(rule: bytes, palette: Sequence[Color]) -> bool:
    """Whether a rule shows numbers in another format, or in the colour of their ground."""
    flags = struct.unpack_from("<I", rule, 6)[0]
    if flags & _HAS_FORMAT:
        return True
    ink, ground = BLACK, WHITE
    if flags & _HAS_FONT:
        number = struct.unpack_from("<I", rule, _START + _INK)[0]
        ink = BLACK if number == _NONE else color_of(number, palette)
    if flags & _HAS_FILL:
        colors = struct.unpack_from(
            "<H", rule, _START + sum(size for flag, size in _SIZES if flags & flag) + 2
        )[0]
        ahead, behind = colors & 0x7F, colors >> 7 & 0x7F
        number = ahead if behind >= _SYSTEM else behind
        ground = WHITE if number >= _SYSTEM else color_of(number, palette)
    return bool(flags & (_HAS_FONT | _HAS_FILL)) and is_lost(ink, ground)


def is_white_zero(rule: bytes) -> bool:
    """Whether a rule is for zeros, and changes nothing but their ink."""
    flags = struct.unpack_from("<I", rule, 6)[0]
    kind, comparison, first, second = struct.unpack_from("<BBHH", rule)
    formulas = rule[len(rule) - first - second :]
    only_ink = flags & _HAS_FONT and not flags & (_HAS_FORMAT | _HAS_FILL)
    return bool(only_ink) and (kind, comparison, formulas[:first]) == _IS_ZERO
