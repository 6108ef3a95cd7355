"""Detects damage that PDFium passes over in silence: streams of text that do not unpack to their end."""

from __future__ import annotations

import base64
import re
import zlib

import numpy as np

from etl.model.document import Note

_STREAM = re.compile(rb">>\s*stream\r?\n")
_ONLY_FLATE = re.compile(rb"/Filter\s*(?:\[\s*)?(/ASCII85Decode\s*)?/FlateDecode\s*[\]/>\r\n ]")
# images, and the outlines of letters: what they stand for is stated elsewhere
_NO_TEXT = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b")
_LONGEST_DICTIONARY = 4096
_CHUNK = 1 << 20
_MOST_UNPACKED = 64 << 20
# a letter of a stream that is written as letters takes as long as so many bytes unpacked
_LARGEST = 84  # digit of ASCII85
_PLACES = np.array([85**4, 85**3, 85**2, 85, 1], np.uint64)
_LETTER_COST, _MOST_LETTERS = 16, 1 << 20


def damage(data: bytes) -> list[Note]:
    """Note `torn_stream` with the offset of the first stream of text that does not unpack to its end.

    Encrypted files, images and fonts are not looked into, nor anything beyond 64 MB unpacked.
    """
    if b"/Encrypt" in data:
        return []
    budget = _MOST_UNPACKED
    for match in _STREAM.finditer(data):
        start = max(data.rfind(b"obj", 0, match.start()), match.start() - _LONGEST_DICTIONARY)
        dictionary = data[start : match.start() + 2]
        filters = _ONLY_FLATE.search(dictionary)
        if filters and not _NO_TEXT.search(dictionary):
            end = data.find(b"endstream", match.end())
            stored = data[match.end() : end if end > 0 else None]
            size = _size_of_letters(stored, budget) if filters[1] else _unpacked_size(stored, budget)
            if size is None:
                return [Note("torn_stream", f"@{match.end()}")]
            budget -= size + (_LETTER_COST * len(stored) if filters[1] else 0)
        if budget <= 0:
            break
    return []


def _size_of_letters(written: bytes, most: int) -> int | None:
    """As `_unpacked_size`, of bytes that are written as letters; 0 if they are too many to be looked into."""
    if len(written) > _MOST_LETTERS:
        return 0
    letters, end, _ = written.partition(b"~>")
    try:
        return _unpacked_size(_of_letters(letters), most) if end else None
    except ValueError:
        return None


def _of_letters(letters: bytes) -> bytes:
    """The bytes that letters stand for (ASCII85), as `base64.a85decode` gives them. Raises ValueError as it does."""
    packed = letters.translate(None, b" \t\n\r\v")
    values = np.frombuffer(packed + b"u" * (-len(packed) % 5), np.uint8) - np.uint8(33)
    groups = values.reshape(-1, 5) @ _PLACES
    if (values > _LARGEST).any() or (groups >> 32).any():  # a short form of zeros, or an error
        return base64.a85decode(letters)
    return groups.astype(">u4").tobytes()[: len(packed) * 4 // 5]


def _unpacked_size(packed: bytes, most: int) -> int | None:
    """Count the unpacked bytes up to `most`; None if the stream is damaged or has no end."""
    unpacker = zlib.decompressobj()
    count = 0
    try:
        while not unpacker.eof and count < most:
            chunk = unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail
            count += len(chunk)
            if not chunk and not packed:
                return count if unpacker.eof else None
    except zlib.error:
        return None
    return count
