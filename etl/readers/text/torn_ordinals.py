"""Numbers of rows that a program wrote on lines of their own, as the page sets them in another font."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ORDINAL = re.compile(r"\s*(\d{1,2})([.．、]?)\s*")
_LABEL = re.compile(r"\s*([.．、]? ?)(?=[\u4e00-\u9fff（(“])")
_FARTHEST = 2  # lines: one may be blank


def joined(lines: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """The numbered lines, each such number before its label: `2` above `.重复申请`, `2.` above `重复申请`.

    No figure is printed with its point on the next line, or with one after it.
    """
    done = list(lines)
    for at, (number, line) in enumerate(done):
        if ordinal := _ORDINAL.fullmatch(line):
            below = next(
                (to for to in range(at + 1, min(at + 1 + _FARTHEST, len(done))) if done[to][1].strip()), at
            )
            label = _LABEL.match(done[below][1])
            if label and bool(ordinal[2]) != bool(label[1].strip()):
                done[at] = number, ""
                done[below] = done[below][0], line.rstrip() + done[below][1].lstrip()
    return done
