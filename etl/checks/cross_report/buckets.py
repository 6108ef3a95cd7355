"""Which texts lie close together: texts of one group that agree in a whole band lie in one bucket, in the order in which
they are given, and neighbours in a bucket are worth comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl.checks.cross_report.minhash import BANDS, Bands, Flags

NEIGHBOURS = 5  # with how many other texts of its bucket each text is paired

Groups = NDArray[np.int64]
Buckets = NDArray[np.uint64]


def candidates(hashed: Bands, group: Groups) -> NDArray[np.int64]:
    """Array [pair, 2] of texts that lie in one bucket, each with its next neighbours there."""
    pairs = [np.zeros((0, 2), np.int64)]
    for buckets in _buckets(hashed, group):
        for earlier, later in _neighbours(buckets):
            pairs.append(np.stack([earlier, later], 1))
    sorted_pairs = np.sort(np.concatenate(pairs), 1)
    sorted_pairs = sorted_pairs[np.lexsort((sorted_pairs[:, 1], sorted_pairs[:, 0]))]
    is_first = np.append(True, np.any(sorted_pairs[1:] != sorted_pairs[:-1], axis=1))
    return sorted_pairs[is_first[: len(sorted_pairs)]]


def in_buckets_of(chosen: Flags, hashed: Bands, group: Groups) -> Flags:
    """A flag per text: whether it shares a bucket with a chosen one, or is one."""
    flags = chosen.copy()
    for buckets in _buckets(hashed, group):
        flags |= _beside(buckets, chosen)
    return flags


def next_to(chosen: Flags, hashed: Bands, group: Groups) -> Flags:
    """A flag per text: whether it is a neighbour of a chosen one in some bucket, or is one."""
    flags = chosen.copy()
    for buckets in _buckets(hashed, group):
        beside = np.flatnonzero(_beside(buckets, chosen))
        for earlier, later in _neighbours(buckets[beside]):
            before, after = beside[earlier], beside[later]
            flags[before[chosen[after]]] = True
            flags[after[chosen[before]]] = True
    return flags


def _beside(buckets: Buckets, chosen: Flags) -> Flags:
    """A flag per text: whether a chosen one lies in its bucket."""
    wanted = np.unique(buckets[chosen])
    if not len(wanted):
        return chosen
    return wanted[np.minimum(np.searchsorted(wanted, buckets), len(wanted) - 1)] == buckets


def _buckets(hashed: Bands, group: Groups) -> Iterator[Buckets]:
    """For each band, the bucket of each text."""
    for band in range(BANDS):
        yield group.astype(np.uint64) << np.uint64(32) | hashed[:, band]


def _neighbours(buckets: Buckets) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """For each distance, the texts that lie so far apart in one bucket: the earlier ones and the later ones."""
    order = np.argsort(buckets, kind="stable")
    for step in range(1, NEIGHBOURS + 1):
        same = buckets[order[:-step]] == buckets[order[step:]]
        yield order[:-step][same], order[step:][same]


def reached(
    chosen: Flags,
    hashed: Bands,
    shared: Iterable[Sequence[str]],
    reach: Callable[[Flags, Bands, Groups], Flags],
) -> Flags:
    """A flag per text: whether it is chosen, or `reach` says so within a group of any of the `shared` names."""
    flags = chosen.copy()
    for names in shared:
        rows, group = grouped(names)
        flags[rows] |= reach(chosen[rows], hashed[rows], group)
    return flags


def grouped(names: Sequence[str]) -> tuple[NDArray[np.int64], Groups]:
    """The indices of the names that are not empty, and a number of each of their groups."""
    numbers = pa.array(names, pa.string()).dictionary_encode().indices.to_numpy().astype(np.int64)
    rows = np.flatnonzero(np.array([bool(name) for name in names], bool))
    return rows, numbers[rows]
