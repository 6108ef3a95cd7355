"""What an old binary workbook (XLS, ET) says beyond its values: formats, white figures, zeros, page headers, what is hidden.

Source: [MS-XLS], records of BIFF8; older workbooks have none of these here.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import olefile

from etl.readers.common.contrast import Color, is_lost
from etl.readers.spreadsheet.binary_fonts import (
    Font,
    ground_of,
    ink_of,
    is_special,
    read_font,
    read_palette,
    usual_palette,
)
from etl.readers.spreadsheet.binary_rules import is_white_zero, may_hide
from etl.readers.spreadsheet.binary_strings import RichString, rich_strings
from etl.readers.spreadsheet.formatted_parts import DisplayText, displayed_part
from etl.readers.spreadsheet.number_formats import BUILT_IN, NumberFormat, is_ordinary, number_format
from etl.readers.spreadsheet.workbook_xml import Position, SheetXml, page_words

_END, _BEGIN, _LOCKED, _SHEET, _FONT, _FORMAT, _STYLE = 0x0A, 0x809, 0x2F, 0x85, 0x31, 0x41E, 0xE0
_VIEW, _ROW, _COLUMNS = 0x23E, 0x208, 0x7D
_PAGE_LINES = frozenset({0x14, 0x15})  # header, footer
_MANY_CELLS = 0xBD  # MULRK
_PALETTE, _STRINGS, _CONTINUED, _WORDS = 0x92, 0xFC, 0x3C, 0xFD
_ABSENT_FONT, _AUTOMATIC = 4, 0x7FFF
_CELLS = frozenset({0x203, 0x27E, 0x06, _MANY_CELLS})  # NUMBER, RK, FORMULA
_RANGES, _RULE = 0x1B0, 0x1B1  # CONDFMT, CF
_SHOWS_ZEROS, _HIDDEN_ROW = 0x10, 0x20
_WITHOUT_ZERO = number_format("General;-General;;@")
_MOST_COLUMNS = 256
_MOST_RANGES, _MOST_CONCERNED = 50, 5000

_Record = tuple[int, bytes]


class _Style(NamedTuple):
    """A style of cells as read: number of its font, key of its format, pattern and colour of its fill."""

    font: int
    format: int
    pattern: int
    fill: int


@dataclass
class _Styles:
    """What all sheets share. Font number 4 does not exist."""

    fonts: list[Font] = field(default_factory=list)
    palette: list[Color] = field(default_factory=usual_palette)
    codes: dict[int, str] = field(default_factory=lambda: {int(key): code for key, code in BUILT_IN.items()})
    styles: list[_Style] = field(default_factory=list)
    strings: dict[int, RichString] = field(default_factory=dict)

    def formats(self) -> dict[int, NumberFormat]:
        """Style number -> format, of those that show another number."""
        known = {key: number_format(code) for key, code in self.codes.items()}
        changing = {key: each for key, each in known.items() if not is_ordinary(each)}
        return {
            number: changing[one.format] for number, one in enumerate(self.styles) if one.format in changing
        }

    def font(self, number: int) -> Font:
        index = number - (number > _ABSENT_FONT)
        return self.fonts[index] if index < len(self.fonts) else Font(_AUTOMATIC)

    def colors(self, style: int) -> tuple[Color, Color | None]:
        """Ink and ground of a style."""
        one = self.styles[style]
        return ink_of(self.font(one.font), self.palette), ground_of(one.pattern, one.fill, self.palette)

    def where(self, holds: Callable[[int], bool]) -> frozenset[int]:
        return frozenset(filter(holds, range(len(self.styles))))

    def shown(self, string: RichString, style: int) -> DisplayText | None:
        """The words of a string in a cell of a style, if they show otherwise than they are held."""
        own, ground = self.colors(style)
        words, is_struck, is_unseen = "", False, False
        for text, number in string.parts():
            font = self.font(self.styles[style].font if number is None else number)
            if is_lost(own if number is None else ink_of(font, self.palette), ground):
                is_unseen = is_unseen or bool(text)
            elif font.is_struck:
                is_struck = is_struck or bool(text)
            else:
                words += displayed_part(text, font.is_pictured, font.is_raised)
        return DisplayText(words, is_struck, is_unseen) if words != string.text else None


def read_binary_workbook(data: bytes) -> dict[int, SheetXml]:
    """What each sheet says, by its index; nothing of a file that is damaged, locked or of another kind."""
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as file:
            stream = file.openstream("Workbook").read(len(data))
        return _read(stream)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        return {}


def _records(stream: bytes, at: int) -> Iterator[_Record]:
    """The records of the part that begins at a position, without those of charts in it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if depth == 0:
            return
        at += 4 + length


