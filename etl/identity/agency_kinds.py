"""Which kinds of agency a body is, from the patterns of `data/reference/agency_kinds.csv`."""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass

from etl.runtime.paths import REFERENCE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agency. A `sole` kind excludes all others (气象局 is not 文化…), the rest combine."""

    kind: str
    label_zh: str
    label_en: str
    sole: bool
    pattern: re.Pattern[str] | None
    note: str


@functools.cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of the reference list, those that exclude others first."""
    with open(REFERENCE / "agency_kinds.csv", encoding="utf-8", newline="") as file:
        return tuple(
            Kind(
                row["kind"],
                row["label_zh"],
                row["label_en"],
                row["sole"] == "1",
                re.compile(row["pattern"]) if row["pattern"] else None,
                row["note"],
            )
            for row in csv.DictReader(file)
        )


@functools.lru_cache(maxsize=4096)
def kinds_of(body: str, central: bool = False) -> tuple[str, ...]:
    """Kinds of a body's name without its place (so that 新乡市 is no township), primary first.

    The primary kind is the one named first: 发展改革和统计局 -> (drc, stats). A central body has
    its functional kinds and then `ministry`: 水利部 -> (water, ministry).
    """
    found: list[tuple[int, int, str]] = []
    for order, kind in enumerate(kinds()):
        match = kind.pattern.search(body) if kind.pattern else None
        if match is None:
            continue
        if kind.sole:
            return (kind.kind, "ministry") if central else (kind.kind,)
        found.append((match.start(), order, kind.kind))
    names = tuple(kind for _, _, kind in sorted(found))
    return (*names, "ministry") if central else names


def first_mention(body: str) -> int:
    """Where the first word that tells a kind begins; -1 where there is none."""
    starts = [match.start() for kind in kinds() if kind.pattern and (match := kind.pattern.search(body))]
    return min(starts, default=-1)
