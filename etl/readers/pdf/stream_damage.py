"""Signs that a PDF is damaged where PDFium goes on as if nothing were missing: streams that do not unpack."""

from __future__ import annotations

import re
import zlib

from etl.model.document import Note

_STREAM = re.compile(rb">>\s*stream\r?\n")
_ONLY_FLATE = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*[\]/>\r\n ]")
# pictures, and the shapes of letters: what they stand for is said elsewhere
_NO_TEXT = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b")
_LONGEST_DICTIONARY = 4096
_AT_ONCE = 1 << 20
_MOST = 64 << 20


def damage(data: bytes) -> list[Note]:
    """A note `torn_stream` with the place of the first stream of text that does not unpack to its end.

    Not looked for in encrypted files, in pictures and fonts, nor beyond `_MOST` bytes unpacked.
    """
    if b"/Encrypt" in data:
        return []
    left = _MOST
    for match in _STREAM.finditer(data):
        begins = max(data.rfind(b"obj", 0, match.start()), match.start() - _LONGEST_DICTIONARY)
        dictionary = data[begins : match.start() + 2]
        if _ONLY_FLATE.search(dictionary) and not _NO_TEXT.search(dictionary):
            ends = data.find(b"endstream", match.end())
            unpacked = _unpacked(data[match.end() : ends if ends > 0 else None], left)
            if unpacked is None:
                return [Note("torn_stream", f"@{match.end()}")]
            left -= unpacked
        if left <= 0:
            break
    return []


def _unpacked(packed: bytes, most: int) -> int | None:
    """How many bytes are in it, counted up to `most`; None where it is damaged or has no end."""
    unpacker = zlib.decompressobj()
    count = 0
    try:
        while not unpacker.eof and count < most:
            some = unpacker.decompress(packed, _AT_ONCE)
            packed = unpacker.unconsumed_tail
            count += len(some)
            if not some and not packed:
                return count if unpacker.eof else None
    except zlib.error:
        return None
    return count
