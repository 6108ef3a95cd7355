"""Lattices of ruled tables: group the strokes of each table and find the cells that they enclose, with spans."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from etl.readers.fixed_page.geometry import Box

SAME_LINE = 1.2
"""Points: strokes nearer than this are one line, drawn twice or in pieces."""
SAME_EDGE = 4.0
"""Points: lines of one table nearer than this are one edge (double borders, cells drawn one by one)."""
DASH_GAP = 4.5
"""Points between two dashes of one line, at most."""
SHORTEST = 5.0
"""Points: shorter lines rule no table."""
TOUCH = 3.5
"""Points: lines nearer than this touch."""
OVERHANG = 8.0
"""Points by which lines reach beyond the outermost edge where an outer border is missing."""
COVERED = 0.6
"""Part of a cell's side that has to be ruled."""
MOST_LINES = 1500

_START = itemgetter(1)
_Cells = set[tuple[int, int]]


class Region(NamedTuple):
    """A cell of a lattice: its first row and column (0-based) and how many of each it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The edges of a table in points, and its cells, which cover it without overlap.

    `torn` says that missing strokes left a cell that is no rectangle; it was cut into rows.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    torn: bool = False

    def box(self, region: Region) -> Box:
        """The box of a cell in points."""
        right, bottom = region.column + region.column_span, region.row + region.row_span
        return self.xs[region.column], self.ys[region.row], self.xs[right], self.ys[bottom]

    @property
    def bounds(self) -> Box:
        """The box of the whole table in points."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def lattices(horizontal: np.ndarray, vertical: np.ndarray) -> list[Lattice]:
    """Find the tables that strokes (n, 3: position, start, end) draw, from top to bottom; frames included."""
    across, down = joined(horizontal), joined(vertical)
    if not (2 <= len(across) <= MOST_LINES and 2 <= len(down) <= MOST_LINES):
        return []
    tables = []
    for rows, columns in _connected(across, down):
        if rows and columns:
            lattice = _lattice(across[rows], down[columns])
            if lattice is not None and (len(rows) + len(columns) >= 4 or len(lattice.regions) >= 4):
                tables.append(lattice)
    return sorted(tables, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def joined(strokes: np.ndarray) -> np.ndarray:
    """Join strokes (n, 3) on one line that touch, overlap or follow as dashes; lines that stay short are left out."""
    lines: list[tuple[float, float, float]] = []
    for group in _groups(strokes[:, 0], SAME_LINE):
        members = sorted(strokes[group].tolist(), key=_START)
        positions = [member[0] for member in members]
        position = (min(positions) + max(positions)) / 2
        _, start, end = members[0]
        for _, next_start, next_end in members:
            if next_start - end > DASH_GAP:
                lines.append((position, start, end))
                start, end = next_start, next_end
            elif next_end > end:
                end = next_end
        lines.append((position, start, end))
    array = np.array(lines, float).reshape(-1, 3)
    long: np.ndarray = array[array[:, 2] - array[:, 1] >= SHORTEST]
    return long


def _groups(values: np.ndarray, reach: float) -> Iterator[np.ndarray]:
    """Yield the indices of values that lie within `reach` of a neighbour, and near the first of them."""
    order = np.argsort(values, kind="stable")
    start, first, last = 0, math.nan, math.nan
    for n, value in enumerate(values[order].tolist()):
        if value - last > reach or value - first > 1.5 * reach:
            yield order[start:n]
            start, first = n, value
        elif not n:
            first = value
        last = value
    if len(order):
        yield order[start:]


def _connected(across: np.ndarray, down: np.ndarray) -> Iterator[tuple[list[int], list[int]]]:
    """Yield sets of horizontal and vertical lines that cross or touch one another, directly or through others."""
    x, y = down[None, :, 0], across[:, None, 0]
    touching = (
        (x >= across[:, None, 1] - TOUCH) & (x <= across[:, None, 2] + TOUCH)
        & (y >= down[None, :, 1] - TOUCH) & (y <= down[None, :, 2] + TOUCH)
    )  # fmt: skip
    remaining = set(range(len(across)))
    while remaining:
        rows, is_growing = {remaining.pop()}, True
        columns: set[int] = set()
        while is_growing:
            wider = set(np.flatnonzero(touching[sorted(rows)].any(axis=0)).tolist())
            taller = set(np.flatnonzero(touching[:, sorted(wider)].any(axis=1)).tolist()) | rows
            is_growing = len(wider) > len(columns) or len(taller) > len(rows)
            rows, columns = taller, wider
        remaining -= rows
        yield sorted(rows), sorted(columns)


def _lattice(across: np.ndarray, down: np.ndarray) -> Lattice | None:
    xs, ys = _edges(down, across, min(2, len(across))), _edges(across, down, 1)
    if len(xs) < 2 or len(ys) < 2:
        return None
    left_ruled = _covered(down, xs, ys).T  # (rows, columns + 1): is there a line at the left of the cell
    top_ruled = _covered(across, ys, xs)  # (rows + 1, columns): is there a line at its top
    left_ruled[:, [0, -1]] = True
    top_ruled[[0, -1], :] = True
    regions, torn = _regions(top_ruled, left_ruled)
    return _without_unused_edges(Lattice(xs, ys, tuple(regions), torn))


def _edges(lines: np.ndarray, crossing: np.ndarray, enough: int) -> tuple[float, ...]:
    """Positions of the edges that lines draw.

    Where `enough` of the lines `crossing` them reach beyond the outermost, an outer border is missing there.
    """
    positions = np.sort(lines[:, 0])
    edges = [
        float((positions[group[0]] + positions[group[-1]]) / 2) for group in _groups(positions, SAME_EDGE)
    ]
    before = crossing[crossing[:, 1] < edges[0] - OVERHANG]
    after = crossing[crossing[:, 2] > edges[-1] + OVERHANG]
    if len(before) >= enough:
        edges.insert(0, float(before[:, 1].min()))
    if len(after) >= enough:
        edges.append(float(after[:, 2].max()))
    return tuple(edges)


def _covered(lines: np.ndarray, edges: tuple[float, ...], stops: tuple[float, ...]) -> np.ndarray:
    """Whether the lines at each edge cover most of the way between two stops: (edges, stops - 1) bool."""
    distances = np.abs(lines[:, :1] - np.array(edges))
    edge = distances.argmin(axis=1)
    on_edge = distances[np.arange(len(lines)), edge] <= SAME_EDGE
    starts, ends = np.array(stops[:-1]), np.array(stops[1:])
    lengths = (np.minimum(ends, lines[:, 2:]) - np.maximum(starts, lines[:, 1:2])).clip(0)
    covered = np.zeros((len(edges), len(starts)))
    np.add.at(covered, edge[on_edge], lengths[on_edge])
    enough: np.ndarray = covered >= COVERED * (ends - starts)
    return enough


def _regions(top_ruled: np.ndarray, left_ruled: np.ndarray) -> tuple[list[Region], bool]:
    """Merge positions with no line between them into cells; a cell that is no rectangle is cut into rows.

    Returns the cells, and whether any was cut.
    """
    assigned: _Cells = set()
    regions: list[Region] = []
    torn = False
    enclosed = (top_ruled[:-1] & top_ruled[1:] & left_ruled[:, :-1] & left_ruled[:, 1:]).tolist()
    for row in range(top_ruled.shape[0] - 1):
        for column in range(top_ruled.shape[1]):
            if enclosed[row][column]:
                regions.append(Region(row, column, 1, 1))
                continue
            if (row, column) in assigned:
                continue
            members = _flooded(row, column, top_ruled, left_ruled)
            assigned |= members
            rectangles = _rectangles(members)
            torn = torn or len(rectangles) > 1
            regions += rectangles
    return sorted(regions, key=lambda region: (region.row, region.column)), torn


def _flooded(row: int, column: int, top_ruled: np.ndarray, left_ruled: np.ndarray) -> _Cells:
    """All positions that can be reached from one without crossing a line."""
    members, stack = {(row, column)}, [(row, column)]
    while stack:
        r, c = stack.pop()
        for neighbour, is_ruled in (
            ((r, c + 1), left_ruled[r, c + 1]), ((r, c - 1), left_ruled[r, c]),
            ((r + 1, c), top_ruled[r + 1, c]), ((r - 1, c), top_ruled[r, c]),
        ):  # fmt: skip
            if not is_ruled and neighbour not in members:
                members.add(neighbour)
                stack.append(neighbour)
    return members


def _rectangles(members: _Cells) -> list[Region]:
    """Cover positions by few rectangles: runs of each row, joined downwards while they stay equally wide."""
    runs: list[tuple[int, int, int]] = []
    for row, column in sorted(members):
        if runs and runs[-1][0] == row and runs[-1][2] == column:
            runs[-1] = (row, runs[-1][1], column + 1)
        else:
            runs.append((row, column, column + 1))
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}
    rectangles: list[Region] = []
    for row, start, end in runs:
        first, last = open_runs.get((start, end), (row, row - 1))
        if last != row - 1:
            rectangles.append(Region(first, start, last - first + 1, end - start))
            first = row
        open_runs[start, end] = (first, row)
    for (start, end), (first, last) in open_runs.items():
        rectangles.append(Region(first, start, last - first + 1, end - start))
    return rectangles


def _without_unused_edges(lattice: Lattice) -> Lattice:
    """Drop the edges that no cell uses: a stray stroke adds no row or column."""
    columns = sorted({e for r in lattice.regions for e in (r.column, r.column + r.column_span)})
    rows = sorted({e for r in lattice.regions for e in (r.row, r.row + r.row_span)})
    if len(columns) == len(lattice.xs) and len(rows) == len(lattice.ys):
        return lattice
    column_at, row_at = {e: n for n, e in enumerate(columns)}, {e: n for n, e in enumerate(rows)}
    regions = tuple(
        Region(
            row_at[r.row], column_at[r.column],
            row_at[r.row + r.row_span] - row_at[r.row],
            column_at[r.column + r.column_span] - column_at[r.column],
        )
        for r in lattice.regions
    )  # fmt: skip
    return Lattice(
        tuple(lattice.xs[c] for c in columns), tuple(lattice.ys[r] for r in rows), regions, lattice.torn
    )
