"""Tables without ruled columns: rows of text whose parts stand below one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from etl.model.document import Piece
from etl.readers.pdf.lines import Line, cell_text, separate
from etl.readers.pdf.pdf_page import Box, Page
from etl.readers.pdf.table_grid import Table

CELL_GAP = 0.6
"""Heights of a line that stay blank between two cells; justified text leaves less."""
CLOSE_GAP = 0.2
"""The same where other rows show that two columns meet."""
FEWEST_COLUMNS = 3
MOST_LONE_LINES = 8
_FIGURE = re.compile(r"[-+]?[\d,，．.]+[%％]?[⁰¹²³⁴-⁹]*|[/／—-]+|无")
_FIGURES = re.compile(r"[\d.,]+(?:\s[\d.,]+)+")

Row = list[Line]
"""The parts of one printed row."""


def aligned_tables(page: Page, lines: list[Line], rules: np.ndarray) -> tuple[list[Table], list[Line]]:
    """Tables that only align, and the lines that belong to none. `rules` (n, 3) are the page's horizontal
    strokes: where they part the rows, rows are exact."""
    if not any(line.gap > CELL_GAP for line in lines):
        return [], lines
    parts = [_parts(page, line) for line in lines]
    tables, left, position = [], [], 0
    for start, end in _runs(lines, parts):
        left += lines[position:start]
        tables.append(_table(page, parts[start:end], rules))
        position = end
    return tables, left + lines[position:]


def _parts(page: Page, line: Line) -> Row:
    """The cells of a line; figures beside one another are cells of their own at any distance."""
    found: Row = []
    for part in separate(page.glyphs, line, CELL_GAP):
        found += separate(page.glyphs, part, CLOSE_GAP) if _FIGURES.fullmatch(part.text) else [part]
    return found


def _runs(lines: Sequence[Line], parts: Sequence[Row]) -> list[tuple[int, int]]:
    """Ranges of lines that make a table: two rows or more of three parts, with few lone parts between."""
    runs: list[tuple[int, int]] = []
    start = end = -1
    for n, row in enumerate(parts):
        if len(row) < 2:
            continue
        reach = 4.0 if n == end else 2.5
        near = start >= 0 and n - end <= MOST_LONE_LINES and all(
            lines[k + 1].box[1] - lines[k].box[3] < reach * lines[k].height for k in range(end - 1, n)
        )  # fmt: skip
        if not near:
            if start >= 0:
                runs.append((start, end))
            start = n
        end = n + 1
    if start >= 0:
        runs.append((start, end))
    return [
        (start, end) for start, end in runs
        if sum((len(row) >= FEWEST_COLUMNS) + (len(row) > 6) for row in parts[start:end]) >= 2
        and any(_FIGURE.fullmatch(part.text) for row in parts[start:end] for part in row)
    ]  # fmt: skip


def _table(page: Page, parts: Sequence[Row], rules: np.ndarray) -> Table:
    separators = _separators(parts)
    parts = [
        [piece for part in row for piece in separate(page.glyphs, part, CLOSE_GAP, separators)]
        for row in parts
    ]
    boxes = [part.box for row in parts for part in row]
    whole = _around(boxes)
    edges = [whole[0], *separators, whole[2]]
    rows = _rows(parts, whole, rules)
    ambiguous = False
    pieces: list[Piece] = []
    for number, row in enumerate(rows):
        for first, last, members in _cells(row, separators):
            figures = sum(_FIGURE.fullmatch(member.text) is not None for member in members)
            ambiguous = ambiguous or (figures > 0 and (len(members) > 1 or first != last))
            cell = (edges[first], whole[1], edges[last + 1], whole[3])
            chosen = [index for member in members for index in member.glyphs]
            pieces.append(
                Piece(
                    text=cell_text(page.glyphs, chosen, cell), row=number, column=first,
                    place=page.place(_around([member.box for member in members])),
                    column_span=last - first + 1,
                )
            )  # fmt: skip
    if ambiguous:
        pieces = _counted(pieces)
    else:
        pieces += _blanks(pieces, edges)
    return Table(tuple(edges), len(rows), tuple(pieces), whole, page.number, ragged=ambiguous)


def _cells(row: Row, separators: Sequence[float]) -> list[tuple[int, int, list[Line]]]:
    """The parts of a row by the columns (first, last) that they share; a wrapped label is one cell."""
    cells: list[tuple[int, int, list[Line]]] = []
    for part in sorted(row, key=lambda part: part.box[0]):
        first = int(np.searchsorted(separators, part.box[0] + 0.5))
        last = max(first, int(np.searchsorted(separators, part.box[2] - 0.5)))
        if cells and first <= cells[-1][1]:
            before_first, before_last, members = cells[-1]
            cells[-1] = (before_first, max(before_last, last), [*members, part])
        else:
            cells.append((first, last, [part]))
    return cells


def _separators(parts: Sequence[Row]) -> list[float]:
    """The fewest x positions that part every two neighbours of a row."""
    gaps = sorted((right.box[0], left.box[2]) for row in parts for left, right in pairwise(row))
    chosen: list[float] = []
    open_until = open_from = -1.0
    for end, start in gaps:
        if not chosen or start >= open_until:
            open_from, open_until = start, end
            chosen.append((start + end) / 2)
        else:
            open_from = max(open_from, start)
            chosen[-1] = (open_from + open_until) / 2
    return chosen


def _rows(parts: Sequence[Row], whole: Box, rules: np.ndarray) -> list[Row]:
    """The printed rows: between horizontal strokes where there are some, else round the rows of figures."""
    wide = rules[(rules[:, 2] - rules[:, 1]) > 0.6 * (whole[2] - whole[0])]
    levels = np.sort(wide[(wide[:, 0] > whole[1]) & (wide[:, 0] < whole[3]), 0])
    if len(levels) >= 2 and len(levels) >= 0.5 * sum(_has_figures(row) for row in parts) - 1:
        banded: dict[int, Row] = {}
        for row in parts:
            banded.setdefault(int(np.searchsorted(levels, row[0].middle)), []).extend(row)
        return [banded[band] for band in sorted(banded)]
    rows = [list(row) for row in parts]
    while (nearest := _nearest(rows)) is not None:
        rows[nearest] += rows.pop(nearest + 1)
    return rows


def _nearest(rows: Sequence[Row]) -> int | None:
    """The first of two neighbouring rows that are lines of one row: nearer than either is to its other
    neighbour, and not both with figures."""
    gaps = [_distance(one, other) for one, other in pairwise(rows)]
    for n in sorted(range(len(gaps)), key=gaps.__getitem__):
        if _has_figures(rows[n]) and _has_figures(rows[n + 1]):
            continue
        height = min(rows[n][0].height, rows[n + 1][0].height)
        others = [gaps[k] for k in (n - 1, n + 1) if 0 <= k < len(gaps)]
        if gaps[n] < 0.05 * height or (gaps[n] < 0.7 * height and gaps[n] < 0.6 * min(others, default=0.0)):
            return n
    return None


def _has_figures(row: Row) -> bool:
    return len(row) >= 2 and any(_FIGURE.fullmatch(part.text) for part in row)


def _distance(one: Row, other: Row) -> float:
    """Blank points between two rows of parts; negative where they overlap."""
    a, b = _around([part.box for part in one]), _around([part.box for part in other])
    return max(a[1], b[1]) - min(a[3], b[3])


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _blanks(pieces: Sequence[Piece], edges: Sequence[float]) -> list[Piece]:
    """Blank cells of the rows that have several figures: a gap there is a cell with nothing printed."""
    figures = [piece for piece in pieces if _FIGURE.fullmatch(piece.text)]
    counts = Counter(piece.row for piece in figures)
    first = min((piece.column for piece in figures if counts[piece.row] > 1), default=len(edges))
    found = []
    for row in (row for row, count in counts.items() if count > 1):
        own = [piece for piece in pieces if piece.row == row]
        taken = {column for piece in own for column in range(piece.column, piece.column + piece.column_span)}
        for column in sorted(set(range(first, len(edges) - 1)) - taken):
            found.append(Piece("", row, column, own[0].place))
    return found


def _counted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with their columns only counted in their row."""
    counts: dict[int, int] = {}
    found = []
    for piece in pieces:
        column = counts.get(piece.row, 0)
        counts[piece.row] = column + 1
        found.append(Piece(piece.text, piece.row, column, piece.place))
    return found
