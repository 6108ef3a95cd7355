"""Pairs of similar texts: candidates by their MinHash signatures, confirmed by their edit distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from etl.checks.cross_report import buckets, minhash

THRESHOLD = 90.0  # per cent
SHORTEST = 60  # characters that must be left of a text
_WORTH_COMPARING = 0.4  # share of equal bins in two signatures
_MOST_PER_TEXT = 3


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
    def is_long(self) -> bool:
        return len(self.rest) >= SHORTEST

    @property
    def is_evaluable(self) -> bool:
        return self.is_long or self.figures != 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and one that it is similar to, in per cent; None if both state the same figures, since such texts are
    compared as they are printed."""

    report_id: str
    other_report_id: str
    own_previous_year: bool
    similarity: float | None


def with_year_before(
    texts: Sequence[Text],
    signatures: minhash.Signatures,
    before: Sequence[Text],
    signatures_before: minhash.Signatures,
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
        elif text.is_long and other.is_long:
            equal_bins = np.mean(signatures[index] == signatures_before[other_index])
            if equal_bins >= _WORTH_COMPARING and (similarity := _similarity(text, other)):
                yield Pair(text.report_id, other.report_id, True, similarity)


def worth_comparing(
    hashed: minhash.Bands, shared: Iterable[Sequence[str]], wanted: minhash.Flags
) -> set[tuple[int, int]]:
    """Indices of texts, at least one of them wanted, that are neighbours in some bucket within a group of any of the
    `shared` names. The texts are in the order of their report ids."""
    worth: set[tuple[int, int]] = set()
    for names in shared:
        rows, group = buckets.grouped(names)
        pairs = rows[buckets.candidates(hashed[rows], group)]
        worth.update((first, second) for first, second in pairs[wanted[pairs].any(axis=1)].tolist())
    return worth


def among_agencies(worth: Iterable[tuple[Text, Text]]) -> Iterator[Pair]:
    """Pairs of each text and the few most similar ones of other agencies, among those that are worth comparing."""
    similar: dict[str, list[tuple[float, str]]] = {}
    for text, other in worth:
        if text.agency_id != other.agency_id and (similarity := _similarity(text, other)):
            similar.setdefault(text.report_id, []).append((-similarity, other.report_id))
            similar.setdefault(other.report_id, []).append((-similarity, text.report_id))
    for report_id, others in similar.items():
        for negative, other_report_id in sorted(others)[:_MOST_PER_TEXT]:
            yield Pair(report_id, other_report_id, False, -negative)


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
