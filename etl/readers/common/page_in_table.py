"""A page of which a program put every line into a row of one table: its lines become paragraphs again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from etl.model.document import Block, Grid, Paragraph, Piece

_SHORTEST_PROSE = 60
_FEWEST_LINES = 2  # one is a note in a table


def with_lines_outside(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each table cut where rows that hold one text each follow one another and one of them is a sentence."""
    for block in blocks:
        if isinstance(block, Grid) and any(_is_sentence(piece.text) for piece in block.pieces):
            yield from _cut(block)
        else:
            yield block


def _cut(grid: Grid) -> Iterator[Block]:
    rows = list(grid.rows())
    below_spans = _below_spans(rows)
    table: list[tuple[Piece, ...]] = []
    for is_alone, run in groupby(
        range(len(rows)), lambda number: below_spans[number] and _is_alone(rows[number])
    ):
        numbers = list(run)
        lines = _lines([rows[number] for number in numbers], numbers[0] == 0) if is_alone else range(0)
        table += (rows[number] for number in numbers[: lines.start])
        if lines:
            yield from _grids(table, grid.ragged)
            table = []
        for number in numbers[lines.start : lines.stop]:
            yield from (Paragraph(piece.text, piece.locator) for piece in rows[number] if piece.text.strip())
        table += (rows[number] for number in numbers[lines.stop :])
    yield from _grids(table, grid.ragged)


def _lines(run: Sequence[Sequence[Piece]], begins_table: bool) -> range:
    """Which of these rows, that hold one text each, are lines of the page: up to the last sentence, from the heading
    of the first one on or, where nothing precedes them, all above it."""
    sentences = [at for at, row in enumerate(run) if any(_is_sentence(piece.text) for piece in row)]
    if not sentences:
        return range(0)
    lines = range(0 if begins_table else max(0, sentences[0] - 1), sentences[-1] + 1)
    return lines if len(lines) >= _FEWEST_LINES else range(0)


def _grids(rows: Sequence[Sequence[Piece]], ragged: bool) -> Iterator[Grid]:
    """A table of these rows, if any has pieces."""
    numbered = (piece._replace(row=number) for number, row in enumerate(rows) for piece in row)
    if pieces := tuple(numbered):
        yield Grid(pieces, ragged)


def _below_spans(rows: Sequence[Sequence[Piece]]) -> list[bool]:
    """Of each row, whether no cell of a row above reaches into it."""
    free: list[bool] = []
    covered = 0
    for number, row in enumerate(rows):
        free.append(number >= covered)
        covered = max(chain([covered], (number + piece.row_span for piece in row)))
    return free


def _is_alone(row: Iterable[Piece]) -> bool:
    """Whether one cell of a row alone has a text."""
    return sum(piece.text.strip() != "" for piece in row) == 1


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_PROSE or text.endswith("。")
