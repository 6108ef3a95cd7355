"""The strings of an old binary workbook whose parts have fonts of their own ([MS-XLS] 2.4.265, SST)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_WIDE, _EXTENDED, _RICH = 1, 4, 8


class RichString(NamedTuple):
    """A text, and the fonts of its parts: (first character, number of the font), in order."""

    text: str
    runs: tuple[tuple[int, int], ...]

    def parts(self) -> list[tuple[str, int | None]]:
        """The parts of the text with their fonts; None for the font of the cell."""
        starts = [0, *(start for start, _ in self.runs), len(self.text)]
        fonts = [None, *(font for _, font in self.runs)]
        spans = zip(pairwise(starts), fonts, strict=True)
        return [(self.text[start:end], font) for (start, end), font in spans]


def rich_strings(records: Sequence[bytes]) -> dict[int, RichString]:
    """The rich strings by their number, from the record of strings and those that continue it."""
    walk = _Bytes(records)
    count = struct.unpack("<4xI", walk.take(8))[0]
    strings = {}
    for number in range(count):
        length, options = struct.unpack("<HB", walk.take(3))
        runs = struct.unpack("<H", walk.take(2))[0] if options & _RICH else 0
        extension = struct.unpack("<I", walk.take(4))[0] if options & _EXTENDED else 0
        text = walk.characters(length, bool(options & _WIDE))
        fonts = tuple(struct.iter_unpack("<HH", walk.take(4 * runs)))
        walk.take(extension)
        if fonts:
            strings[number] = RichString(text, fonts)
    return strings


class _Bytes:
    """Reads on through records; raises IndexError behind the last."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self.records, self.record, self.at = records, 0, 0

    def take(self, count: int) -> bytes:
        taken = b""
        while True:
            piece = self.records[self.record][self.at : self.at + count - len(taken)]
            self.at += len(piece)
            taken += piece
            if len(taken) == count:
                return taken
            self.record, self.at = self.record + 1, 0

    def characters(self, count: int, is_wide: bool) -> str:
        """So many characters; a record that begins among them says anew how wide they are."""
        text = ""
        while len(text) < count:
            if self.at >= len(self.records[self.record]):
                self.record, self.at = self.record + 1, 1
                is_wide = bool(self.records[self.record][0] & _WIDE)
            size = 2 if is_wide else 1
            left = (len(self.records[self.record]) - self.at) // size
            piece = self.take(min(count - len(text), left) * size)
            if not piece:
                raise IndexError
            text += piece.decode("utf-16-le", "replace") if is_wide else piece.decode("latin-1")
        return text
