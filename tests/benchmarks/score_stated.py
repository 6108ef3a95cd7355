"""Scores the reader of stated figures on passages whose figures are known.

    python -m tests.benchmarks.score_stated [PASSAGES.json]

Prints precision and recall by item, then for all, and how many of the attributes (period, exactness, subject) are right.
The passages were labelled by someone who had not seen the reader. A content item counts for another one: where a label
belongs is a convention.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.model.report import StatedFigure
from etl.stated import stated_figures
from tests.support.paths import ROOT

PASSAGES = ROOT / "tests" / "golden" / "stated" / "passages.json"
_ATTRIBUTES = ("period", "exactness", "subject")


@dataclass
class Score:
    """Counts by item: figures `stated` by the passages, `read`, and read `right`; attributes of the right ones."""

    stated: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    attributes: int = 0
    attributes_right: int = 0
    read_where_none_is: int = 0

    @property
    def precision(self) -> float:
        return self.right.total() / max(self.read.total(), 1)

    @property
    def recall(self) -> float:
        return self.right.total() / max(self.stated.total(), 1)


def score(path: Path = PASSAGES) -> Score:
    """Read every passage and compare."""
    total = Score()
    for passage in json.loads(path.read_text(encoding="utf-8")):
        figures = stated_figures(passage["section"], passage["text"], passage["year"], passage["agency"])
        _compare(figures, list(passage["figures"]), total)
    return total


def _compare(figures: tuple[StatedFigure, ...], known: list[dict[str, Any]], total: Score) -> None:
    total.stated.update(one["item"] for one in known)
    total.read.update(figure.item for figure in figures)
    if not known:
        total.read_where_none_is += len(figures)
    for figure in figures:
        fitting = [one for one in known if _is_same(one, figure)]
        if fitting:
            best = max(
                fitting, key=lambda one: sum(one[name] == getattr(figure, name) for name in _ATTRIBUTES)
            )
            known.remove(best)
            total.right[best["item"]] += 1
            total.attributes += len(_ATTRIBUTES)
            total.attributes_right += sum(best[name] == getattr(figure, name) for name in _ATTRIBUTES)


def _is_same(known: dict[str, Any], figure: StatedFigure) -> bool:
    family, own = (item.partition("_")[0] == "content" for item in (known["item"], figure.item))
    same_item = known["item"] == figure.item or (family and own)
    return same_item and known["value"] == figure.value and _overlap(known["quote"], figure.quote)


def _overlap(quote: str, other: str) -> bool:
    quote, other = re.sub(r"\s", "", quote), re.sub(r"\s", "", other)
    return (
        quote in other or other in quote or any(quote[at : at + 5] in other for at in range(len(quote) - 4))
    )


def main() -> None:
    total = score(Path(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES)
    for item in sorted(total.stated | total.read):
        print(
            f"{item:26} right {total.right[item]:3}, stated {total.stated[item]:3}, read {total.read[item]:3}"
        )
    attributes = total.attributes_right / max(total.attributes, 1)
    print(
        f"precision {total.precision:.3f}, recall {total.recall:.3f}, attributes {attributes:.3f}, "
        f"read where none is {total.read_where_none_is}"
    )


if __name__ == "__main__":
    main()
