"""A document as one stream of printed rows, whether its tables were read as grids or as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count, groupby

from etl.model.document import Block, Document, Grid, Paragraph, PartName, Piece
from etl.model.locator import word_of
from etl.model.report import State
from etl.recognise.rows import label_matching
from etl.recognise.rows.figures_first import TextRow, pieces_by_row
from etl.recognise.rows.rows_of_years import split_by_year
from etl.recognise.rows.running_numbers import without_running_numbers
from etl.recognise.rows.transposed import split_side_by_side
from etl.text.numbers import Printed, read_number

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·~]\s*\d{1,3}\s*[-—–·~]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_YEAR = re.compile(r"\s*20\d\d\s*")
_LONGEST_ROW = 160
_FIGURES = (State.NUMBER, State.DASH, State.WORD)
# a cell in a line of text: a number with its unit, a dash, or a word for none
_CELL = r"(?:[-+－−]?\d[\d,，.．]*(?:元|万元|件|项|条|次|个|份)?|[-/／—–─―－−]+|无|零)"
_NUMBERS_AFTER = re.compile(rf"(?P<label>.*?\S)(?P<numbers>(?:\s+{_CELL})+)\s*")
_FIGURE_BEHIND = re.compile(r"(?P<label>.*?[^\d.,，．])(?P<figure>\d[\d,，]*(?:[.．]\d+)?)")
_NUMBERS_ALONE = re.compile(rf"\s*{_CELL}(?:\s+{_CELL})*\s*")


@dataclass(frozen=True)
class PrintedRow:
    """One printed row: its pieces in order.

    `grid` is the number of its grid, -1 in running text; `positioned` says whether the pieces' columns are
    positions in the grid and not only a count; `names_part`: it is the name of a part of the source, such as a sheet.
    """

    pieces: tuple[Piece, ...]
    grid: int = -1
    positioned: bool = False
    names_part: bool = False

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """What each piece states."""
        return tuple([read_number(piece.text) for piece in self.pieces])

    @cached_property
    def texts(self) -> tuple[int, ...]:
        """Indexes of the pieces that are neither numbers nor blanks."""
        return tuple([at for at, printed in enumerate(self.printed) if printed.state is State.TEXT])

    @cached_property
    def figures(self) -> int:
        """How many pieces state a number, a dash or a word for none."""
        return len([one for one in self.printed if one.state in _FIGURES])


def printed_rows(document: Document) -> Iterator[PrintedRow]:
    """Rows of grids and lines of text in reading order.

    Numbers that stand alone on lines of text belong to the row that the text before them began.
    """
    grids = count()
    for is_text, blocks in groupby(document.blocks, _is_text):
        if is_text:
            yield from _rows_of_text(block for block in blocks if not isinstance(block, PartName))
        else:
            for block in blocks:
                yield from _rows_of_block(block, grids)


def _rows_of_block(block: Block, numbers: Iterator[int]) -> Iterator[PrintedRow]:
    if isinstance(block, Grid):
        yield from _rows_of_grid(block, numbers)
    elif isinstance(block, PartName):
        yield PrintedRow((Piece(block.name, 0, 0, block.locator),), names_part=True)


def _is_text(block: Block) -> bool:
    """Whether a block is a line of text, or figures and blank cells that belong to the line before them."""
    return isinstance(block, Paragraph) or (
        isinstance(block, Grid)
        and block.ragged
        and all(piece.column == 0 for piece in block.pieces)
        and _all_numbers(block.pieces)
    )


def _rows_of_grid(grid: Grid, numbers: Iterator[int]) -> Iterator[PrintedRow]:
    for caption, of_year in split_by_year(without_running_numbers(grid)):
        if caption:
            yield PrintedRow((Piece(caption, 0, 0, of_year.pieces[0].locator),))
        for part in split_side_by_side(of_year):
            number = next(numbers)
            for pieces in _without_page_numbers(part):
                yield PrintedRow(pieces, number, not part.ragged)


def _rows_of_text(blocks: Iterable[Paragraph | Grid]) -> Iterator[PrintedRow]:
    for pieces in pieces_by_row(_text_rows(blocks)):
        yield PrintedRow(tuple(Piece(p.text, p.row, at, p.locator) for at, p in enumerate(pieces)))


def _text_rows(blocks: Iterable[Paragraph | Grid]) -> list[TextRow]:
    """Lines of text, each with the figures on the lines below it."""
    rows: list[TextRow] = []
    for block in blocks:
        last = rows[-1] if rows else TextRow([])
        if isinstance(block, Grid):
            is_stated = any(piece.text for piece in block.pieces)
            if rows and (is_stated or _ends_with_label(last)):
                last.below += block.pieces
            elif is_stated:
                rows.append(TextRow(list(block.pieces)))
            continue
        if _PAGE_NUMBER.fullmatch(block.text):
            continue
        pieces = _line_pieces(block)
        is_cells = len(pieces) > 1 or _NUMBERS_ALONE.fullmatch(block.text)
        is_caption = _YEAR.fullmatch(block.text) and _ends_with_title(last)
        if rows and is_cells and _all_numbers(pieces) and not is_caption:
            last.below += pieces
        else:
            rows.append(TextRow(pieces))
    return rows


def _ends_with_label(row: TextRow) -> bool:
    """Whether blank cells after this text are those of a row of the form, and not covered by a merged heading."""
    pieces = row.line + row.below
    return bool(pieces) and label_matching.table_of_row(pieces[-1].text) != ""


def _ends_with_title(row: TextRow) -> bool:
    """Whether what stands below this text is said of a whole table."""
    pieces = row.line + row.below
    return bool(pieces) and label_matching.bare(pieces[-1].text) in label_matching.table_titles()


def _without_page_numbers(grid: Grid) -> Iterator[tuple[Piece, ...]]:
    for row in grid.rows():
        printed = [piece for piece in row if piece.text.strip()]
        if len(printed) == 1 and _PAGE_NUMBER.fullmatch(printed[0].text):
            continue
        yield row


def _all_numbers(pieces: Iterable[Piece]) -> bool:
    return all(read_number(piece.text).state is not State.TEXT for piece in pieces)


def _line_pieces(paragraph: Paragraph) -> list[Piece]:
    """A line of text as pieces: a label and the numbers after it, numbers or headings alone, or the whole line."""
    text = paragraph.text
    if len(text) > _LONGEST_ROW:
        return [Piece(text, 0, 0, paragraph.locator)]
    if _NUMBERS_ALONE.fullmatch(text):
        words = text.split()
    elif match := _NUMBERS_AFTER.fullmatch(text):
        words = [match["label"], *match["numbers"].split()]
    else:
        words = text.split()
        if len(words) < 2 or not label_matching.are_headings(tuple(words)):
            words = [text]
    locators = [word_of(paragraph.locator, at) for at in range(1, len(words) + 1)]
    if len(words) == 1:
        words, locators = [text], [paragraph.locator]
    if torn := _label_and_figure(words[0]):
        words, locators = [*torn, *words[1:]], [locators[0], *locators]
    return [
        Piece(word, 0, at, locator) for at, (word, locator) in enumerate(zip(words, locators, strict=True))
    ]


def _label_and_figure(word: str) -> tuple[str, str] | None:
    """The two parts of a word that is the label of a row of the form with a figure right behind it: 行政许可31."""
    match = _FIGURE_BEHIND.fullmatch(word) if word[-1:].isdigit() else None
    is_label = match is not None and label_matching.table_of_row(match["label"])
    return (match["label"], match["figure"]) if match and is_label else None
