"""What an old binary workbook (XLS, ET) says beyond its values: formats, white figures, zeros, page headers, what is hidden.

Source: [MS-XLS], records of BIFF8; older workbooks have none of these here.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from etl.readers.spreadsheet.number_formats import BUILT_IN, NumberFormat, is_ordinary, number_format
from etl.readers.spreadsheet.workbook_xml import Position, SheetXml, page_words

_END, _BEGIN, _LOCKED, _SHEET, _FONT, _FORMAT, _STYLE = 0x0A, 0x809, 0x2F, 0x85, 0x31, 0x41E, 0xE0
_VIEW, _ROW, _COLUMNS = 0x23E, 0x208, 0x7D
_PAGE_LINES = frozenset({0x14, 0x15})  # header, footer
_MANY_CELLS = 0xBD  # MULRK
_CELLS = frozenset({0x203, 0x27E, 0x06, _MANY_CELLS})  # NUMBER, RK, FORMULA
_RANGES, _RULE = 0x1B0, 0x1B1  # CONDFMT, CF
_SHOWS_ZEROS, _HIDDEN_ROW = 0x10, 0x20
_HAS_FORMAT, _HAS_FONT = 1 << 25, 1 << 26  # of a conditional format
_INK_OF_RULE = 92  # where its record has the colour, if it changes a font but no number format
_IS_ZERO = (1, 3, b"\x1e\x00\x00")  # a cell's value, equal to, 0
_WITHOUT_ZERO = number_format("General;-General;;@")
_WHITE = 9  # of the palette that every workbook begins with
_PAPER = (_WHITE, 64, 65)  # white, and what a cell without a fill names
_MOST_COLUMNS = 256
_MOST_RANGES, _MOST_CONCERNED = 50, 5000

_Record = tuple[int, bytes]


@dataclass
class _Styles:
    """Fonts by number: whether they are white; formats by key; styles as read: (font, format key, has the paper's ground)."""

    white_fonts: list[bool] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: {int(key): code for key, code in BUILT_IN.items()})
    styles: list[tuple[int, int, bool]] = field(default_factory=list)

    def formats(self) -> dict[int, NumberFormat]:
        """Style number -> format, of those that show another number."""
        known = {key: number_format(code) for key, code in self.codes.items()}
        changing = {key: each for key, each in known.items() if not is_ordinary(each)}
        return {number: changing[key] for number, (_, key, _) in enumerate(self.styles) if key in changing}

    def unseen(self) -> set[int]:
        """The numbers of the styles that are white on paper; font number 4 does not exist."""
        fonts = dict(enumerate(self.white_fonts[:4])) | dict(enumerate(self.white_fonts[4:], 5))
        return {
            number for number, (font, _, on_paper) in enumerate(self.styles) if on_paper and fonts.get(font)
        }


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
    styles, places = _Styles(), list[int]()
    for kind, body in _records(stream, 0):
        if kind == _LOCKED:
            return {}
        if kind == _SHEET:
            places.append(struct.unpack_from("<I", body)[0])
        elif kind == _FONT:
            styles.white_fonts.append(struct.unpack_from("<H", body, 4)[0] == _WHITE)
        elif kind == _FORMAT:
            styles.codes[struct.unpack_from("<H", body)[0]] = _text(body[2:])
        elif kind == _STYLE:
            font, key = struct.unpack_from("<HH", body)
            pattern, colors = (
                struct.unpack_from("<I", body, 14)[0] >> 26,
                struct.unpack_from("<H", body, 18)[0],
            )
            styles.styles.append((font, key, pattern == 0 or (pattern == 1 and colors & 0x7F in _PAPER)))
    formats, unseen = styles.formats(), styles.unseen()
    return {index: _sheet(stream, place, formats, unseen) for index, place in enumerate(places)}


def _text(body: bytes) -> str:
    length, is_wide = struct.unpack_from("<HB", body)
    return (
        body[3 : 3 + 2 * length].decode("utf-16-le")
        if is_wide & 1
        else body[3 : 3 + length].decode("latin-1")
    )


def _sheet(stream: bytes, place: int, formats: dict[int, NumberFormat], unseen: set[int]) -> SheetXml:
    walk = _Walk(formats, unseen)
    for kind, body in _records(stream, place):
        walk.add(kind, body)
    return walk.sheet


@dataclass
class _Walk:
    """One pass over the records of a sheet. `concerned`: the numbers in the ranges of the conditional format before."""

    formats: dict[int, NumberFormat]
    unseen: set[int]
    sheet: SheetXml = field(default_factory=SheetXml)
    numbers: list[Position] = field(default_factory=list)
    concerned: list[Position] = field(default_factory=list)

    def add(self, kind: int, body: bytes) -> None:
        if kind in _CELLS:
            for row, column, style in _cells(kind, body):
                self._number((row, column), style)
        elif kind == _RANGES:
            self.concerned = [at for at in self.numbers[:_MOST_CONCERNED] if _lies_in_one(body, at)]
        elif kind == _RULE and _is_white(body):
            if _is_for_zeros(body):
                self.sheet.formats = dict.fromkeys(self.concerned, _WITHOUT_ZERO) | self.sheet.formats
            else:
                self.sheet.doubtful.update(self.concerned)
        elif kind in _PAGE_LINES and len(body) > 2:
            self.sheet.header = page_words([self.sheet.header, _text(body)])
        else:
            _lay_out(self.sheet, kind, body)

    def _number(self, at: Position, style: int) -> None:
        self.numbers.append(at)
        if style in self.formats:
            self.sheet.formats[at] = self.formats[style]
        if style in self.unseen:
            self.sheet.unseen.add(at)


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


def _is_white(rule: bytes) -> bool:
    flags = struct.unpack_from("<I", rule, 6)[0]
    has_ink = flags & _HAS_FONT and not flags & _HAS_FORMAT
    return bool(has_ink) and struct.unpack_from("<I", rule, _INK_OF_RULE)[0] == _WHITE


def _is_for_zeros(rule: bytes) -> bool:
    kind, comparison, first, second = struct.unpack_from("<BBHH", rule)
    formulas = rule[len(rule) - first - second :]
    return (kind, comparison, formulas[:first]) == _IS_ZERO


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of the numbers in a record."""
    row, column, style = struct.unpack_from("<3H", body)
    yield row, column, style
    if kind == _MANY_CELLS:
        for number, at in enumerate(range(10, len(body) - 5, 6), 1):
            yield row, column + number, struct.unpack_from("<H", body, at)[0]