def _read(stream: bytes) -> dict[int, SheetXml]:
    styles, places, strings, before = _Styles(), list[int](), list[bytes](), 0
    for kind, body in _records(stream, 0):
        if kind == _LOCKED:
            return {}
        if kind == _SHEET:
            places.append(struct.unpack_from("<I", body)[0])
        elif kind == _FONT:
            styles.fonts.append(read_font(body))
        elif kind == _PALETTE:
            styles.palette = read_palette(body)
        elif kind == _STRINGS or (kind == _CONTINUED and before in (_STRINGS, _CONTINUED) and strings):
            strings.append(body)
        elif kind == _FORMAT:
            styles.codes[struct.unpack_from("<H", body)[0]] = _text(body[2:])
        elif kind == _STYLE:
            font, key = struct.unpack_from("<HH", body)
            pattern, colors = (
                struct.unpack_from("<I", body, 14)[0] >> 26,
                struct.unpack_from("<H", body, 18)[0],
            )
            styles.styles.append(_Style(font, key, pattern, colors & 0x7F))
        before = kind
    if strings and any(is_special(font, styles.palette) for font in styles.fonts):
        styles.strings = rich_strings(strings)
    return {index: _sheet(stream, place, styles) for index, place in enumerate(places)}


def _text(body: bytes) -> str:
    length, is_wide = struct.unpack_from("<HB", body)
    return (
        body[3 : 3 + 2 * length].decode("utf-16-le")
        if is_wide & 1
        else body[3 : 3 + length].decode("latin-1")
    )


def _sheet(stream: bytes, place: int, styles: _Styles) -> SheetXml:
    walk = _Walk(
        styles,
        styles.formats(),
        styles.where(lambda style: is_lost(*styles.colors(style))),
        styles.where(lambda style: styles.font(styles.styles[style].font).is_pictured),
        styles.where(lambda style: styles.font(styles.styles[style].font).is_struck),
    )
    for kind, body in _records(stream, place):
        walk.add(kind, body)
    return walk.sheet


@dataclass
class _Walk:
    """One pass over the records of a sheet. `concerned`: the numbers in the ranges of the conditional format before."""

    styles: _Styles
    formats: dict[int, NumberFormat]
    unseen: frozenset[int]
    pictured: frozenset[int]
    struck: frozenset[int]
    sheet: SheetXml = field(default_factory=SheetXml)
    numbers: list[Position] = field(default_factory=list)
    concerned: list[Position] = field(default_factory=list)

    def add(self, kind: int, body: bytes) -> None:
        if kind in _CELLS:
            for row, column, style in _cells(kind, body):
                self.numbers.append((row, column))
                self._cell((row, column), style, self.formats.get(style))
        elif kind == _WORDS:
            self._words(*struct.unpack_from("<3HI", body))
        elif kind == _RANGES:
            self.concerned = [at for at in self.numbers[:_MOST_CONCERNED] if _lies_in_one(body, at)]
        elif kind == _RULE and may_hide(body, self.styles.palette):
            if is_white_zero(body):
                self.sheet.formats = dict.fromkeys(self.concerned, _WITHOUT_ZERO) | self.sheet.formats
            else:
                self.sheet.doubtful.update(self.concerned)
        elif kind in _PAGE_LINES and len(body) > 2:
            self.sheet.header = page_words([self.sheet.header, _text(body)])
        else:
            _lay_out(self.sheet, kind, body)

    def _cell(self, at: Position, style: int, shown_as: NumberFormat | None) -> None:
        if shown_as is not None:
            self.sheet.formats[at] = shown_as
        if style in self.unseen:
            self.sheet.unseen.add(at)
        if style in self.pictured:
            self.sheet.pictured.add(at)
        if style in self.struck:
            self.sheet.struck.add(at)

    def _words(self, row: int, column: int, style: int, string: int) -> None:
        """A cell with words; of a rich string, its parts decide what is seen."""
        shown_as = self.formats[style].for_words() if style in self.formats else None
        self._cell((row, column), style, shown_as)
        rich = self.styles.strings.get(string)
        if rich is None or style >= len(self.styles.styles):
            return
        self.sheet.unseen.discard((row, column))
        self.sheet.pictured.discard((row, column))
        self.sheet.struck.discard((row, column))
        if (text := self.styles.shown(rich, style)) is not None:
            self.sheet.texts[row, column] = text


def _lay_out(sheet: SheetXml, kind: int, body: bytes) -> None:
    """Note which rows and columns are hidden, and whether zeros are."""
    if kind == _VIEW:
        sheet.hides_zeros = not struct.unpack_from("<H", body)[0] & _SHOWS_ZEROS
    elif kind == _ROW and (body[12] & _HIDDEN_ROW or not struct.unpack_from("<H", body, 6)[0] & 0x7FFF):
        sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLUMNS:
        first, last, width, _, options = struct.unpack_from("<5H", body)
        if options & 1 or not width:
            sheet.hidden_columns |= set(range(first, min(last, _MOST_COLUMNS) + 1))


def _lies_in_one(ranges: bytes, position: Position) -> bool:
    row, column = position
    count = min(struct.unpack_from("<H", ranges, 12)[0], _MOST_RANGES)
    corners = (struct.unpack_from("<4H", ranges, 14 + 8 * number) for number in range(count))
    return any(top <= row <= bottom and left <= column <= right for top, bottom, left, right in corners)


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of the numbers in a record."""
    row, column, style = struct.unpack_from("<3H", body)
    yield row, column, style
    if kind == _MANY_CELLS:
        for number, at in enumerate(range(10, len(body) - 5, 6), 1):
            yield row, column + number, struct.unpack_from("<H", body, at)[0]
