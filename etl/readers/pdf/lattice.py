"""Ruled strokes -> tables: which strokes belong together, and which cells they enclose, with their spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from etl.readers.pdf.pdf_page import Box

SAME_LINE = 1.2
"""Points: strokes this near are one line, drawn twice or in pieces."""
SAME_EDGE = 4.0
"""Points: lines of one table this near are one edge (double borders, cells drawn one by one)."""
DASH_GAP = 4.5
SHORTEST = 5.0
TOUCH = 3.5
MOST_LINES = 1500


@dataclass(frozen=True, slots=True)
class Region:
    """A cell by its edges: the first row and column (0-based) and how many of each it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table's edges in points, and its cells, which cover it without overlap.
    `torn` says that missing strokes left a cell that is no rectangle; it was cut into rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    torn: bool = False

    def box(self, region: Region) -> Box:
        right, bottom = region.column + region.column_span, region.row + region.row_span
        return self.xs[region.column], self.ys[region.row], self.xs[right], self.ys[bottom]

    @property
    def bounds(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def lattices(horizontal: np.ndarray, vertical: np.ndarray) -> list[Lattice]:
    """The tables that strokes (n, 3: position, start, end) draw, from top to bottom; frames included."""
    lying, standing = joined(horizontal), joined(vertical)
    if not (2 <= len(lying) <= MOST_LINES and 2 <= len(standing) <= MOST_LINES):
        return []
    found = []
    for rows, columns in _connected(lying, standing):
        if rows and columns:
            lattice = _lattice(lying[rows], standing[columns])
            if lattice is not None and (len(rows) + len(columns) >= 4 or len(lattice.regions) >= 4):
                found.append(lattice)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def joined(strokes: np.ndarray) -> np.ndarray:
    """Strokes on one line that touch, overlap or follow as dashes, as one; what stays short is left out."""
    lines: list[list[float]] = []
    for group in _groups(strokes[:, 0], SAME_LINE):
        members = strokes[group]
        members = members[np.argsort(members[:, 1])]
        position = float((members[:, 0].min() + members[:, 0].max()) / 2)
        start, end = members[0, 1], members[0, 2]
        for _, next_start, next_end in members[1:].tolist():
            if next_start - end > DASH_GAP:
                lines.append([position, start, end])
                start, end = next_start, next_end
            end = max(end, next_end)
        lines.append([position, start, end])
    found = np.array(lines, float).reshape(-1, 3)
    long: np.ndarray = found[found[:, 2] - found[:, 1] >= SHORTEST]
    return long


def _groups(values: np.ndarray, reach: float) -> Iterator[np.ndarray]:
    """Indices of values that lie within `reach` of a neighbour, and near the first of them."""
    order = np.argsort(values, kind="stable")
    begin = 0
    for n in range(1, len(order) + 1):
        if n == len(order) or (
            values[order[n]] - values[order[n - 1]] > reach
            or values[order[n]] - values[order[begin]] > 1.5 * reach
        ):
            yield order[begin:n]
            begin = n


def _connected(lying: np.ndarray, standing: np.ndarray) -> Iterator[tuple[list[int], list[int]]]:
    """Sets of horizontal and vertical lines that cross or touch one another, directly or through others."""
    x, y = standing[None, :, 0], lying[:, None, 0]
    touching = (
        (x >= lying[:, None, 1] - TOUCH) & (x <= lying[:, None, 2] + TOUCH)
        & (y >= standing[None, :, 1] - TOUCH) & (y <= standing[None, :, 2] + TOUCH)
    )  # fmt: skip
    left = set(range(len(lying)))
    while left:
        rows, fresh = {left.pop()}, True
        columns: set[int] = set()
        while fresh:
            wider = set(np.flatnonzero(touching[sorted(rows)].any(axis=0)).tolist())
            taller = set(np.flatnonzero(touching[:, sorted(wider)].any(axis=1)).tolist()) | rows
            fresh = len(wider) > len(columns) or len(taller) > len(rows)
            rows, columns = taller, wider
        left -= rows
        yield sorted(rows), sorted(columns)


def _lattice(lying: np.ndarray, standing: np.ndarray) -> Lattice | None:
    xs, ys = _edges(standing, lying, min(2, len(lying))), _edges(lying, standing, 1)
    if len(xs) < 2 or len(ys) < 2:
        return None
    beside = _covered(standing, xs, ys).T  # (rows, columns + 1): is there a line at the left of the cell
    above = _covered(lying, ys, xs)  # (rows + 1, columns): is there a line at its top
    beside[:, [0, -1]] = True
    above[[0, -1], :] = True
    regions, torn = _regions(above, beside)
    return _without_unused_edges(Lattice(xs, ys, tuple(regions), torn))


def _edges(across: np.ndarray, along: np.ndarray, enough: int) -> tuple[float, ...]:
    """Edge positions of `across` lines; where `enough` of the `along` lines reach beyond them, an outer
    border is missing there."""
    edges = [
        float((across[group, 0].min() + across[group, 0].max()) / 2)
        for group in _groups(across[:, 0], SAME_EDGE)
    ]
    before, after = along[along[:, 1] < edges[0] - 8], along[along[:, 2] > edges[-1] + 8]
    if len(before) >= enough:
        edges.insert(0, float(before[:, 1].min()))
    if len(after) >= enough:
        edges.append(float(after[:, 2].max()))
    return tuple(edges)


def _covered(lines: np.ndarray, edges: tuple[float, ...], stops: tuple[float, ...]) -> np.ndarray:
    """(edges, stops - 1) bool: whether the lines at each edge cover most of the way between two stops."""
    at = np.array(edges)
    start, end = np.array(stops[:-1]), np.array(stops[1:])
    covered = np.zeros((len(edges), len(start)))
    for position, begin, finish in lines.tolist():
        edge = int(np.abs(at - position).argmin())
        if abs(at[edge] - position) <= SAME_EDGE:
            covered[edge] += (np.minimum(end, finish) - np.maximum(start, begin)).clip(0)
    enough: np.ndarray = covered >= 0.6 * (end - start)
    return enough


def _regions(above: np.ndarray, beside: np.ndarray) -> tuple[list[Region], bool]:
    """Elementary cells with no line between them as one region each; no rectangle: cut by rows."""
    rows, columns = above.shape[0] - 1, above.shape[1]
    owner = np.full((rows, columns), -1)
    regions: list[Region] = []
    torn = False
    for row in range(rows):
        for column in range(columns):
            if owner[row, column] >= 0:
                continue
            members, stack = {(row, column)}, [(row, column)]
            while stack:
                r, c = stack.pop()
                for near, shut in (
                    ((r, c + 1), beside[r, c + 1]), ((r, c - 1), beside[r, c]),
                    ((r + 1, c), above[r + 1, c]), ((r - 1, c), above[r, c]),
                ):  # fmt: skip
                    if not shut and near not in members:
                        members.add(near)
                        stack.append(near)
            rectangles = _rectangles(members)
            torn = torn or len(rectangles) > 1
            for rectangle in rectangles:
                owner[
                    rectangle.row : rectangle.row + rectangle.row_span,
                    rectangle.column : rectangle.column + rectangle.column_span,
                ] = len(regions)
                regions.append(rectangle)
    return sorted(regions, key=lambda region: (region.row, region.column)), torn


def _rectangles(members: set[tuple[int, int]]) -> list[Region]:
    """Elementary cells as few rectangles: runs of each row, joined downwards while they stay equally wide."""
    runs: list[tuple[int, int, int]] = []
    for row, column in sorted(members):
        if runs and runs[-1][0] == row and runs[-1][2] == column:
            runs[-1] = (row, runs[-1][1], column + 1)
        else:
            runs.append((row, column, column + 1))
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}
    done: list[Region] = []
    for row, start, end in runs:
        first, last = open_runs.get((start, end), (row, row - 1))
        if last != row - 1:
            done.append(Region(first, start, last - first + 1, end - start))
            first = row
        open_runs[start, end] = (first, row)
    for (start, end), (first, last) in open_runs.items():
        done.append(Region(first, start, last - first + 1, end - start))
    return done


def _without_unused_edges(lattice: Lattice) -> Lattice:
    """The same cells on the edges that some cell uses: a stray stroke adds no row or column."""
    columns = sorted({e for r in lattice.regions for e in (r.column, r.column + r.column_span)})
    rows = sorted({e for r in lattice.regions for e in (r.row, r.row + r.row_span)})
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
