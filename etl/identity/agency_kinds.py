"""Which kinds an agency is of, from the patterns of `data/reference/agency_kinds.csv`."""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass

from etl.runtime.paths import REFERENCE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agency. A `sole` kind excludes all others (a 气象局 is nothing else); the rest combine. One that stands
    `apart` is no part of a local government: vertical systems, and institutions outside the Regulation (Article 55)."""

    kind: str
    label_zh: str
    label_en: str
    sole: bool
    apart: bool
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
                row["apart"] == "1",
                re.compile(row["pattern"]) if row["pattern"] else None,
                row["note"],
            )
            for row in csv.DictReader(file)
        )


def apart_kinds() -> list[str]:
    """The kinds that no government's roll-up adds up."""
    return [kind.kind for kind in kinds() if kind.apart]


@functools.lru_cache(maxsize=4096)
def kinds_of(name: str, central: bool = False) -> tuple[str, ...]:
    """The kinds of an agency by its name without its region (新乡市 is no township), the primary kind first.

    The primary kind is the one named first: 发展改革和统计局 -> (drc, stats). A central agency has
    its functional kinds and then `ministry`: 水利部 -> (water, ministry).
    """
    mentions: list[tuple[int, int, str]] = []
    for order, kind in enumerate(kinds()):
        match = kind.pattern.search(name) if kind.pattern else None
        if match is None:
            continue
        if kind.sole:
            return (kind.kind, "ministry") if central else (kind.kind,)
        mentions.append((match.start(), order, kind.kind))
    names = tuple(kind for _, _, kind in sorted(mentions))
    return (*names, "ministry") if central else names


def first_mention(name: str) -> int:
    """Where the first word that tells a kind begins in the name; -1 where there is none."""
    starts = [match.start() for kind in kinds() if kind.pattern and (match := kind.pattern.search(name))]
    return min(starts, default=-1)
