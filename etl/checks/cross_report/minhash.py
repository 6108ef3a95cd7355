"""MinHash over shingles of five characters, in numpy: which shingles are common, what is left of a text without them, and
signatures that tell which texts share much of the rest.

One permutation with bins and banding (Li, Owen and Zhang, 2012); a signature is one row of `BINS` values per text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WIDTH = 5
BINS, BANDS = 64, 16
_BUCKETS = 1 << 24
CHUNK = 100_000  # characters handled at a time
_EMPTY_BIN = np.iinfo(np.uint32).max

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Signatures = NDArray[np.uint32]
Bands = NDArray[np.uint32]


def common_shingles(texts: Sequence[str], share: float, least: int) -> Flags:
    """A flag per bucket of shingles: whether it occurs in more than `share` of the texts and in more than `least`."""
    counts = np.zeros(_BUCKETS, np.uint32)
    for chunk in _chunks(texts):
        hashes, owner, _, _ = _shingles(chunk)
        pairs = np.sort(owner << np.uint64(24) | _bucket(hashes))
        is_first = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
        np.add.at(counts, _bucket(pairs[is_first]), np.uint32(1))
    return counts > max(least, share * len(texts))


def flags(shingles: Sequence[int]) -> Flags:
    """A flag per bucket of shingles: whether it is one of these."""
    flagged = np.zeros(_BUCKETS, bool)
    flagged[np.asarray(shingles, np.int64)] = True
    return flagged


def containing(texts: Sequence[str], wanted: Flags) -> list[bool]:
    """Whether each text contains a shingle of the wanted buckets."""
    contains: list[bool] = []
    for chunk in _chunks(texts):
        hashes, owner, _, _ = _shingles(chunk)
        flags = np.zeros(len(chunk), bool)
        flags[owner[wanted[_bucket(hashes)]]] = True
        contains += flags.tolist()
    return contains


def without_common(texts: Sequence[str], common: Flags) -> list[str]:
    """The characters of each text that occur in some shingle that is not common."""
    rests: list[str] = []
    for chunk in _chunks(texts):
        hashes, _, starts, points = _shingles(chunk)
        is_rare = np.zeros(len(points), bool)
        rare_starts = starts[~common[_bucket(hashes)]]
        for shift in range(WIDTH):
            is_rare[rare_starts + shift] = True
        ends = np.cumsum([len(text) for text in chunk])
        ends_in_rest = np.concatenate([[0], np.cumsum(is_rare)])[np.concatenate([[0], ends])]
        rest = points[is_rare].tobytes().decode("utf-32-le")
        rests += [rest[first:last] for first, last in pairwise(ends_in_rest)]
    return rests


def signatures(texts: Sequence[str]) -> Signatures:
    """Array [text, bin] of the least hash among the text's shingles in that bin; an empty bin takes the next one's."""
    signature = np.full((len(texts), BINS), _EMPTY_BIN, np.uint32)
    start = 0
    for chunk in _chunks(texts):
        hashes, owner, _, _ = _shingles(chunk)
        position = owner * np.uint64(BINS) + (hashes >> np.uint64(58))
        rows = signature[start : start + len(chunk)].reshape(-1)
        np.minimum.at(rows, position, hashes.astype(np.uint32))
        start += len(chunk)
    for _ in range(BINS):
        holes = signature == _EMPTY_BIN
        if not holes.any():
            break
        signature = np.where(holes, np.roll(signature, -1, 1), signature)
    return signature


def bands(signature: Signatures) -> Bands:
    """Array [text, band] of what each band of a signature is hashed to."""
    rows = BINS // BANDS
    hashed = np.zeros((len(signature), BANDS), np.uint32)
    for band in range(BANDS):
        key = np.zeros(len(signature), np.uint64)
        for column in range(band * rows, (band + 1) * rows):
            key = _mixed(key ^ signature[:, column].astype(np.uint64))
        hashed[:, band] = key >> np.uint64(32)
    return hashed


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for index, text in enumerate(texts):
        size += len(text)
        if size > CHUNK:
            yield texts[first : index + 1]
            first, size = index + 1, 0
    if first < len(texts):
        yield texts[first:]


def _shingles(texts: Sequence[str]) -> tuple[Hashes, Hashes, NDArray[np.intp], NDArray[np.uint32]]:
    """The hash of each shingle, the index of its text, its start, and the code points of all texts in a row."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(text) for text in texts], np.int64)
    is_start = np.ones(len(points), bool)
    for left in range(
        1, WIDTH
    ):  # a shingle that starts so close to the end of a text would run into the next
        ends = np.cumsum(lengths) - left
        is_start[ends[ends >= 0]] = False
    starts = np.flatnonzero(is_start)
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
