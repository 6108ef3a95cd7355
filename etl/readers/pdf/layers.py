"""Whether a PDF has layers (optional content), which may be switched off."""

from __future__ import annotations

import re
import zlib

_LAYERS_OR_PACKED = re.compile(rb"/O(?:CProperties|bjStm)\b")
_LAYERS = b"/OCProperties"
_STREAM = re.compile(rb"stream\r?\n")
_MOST_UNPACKED = 64 << 20


def has_layers(data: bytes) -> bool:
    """Whether the catalogue names layers, also in packed objects up to 64 MB; true where encryption hides it."""
    budget = _MOST_UNPACKED
    for match in _LAYERS_OR_PACKED.finditer(data):
        if match[0] == _LAYERS or b"/Encrypt" in data or budget <= 0:
            return True
        stream = _STREAM.search(data, match.end())
        if stream is None:
            continue
        end = data.find(b"endstream", stream.end())
        try:
            unpacked = zlib.decompressobj().decompress(data[stream.end() : end if end > 0 else None], budget)
        except zlib.error:
            continue
        if _LAYERS in unpacked:
            return True
        budget -= len(unpacked)
    return False
