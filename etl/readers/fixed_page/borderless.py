"""Tables without ruled columns: rows of text whose parts stand below one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from etl.model.document import Piece
from etl.readers.fixed_page.geometry import Box, bounding_box
from etl.readers.fixed_page.lattice import joined
from etl.readers.fixed_page.lines import Line, cell_text, separate
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.table_grid import Table

CELL_GAP = 0.6
"""Heights of a line that stay blank between two cells; justified text leaves less."""
CLOSE_GAP = 0.2
"""The same where other rows show that two columns meet."""
FEWEST_COLUMNS = 3
MOST_LONE_LINES = 8
"""Lines of a single part between two rows of one table, at most."""
_FIGURE = re.compile(r"[-+]?[\d,，．.]+[%％]?[⁰¹²³⁴-⁹]*|[/／—-]+|无")
_FIGURES = re.compile(r"[\d.,]+(?:\s[\d.,]+)+")

Row = list[Line]
"""The parts of one printed row."""


def aligned_tables(page: Page, lines: list[Line]) -> tuple[list[Table], list[Line]]:
    """Find the tables that only align; returns them and the lines that belong to none.

    Rows are exact where horizontal strokes of the page separate them.
    """
    if not any(line.gap > CELL_GAP for line in lines):
        return [], lines
    rules = joined(page.horizontal)
    rows = [_parts(page, line) for line in lines]
    tables, others, position = [], [], 0
    for start, end in _runs(lines, rows):
        others += lines[position:start]
        tables.append(_table(page, rows[start:end], rules))
        position = end
    return tables, others + lines[position:]


def _parts(page: Page, line: Line) -> Row:
    """The cells of a line; figures beside one another are cells of their own at any distance."""
    parts: Row = []
    for part in separate(page.glyphs, line, CELL_GAP):
        parts += separate(page.glyphs, part, CLOSE_GAP) if _FIGURES.fullmatch(part.text) else [part]
    return parts


def _runs(lines: Sequence[Line], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Ranges of lines that make a table: two rows or more of three parts, with few lone parts between."""
    runs: list[tuple[int, int]] = []
    start = end = -1
    for number, row in enumerate(rows):
        if len(row) < 2:
            continue
        if not (start >= 0 and _is_near(lines, end, number)):
            if start >= 0:
                runs.append((start, end))
            start = number
        end = number + 1
    if start >= 0:
        runs.append((start, end))
    return [(start, end) for start, end in runs if _is_table(rows[start:end])]


def _is_near(lines: Sequence[Line], end: int, number: int) -> bool:
    """Whether line `number` still belongs to the table whose last row is line `end` - 1."""
    reach = 4.0 if number == end else 2.5
    return number - end <= MOST_LONE_LINES and all(
        lines[k + 1].box[1] - lines[k].box[3] < reach * lines[k].height for k in range(end - 1, number)
    )


def _is_table(rows: Sequence[Row]) -> bool:
    wide_rows = sum((len(row) >= FEWEST_COLUMNS) + (len(row) > 6) for row in rows)
    return wide_rows >= 2 and any(_FIGURE.fullmatch(part.text) for row in rows for part in row)


def _table(page: Page, rows: Sequence[Row], rules: np.ndarray) -> Table:
    separators = _separators(rows)
    rows = [
        [piece for part in row for piece in separate(page.glyphs, part, CLOSE_GAP, separators)]
        for row in rows
    ]
    box = bounding_box([part.box for row in rows for part in row])
    edges = [box[0], *separators, box[2]]
    printed_rows = _merged_rows(rows, box, rules)
    ambiguous = False
    pieces: list[Piece] = []
    for number, row in enumerate(printed_rows):
        for first, last, members in _cells(row, separators):
            figures = sum(_FIGURE.fullmatch(member.text) is not None for member in members)
            ambiguous = ambiguous or (figures > 0 and (len(members) > 1 or first != last))
            cell = (edges[first], box[1], edges[last + 1], box[3])
            text = cell_text(page.glyphs, [index for member in members for index in member.glyphs], cell)
            locator = page.locator(bounding_box([member.box for member in members]))
            pieces.append(Piece(text, number, first, locator, column_span=last - first + 1))
    pieces = _in_order(pieces) if ambiguous else pieces + _blanks(pieces, edges)
    return Table(tuple(edges), len(printed_rows), tuple(pieces), box, page.number, ragged=ambiguous)


