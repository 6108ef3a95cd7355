"""What a PDF may hold, by the names in it: layers (optional content), which may be switched off, patterns, paper clips."""

from __future__ import annotations

import re
import zlib

LAYERS, PATTERNS, PAPER_CLIPS = b"/OCProperties", b"/Pattern", b"/FileAttachment"
_PACKED = b"/ObjStm"
_NAMES = re.compile(b"|".join((LAYERS, PATTERNS, PAPER_CLIPS, _PACKED)))
_STREAM = re.compile(rb"stream\r?\n")
_MOST_UNPACKED = 64 << 20


def features(data: bytes) -> frozenset[bytes]:
    """Which of these are named, also in packed objects up to 64 MB; all where encryption hides it."""
    budget = _MOST_UNPACKED
    used: set[bytes] = set()
    for match in _NAMES.finditer(data):
        if match[0] != _PACKED:
            used.add(match[0])
            continue
        if b"/Encrypt" in data or budget <= 0:
            return frozenset({LAYERS, PATTERNS, PAPER_CLIPS})
        stream = _STREAM.search(data, match.end())
        if stream is None:
            continue
        end = data.find(b"endstream", stream.end())
        try:
            unpacked = zlib.decompressobj().decompress(data[stream.end() : end if end > 0 else None], budget)
        except zlib.error:
            continue
        used |= set(_NAMES.findall(unpacked)) - {_PACKED}
        budget -= len(unpacked)
    return frozenset(used)
