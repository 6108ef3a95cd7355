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
_CHUNK = 2_000_000  # characters handled at a time

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]


def common_shingles(texts: Sequence[str], share: float, least: int) -> Flags:
    """A flag for each bucket of shingles: does it stand in more than `share` of the texts, and in more than `least`?"""
    counts = np.zeros(_BUCKETS, np.uint32)
    for part in _chunks(texts):
        hashes, owner, _ = _shingles(part)
        pairs = np.unique(owner.astype(np.uint64) << np.uint64(24) | _bucket(hashes))
        counts += np.bincount((pairs & np.uint64(_BUCKETS - 1)).astype(np.int64), minlength=_BUCKETS).astype(
            np.uint32
        )
    return counts > max(least, share * len(texts))


def without(texts: Sequence[str], common: Flags) -> list[str]:
    """Of each text the characters that stand in some shingle that is not common."""
    rest: list[str] = []
    for part in _chunks(texts):
        hashes, _, points = _shingles(part)
        starts = _starts(part)
        kept = np.zeros(len(points), bool)
        rare = ~common[_bucket(hashes).astype(np.int64)]
        for shift in range(WIDTH):
            kept[starts[rare] + shift] = True
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
        hashes, owner, _ = _shingles(part)
        place = owner.astype(np.uint64) * np.uint64(BINS) + (hashes >> np.uint64(58))
        keys = np.sort(place << np.uint64(32) | hashes & np.uint64(0xFFFFFFFF))
        places = keys >> np.uint64(32)
        first = np.concatenate([[True], places[1:] != places[:-1]]) if len(keys) else np.zeros(0, bool)
        places = places[first].astype(np.int64)
        found[at + places // BINS, places % BINS] = (keys[first] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
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
    return np.unique(np.sort(np.concatenate(pairs), 1), axis=0)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > _CHUNK:
            yield texts[first : at + 1]
            first, size = at + 1, 0
    if first < len(texts):
        yield texts[first:]


def _shingles(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.int64], NDArray[np.uint32]]:
    """(a hash of each shingle, the text it belongs to, all code points), shingles in the order of `_starts`."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(text) for text in texts], np.int64)
    starts = _starts(texts)
    owner = np.repeat(np.arange(len(texts)), np.maximum(lengths - WIDTH + 1, 0))
    value = np.zeros(len(starts), np.uint64)
    for shift in range(WIDTH):
        value = value * np.uint64(0x100000001B3) + points[starts + shift]
    return _mixed(value), owner, points


def _starts(texts: Sequence[str]) -> NDArray[np.int64]:
    """Where shingles start: every character but the last few of each text."""
    lengths = np.array([len(text) for text in texts], np.int64)
    ends = np.cumsum(lengths)
    left = np.repeat(ends, lengths) - np.arange(int(ends[-1]) if len(ends) else 0)
    return np.flatnonzero(left >= WIDTH)


def _bucket(hashes: Hashes) -> Hashes:
    return hashes & np.uint64(_BUCKETS - 1)


def _mixed(value: Hashes) -> Hashes:
    """The finaliser of splitmix64: every bit of the result depends on every bit of the value."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