def _cells(row: Row, separators: Sequence[float]) -> list[tuple[int, int, list[Line]]]:
    """The parts of a row by the columns (first, last) that they share; a wrapped label is one cell."""
    cells: list[tuple[int, int, list[Line]]] = []
    for part in sorted(row, key=lambda part: part.box[0]):
        first = bisect_left(separators, part.box[0] + 0.5)
        last = max(first, bisect_left(separators, part.box[2] - 0.5))
        if cells and first <= cells[-1][1]:
            before_first, before_last, members = cells[-1]
            cells[-1] = (before_first, max(before_last, last), [*members, part])
        else:
            cells.append((first, last, [part]))
    return cells


def _separators(rows: Sequence[Row]) -> list[float]:
    """The fewest x positions that separate every two neighbours of a row."""
    gaps = sorted((right.box[0], left.box[2]) for row in rows for left, right in pairwise(row))
    separators: list[float] = []
    open_until = open_from = -1.0
    for end, start in gaps:
        if not separators or start >= open_until:
            open_from, open_until = start, end
            separators.append((start + end) / 2)
        else:
            open_from = max(open_from, start)
            separators[-1] = (open_from + open_until) / 2
    return separators


def _merged_rows(rows: Sequence[Row], box: Box, rules: np.ndarray) -> list[Row]:
    """The printed rows: between horizontal strokes if there are any, else around the rows with figures."""
    wide = rules[(rules[:, 2] - rules[:, 1]) > 0.6 * (box[2] - box[0])]
    levels = np.sort(wide[(wide[:, 0] > box[1]) & (wide[:, 0] < box[3]), 0])
    if len(levels) >= 2 and len(levels) >= 0.5 * sum(_has_figures(row) for row in rows) - 1:
        bands: dict[int, Row] = {}
        for row in rows:
            bands.setdefault(int(np.searchsorted(levels, row[0].middle)), []).extend(row)
        return [bands[band] for band in sorted(bands)]
    return _around_figures(rows)


def _around_figures(rows: Sequence[Row]) -> list[Row]:
    """Rows that were wrapped, joined: two neighbours nearer to each other than either is to its other neighbour, of which
    only one has figures."""
    merged = [list(row) for row in rows]
    boxes = [bounding_box([part.box for part in row]) for row in merged]
    figures = [_has_figures(row) for row in merged]
    gaps = [_distance(upper, lower) for upper, lower in pairwise(boxes)]
    while (upper := _wrapped(merged, figures, gaps)) is not None:
        lower = upper + 1
        merged[upper] += merged.pop(lower)
        boxes[upper] = bounding_box((boxes[upper], boxes.pop(lower)))
        figures[upper] = _has_figures(merged[upper])
        del figures[lower], gaps[upper]
        for at in (upper - 1, upper):
            if 0 <= at < len(gaps):
                gaps[at] = _distance(boxes[at], boxes[at + 1])
    return merged


def _wrapped(rows: Sequence[Row], figures: Sequence[bool], gaps: Sequence[float]) -> int | None:
    """The first of two neighbouring lines that make one row; None if there are none. `gaps` lie below each row."""
    for number in sorted(range(len(gaps)), key=gaps.__getitem__):
        if figures[number] and figures[number + 1]:
            continue
        height = min(rows[number][0].height, rows[number + 1][0].height)
        gap = gaps[number]
        others = [gaps[k] for k in (number - 1, number + 1) if 0 <= k < len(gaps)]
        if gap < 0.05 * height or (gap < 0.7 * height and gap < 0.6 * min(others, default=0.0)):
            return number
    return None


def _has_figures(row: Row) -> bool:
    return len(row) >= 2 and any(_FIGURE.fullmatch(part.text) for part in row)


def _distance(upper: Box, lower: Box) -> float:
    """Blank points between two rows; negative where they overlap."""
    return max(upper[1], lower[1]) - min(upper[3], lower[3])


def _blanks(pieces: Sequence[Piece], edges: Sequence[float]) -> list[Piece]:
    """Blank cells of the rows that have several figures: a gap there is a cell with nothing printed."""
    figures = [piece for piece in pieces if _FIGURE.fullmatch(piece.text)]
    counts = Counter(piece.row for piece in figures)
    first = min((piece.column for piece in figures if counts[piece.row] > 1), default=len(edges))
    blanks = []
    for row in (row for row, count in counts.items() if count > 1):
        own = [piece for piece in pieces if piece.row == row]
        taken = {column for piece in own for column in range(piece.column, piece.column + piece.column_span)}
        for column in sorted(set(range(first, len(edges) - 1)) - taken):
            blanks.append(Piece("", row, column, own[0].locator))
    return blanks


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a ragged table: a column number only counts the pieces before it in its row."""
    counts: Counter[int] = Counter()
    ordered = []
    for piece in pieces:
        ordered.append(Piece(piece.text, piece.row, counts[piece.row], piece.locator))
        counts[piece.row] += 1
    return ordered
