"""Hard variants of reports with every cell known, to score the reader on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.robustness.variants import (
    beside,
    cells,
    damage,
    glyphs,
    layouts,
    office,
    old_form,
    paper,
    reordered,
    structure,
    surroundings,
    text,
    torn,
    unusual,
)
from tests.robustness.variants.case import Case, bases
from tests.robustness.variants.made import VARIANTS, Made, save

__all__ = ["VARIANTS", "Case", "Made", "bases", "make", "write"]
MODULES = (
    cells,
    glyphs,
    structure,
    damage,
    surroundings,
    text,
    torn,
    office,
    paper,
    old_form,
    layouts,
    beside,
    unusual,
    reordered,
)


def make(case: Case, name: str) -> Made:
    """Make one variant of one report; its random choices depend on the two names only."""
    return VARIANTS[name](case, Random(f"{case.name}/{name}"))


def write(out: Path, seed: int, count: int = 1) -> Iterator[Path]:
    """Write every variant of `count` times four reports, each with its truth, into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for case in bases(seed, count):
        for name in VARIANTS:
            yield save(make(case, name), out, name)
