"""The rules of a page's style sheets, found in one pass however they are nested or broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACE = re.compile(r"[{}]")
_CONDITION = re.compile(r"@media(?!\s+(?:only\s+)?(?:screen|all)\s*$)", re.IGNORECASE)
_LONGEST_SELECTOR = 200


def style_rules(text: str, media: bool) -> Iterator[tuple[list[str], str]]:
    """(selectors, declarations) of each innermost rule; with `media` also of those for some media only."""
    heads: list[str] = []
    within = start = 0
    opened = False
    for brace in _BRACE.finditer(text):
        between = text[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            heads.append(between)
            within += _CONDITION.search(between) is not None
        elif heads:
            head = heads.pop()
            within -= _CONDITION.search(head) is not None
            if opened and head and (media or not within):
                yield [one for one in head.split(",") if len(one) <= _LONGEST_SELECTOR], between
        opened = brace[0] == "{"
