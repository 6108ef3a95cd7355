"""The words that open a list of parts."""

from __future__ import annotations

import functools
import re

from etl.stated.words import DIVIDED

_BALANCED = re.compile(r"\([^()]*\)")
_OPENS = re.compile(
    rf"其中|包括|包含|内含|含|涵盖|分为|主要(?:有|是)|内中|分别(?:是|为)|——|{DIVIDED}|^(?:政府|政务|各类)*信息中|分项|分别公开|方式上|[:(]"
)
DIVIDES = re.compile(DIVIDED)


@functools.lru_cache(maxsize=1024)
def opener_in(words: str) -> re.Match[str] | None:
    """The first of the words before a number that opens a list, asides in brackets left out."""
    return _OPENS.search(_BALANCED.sub("", words) if "(" in words else words)
