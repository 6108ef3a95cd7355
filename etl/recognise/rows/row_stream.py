"""A document as one stream of printed rows, whatever its tables were torn into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from etl.model.document import Document, Grid, Paragraph, Piece
from etl.model.locator import word_of
from etl.model.report import State
from etl.recognise.rows.transposed import halves
from etl.text.numbers import Printed, read_number

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·~]\s*\d{1,3}\s*[-—–·~]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
# a cell of a line of text: a number with its unit, a dash, or a word for none
_CELL = r"(?:[-+－−]?\d[\d,，.．]*(?:元|万元|件|项|条|次|个|份)?|[-/／—–─―－−]+|无|零)"
_NUMBERS_BEHIND = re.compile(rf"(?P<label>.*?\S)(?P<numbers>(?:\s+{_CELL})+)\s*")
_NUMBERS_ALONE = re.compile(rf"\s*{_CELL}(?:\s+{_CELL})*\s*")


@dataclass(frozen=True)
class PrintedRow:
    """One printed row: its pieces in order. `grid` numbers the grid that it stands in, -1 in running text;
    `positioned`: the pieces' columns are places on the page and not only a count."""

    pieces: tuple[Piece, ...]
    grid: int = -1
    positioned: bool = False

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        return tuple(read_number(piece.text) for piece in self.pieces)

    @cached_property
    def texts(self) -> tuple[int, ...]:
        """Indexes of the pieces that are neither numbers nor blanks."""
        return tuple(at for at, printed in enumerate(self.printed) if printed.state is State.TEXT)

    @cached_property
    def figures(self) -> int:
        """How many pieces state a number, a dash or a word for none."""
        return sum(printed.state in (State.NUMBER, State.DASH, State.WORD) for printed in self.printed)


def printed_rows(document: Document) -> Iterator[PrintedRow]:
    """Rows of grids and lines of text in reading order.

    Numbers that stand alone on lines of text belong to the row that the text before them began.
    """
    grid = -1
    waiting: list[Piece] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if _PAGE_NUMBER.fullmatch(block.text):
                continue
            pieces = _line_pieces(block)
            if len(pieces) > 1 or (_NUMBERS_ALONE.fullmatch(block.text) and len(pieces) == 1):
                if waiting and _all_numbers(pieces):
                    waiting += pieces
                    continue
                yield from _row(waiting)
                waiting = pieces
            else:
                yield from _row(waiting)
                waiting = pieces
            continue
        yield from _row(waiting)
        waiting = []
        for part in halves(block):
            grid += 1
            for pieces_of_row in _without_page_numbers(part):
                yield PrintedRow(pieces_of_row, grid, not part.ragged)
    yield from _row(waiting)


def _row(pieces: list[Piece]) -> Iterator[PrintedRow]:
    if pieces:
        yield PrintedRow(tuple(Piece(p.text, p.row, at, p.locator) for at, p in enumerate(pieces)))


def _without_page_numbers(grid: Grid) -> Iterator[tuple[Piece, ...]]:
    for row in grid.rows():
        printed = [piece for piece in row if piece.text.strip()]
        if len(printed) == 1 and _PAGE_NUMBER.fullmatch(printed[0].text):
            continue
        yield row


def _all_numbers(pieces: list[Piece]) -> bool:
    return all(read_number(piece.text).state is not State.TEXT for piece in pieces)


def _line_pieces(paragraph: Paragraph) -> list[Piece]:
    """A line of text as pieces: a label and the numbers behind it, numbers alone, or the whole line."""
    text = paragraph.text
    if len(text) > 160:
        return [Piece(text, 0, 0, paragraph.locator)]
    if _NUMBERS_ALONE.fullmatch(text):
        words = text.split()
    elif match := _NUMBERS_BEHIND.fullmatch(text):
        words = [match["label"], *match["numbers"].split()]
    else:
        words = [text]
    if len(words) == 1:
        return [Piece(text, 0, 0, paragraph.locator)]
    return [Piece(word, 0, at, word_of(paragraph.locator, at + 1)) for at, word in enumerate(words)]
