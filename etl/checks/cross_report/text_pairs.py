"""Pairs of similar texts: candidates by their MinHash signatures, confirmed by their edit distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from etl.checks.cross_report import minhash

THRESHOLD = 90.0  # per cent
SHORTEST = 60  # characters that must be left of a text
_WORTH_COMPARING = 0.4  # share of equal bins in two signatures
_MOST_PER_TEXT = 3

Signatures = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Text:
    """One section of a report: `rest` is what is left of it for comparison, `figures` a hash of the figures that it
    states, or 0."""

    report_id: str
    agency_id: str
    kind: str
    region: str
    rest: str
    figures: int

    @property
    def is_evaluable(self) -> bool:
        return len(self.rest) >= SHORTEST or self.figures != 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and one that it is similar to, in per cent; None if both state the same figures, since such texts are
    compared as they are printed."""

    report_id: str
    other_report_id: str
    own_previous_year: bool
    similarity: float | None


def with_year_before(
    texts: Sequence[Text], signatures: Signatures, before: Sequence[Text], signatures_before: Signatures
) -> Iterator[Pair]:
    """Pairs of each agency's text and its own of the year before."""
    index_before = {text.agency_id: index for index, text in enumerate(before)}
    for index, text in enumerate(texts):
        other_index = index_before.get(text.agency_id)
        if other_index is None:
            continue
        other = before[other_index]
        if text.figures != 0 and text.figures == other.figures:
            yield Pair(text.report_id, other.report_id, True, None)
        elif min(len(text.rest), len(other.rest)) >= SHORTEST:
            equal_bins = np.mean(signatures[index] == signatures_before[other_index])
            if equal_bins >= _WORTH_COMPARING and (similarity := _similarity(text, other)):
                yield Pair(text.report_id, other.report_id, True, similarity)


def among_agencies(texts: Sequence[Text], signatures: Signatures) -> Iterator[Pair]:
    """Pairs of each text and the few most similar ones of agencies of the same kind or in the same region."""
    long = np.array([index for index, text in enumerate(texts) if len(text.rest) >= SHORTEST], np.int64)
    similar: dict[int, list[tuple[float, str]]] = {}
    compared: set[tuple[int, int]] = set()
    for shared in ("kind", "region"):
        names = [getattr(texts[index], shared) for index in long]
        group = np.unique(np.array(names, dtype=object).astype(str), return_inverse=True)[1].astype(np.int64)
        for first, second in long[minhash.candidates(signatures[long], group)].tolist():
            text, other = texts[first], texts[second]
            is_same_agency = text.agency_id == other.agency_id
            if (first, second) in compared or is_same_agency or not getattr(text, shared):
                continue
            compared.add((first, second))
            if similarity := _similarity(text, other):
                similar.setdefault(first, []).append((-similarity, other.report_id))
                similar.setdefault(second, []).append((-similarity, text.report_id))
    for index, others in similar.items():
        for negative, other_report_id in sorted(others)[:_MOST_PER_TEXT]:
            yield Pair(texts[index].report_id, other_report_id, False, -negative)


def longest_common_passage(text: str, other: str) -> tuple[int, int, int]:
    """Where the longest common passage starts in either text, and its length."""
    equal = [block for block in LCSseq.opcodes(text, other) if block.tag == "equal"]
    longest = max(equal, key=lambda block: block.src_end - block.src_start, default=None)
    if longest is None:
        return 0, 0, 0
    return longest.src_start, longest.dest_start, longest.src_end - longest.src_start


def _similarity(text: Text, other: Text) -> float:
    """Similarity in per cent; 0 if it is below the threshold."""
    return fuzz.ratio(text.rest, other.rest, score_cutoff=THRESHOLD)
