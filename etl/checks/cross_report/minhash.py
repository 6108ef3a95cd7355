"""Shingles of five characters of many texts at once: which are common, what is left without them, which texts share
enough of the rest to be worth comparing. One-permutation MinHash with banding, in numpy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WIDTH = 5
BINS, BANDS = 64, 16
NEIGHBOURS = 5  # with how many others of a bucket each text is paired
_BUCKETS = 1 << 24
_CHUNK = 100_000  # characters handled at a time

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]


def common_shingles(texts: Sequence[str], share: float, least: int) -> Flags:
    """A flag for each bucket of shingles: does it stand in more than `share` of the texts, and in more than `least`?"""
    counts = np.zeros(_BUCKETS, np.uint32)
    for part in _chunks(texts):
        hashes, owner, _, _ = _shingles(part)
        pairs = np.sort(owner << np.uint64(24) | _bucket(hashes))
        first = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
        np.add.at(counts, _bucket(pairs[first]), np.uint32(1))
    return counts > max(least, share * len(texts))


def without(texts: Sequence[str], common: Flags) -> list[str]:
    """Of each text the characters that stand in some shingle that is not common."""
    rest: list[str] = []
    for part in _chunks(texts):
        hashes, _, starts, points = _shingles(part)
        kept = np.zeros(len(points), bool)
        rare = starts[~common[_bucket(hashes)]]
        for shift in range(WIDTH):
            kept[rare + shift] = True
        ends = np.cumsum([len(text) for text in part])
        taken = np.concatenate([[0], np.cumsum(kept)])[np.concatenate([[0], ends])]
        whole = points[kept].tobytes().decode("utf-32-le")
        rest += [whole[first:last] for first, last in pairwise(taken)]
    return rest


def signatures(texts: Sequence[str]) -> NDArray[np.uint32]:
    """[text, bin]: the least hash of the text's shingles that fall into the bin; empty bins take the next one's."""
    found = np.full((len(texts), BINS), np.iinfo(np.uint32).max, np.uint32)
    at = 0
    for part in _chunks(texts):
        hashes, owner, _, _ = _shingles(part)
        place = owner * np.uint64(BINS) + (hashes >> np.uint64(58))
        np.minimum.at(found[at : at + len(part)].reshape(-1), place, hashes.astype(np.uint32))
        at += len(part)
    empty = np.iinfo(np.uint32).max
    for _ in range(BINS):
        holes = found == empty
        if not holes.any():
            break
        found = np.where(holes, np.roll(found, -1, 1), found)
    return found


def candidates(signature: NDArray[np.uint32], group: NDArray[np.int64]) -> NDArray[np.int64]:
    """[pair, 2]: texts of one group that agree in a whole band, each with its next few of the bucket."""
    rows = BINS // BANDS
    pairs = [np.zeros((0, 2), np.int64)]
    for band in range(BANDS):
        key = _mixed(group.astype(np.uint64))
        for column in range(band * rows, (band + 1) * rows):
            key = _mixed(key ^ signature[:, column].astype(np.uint64))
        order = np.argsort(key, kind="stable")
        for step in range(1, NEIGHBOURS + 1):
            same = key[order[:-step]] == key[order[step:]]
            pairs.append(np.stack([order[:-step][same], order[step:][same]], 1))
    both = np.sort(np.concatenate(pairs), 1)
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    return both[np.append(True, np.any(both[1:] != both[:-1], axis=1))[: len(both)]]


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > _CHUNK:
            yield texts[first : at + 1]
            first, size = at + 1, 0
    if first < len(texts):
        yield texts[first:]


def _shingles(texts: Sequence[str]) -> tuple[Hashes, Hashes, NDArray[np.intp], NDArray[np.uint32]]:
    """(a hash of each shingle, the text it belongs to, where it starts, all code points)."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(text) for text in texts], np.int64)
    whole = np.ones(len(points), bool)
    for left in range(1, WIDTH):  # what starts so far before the end of a text runs over into the next
        ends = np.cumsum(lengths) - left
        whole[ends[ends >= 0]] = False
    starts = np.flatnonzero(whole)
    value = np.zeros(max(len(points) - WIDTH + 1, 0), np.uint64)
    for shift in range(WIDTH):
        value *= np.uint64(0x100000001B3)
        value += points[shift : shift + len(value)]
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), np.maximum(lengths - WIDTH + 1, 0))
    return _mixed(value[starts]), owner, starts, points


def _bucket(hashes: Hashes) -> Hashes:
    return hashes & np.uint64(_BUCKETS - 1)


def _mixed(value: Hashes) -> Hashes:
    """The finaliser of splitmix64: every bit of the result depends on every bit of the value."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
