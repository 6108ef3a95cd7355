"""Converts traditional characters to simplified ones."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# 乾 becomes 干 (dry), but not in these names of places
_PLACE_NAMES = re.compile(r"乾(?=县|安|陵|州|元|潭|镇)")
_PROTECTED = "\ue000"  # of the private use area: no text holds it
_CONVERTIBLE = re.compile(
    r"[^\ud800-\udfff]+"
)  # OpenCC refuses the lone surrogates of undecodable file names


def is_simplified(text: str) -> bool:
    """Whether the text needs no conversion: GB 2312 holds simplified characters only, but for a few rare ones."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def simplify(text: str) -> str:
    """Simplified characters, by the official OpenCC tables."""
    protected = _PLACE_NAMES.sub(_PROTECTED, text)
    converted = _CONVERTIBLE.sub(lambda run: str(_converter().convert(run[0])), protected)
    return converted.replace(_PROTECTED, "乾")


@cache
def _converter() -> Any:
    from opencc import OpenCC  # slow to load, and most sources never need it

    return OpenCC("hk2s")
