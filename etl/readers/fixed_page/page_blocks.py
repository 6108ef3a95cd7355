"""Tables and lines of one page in reading order, without page numbers and running headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from etl.model.document import Note
from etl.readers.fixed_page.borderless import aligned_tables
from etl.readers.fixed_page.geometry import Box
from etl.readers.fixed_page.lattice import lattices
from etl.readers.fixed_page.lines import Line, lines_of
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.table_grid import PICTURE, Table, fill, is_pictured

MARGIN = 0.1
"""Part of the page's height in which page numbers stand, at the top and at the bottom."""
RUNNING = 0.08
"""Part of the page's height in which running headers and footers stand."""

_MARKED_NUMBER = re.compile(r"[-－—–―─·•~～]+\s*\d{1,3}\s*[-－—–―─·•~～]+|第?\s*\d{1,3}\s*页.{0,12}")
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\s*[/／]\s*\d{1,3})?")
_DIGITS = re.compile(r"\d+")
_FEWEST_ROWS = 3  # of a table that has rules only between its rows
_LONGEST_WATERMARK = 60  # characters of its copies together
_TALLEST_HEADING, _LONGEST_HEADING = 80, 120  # points and characters of a framed heading


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """Tables and lines of one page from top to bottom, and notes on how they were read."""

    page: Page
    blocks: tuple[Table | Line, ...]
    notes: tuple[Note, ...]


def page_blocks(page: Page) -> PageBlocks:
    """Find the ruled tables of a page, then those that only align, then the remaining lines."""
    free = np.ones(len(page.glyphs.characters), bool)
    for line in _margin_lines(page):
        if _MARKED_NUMBER.fullmatch(line.text):
            free[list(line.glyphs)] = False
    ruled, notes, watermark_glyphs = _ruled_tables(page, free)
    lines = lines_of(page.glyphs, np.flatnonzero(free).tolist())
    aligned, lines = aligned_tables(page, lines)
    if aligned:
        notes.append(Note("aligned", page=str(page.shown_number)))
    if watermark_glyphs:
        notes.append(Note("watermark", page=str(page.shown_number)))
    if page.unseen_digits:
        notes.append(Note("unseen", str(page.unseen_digits)))
    if page.doubtful_digits:
        notes.append(Note("half_seen", page=str(page.shown_number)))
    if page.false_digits:
        notes.append(Note("false_digits", page=str(page.shown_number)))
    if page.struck_digits:
        notes.append(Note("struck_out", str(page.struck_digits)))
    text = [line for line in lines if not _is_page_number(page, line, lines)]
    blocks: list[Table | Line] = sorted(
        [*ruled, *aligned, *text], key=lambda block: (block.box[1], block.box[0])
    )
    return PageBlocks(page, tuple(blocks), tuple(notes))


def _ruled_tables(page: Page, free: np.ndarray) -> tuple[list[Table], list[Note], int]:
    """Fill ruled tables, small ones first since they may stand in a frame; the glyphs taken are no longer `free`.

    Returns the tables, notes on them, and how many glyphs are a watermark.
    """
    tables: list[Table] = []
    notes: list[Note] = []
    watermark_glyphs = page.slanted_glyphs
    for lattice in sorted(lattices(page.horizontal, page.vertical), key=lambda each: _area(each.bounds)):
        filled = fill(page, lattice, free)
        if not _is_data(filled.table):
            continue
        free &= ~filled.taken
        watermark_glyphs += filled.watermark_glyphs
        tables.append(filled.table)
        if pictured := sum(map(is_pictured, filled.table.pieces)):
            notes.append(Note("pictured_cells", str(pictured)))
        if lattice.torn:
            notes.append(Note("torn_frame", page=str(page.shown_number)))
    return tables, notes, watermark_glyphs


def _is_data(table: Table) -> bool:
    """Whether ruled lines make a table rather than a frame around text, or rules between rows alone.

    Where the columns of a table with rules between its rows are, only the text can tell.
    """
    if not any(piece.text not in ("", PICTURE) for piece in table.pieces):
        return False
    if len(table.pieces) == 1:
        height, text = table.box[3] - table.box[1], table.pieces[0].text
        return height <= _TALLEST_HEADING and len(text) <= _LONGEST_HEADING
    return len(table.xs) > 2 or len(table.pieces) < _FEWEST_ROWS


def running_lines(pages: Sequence[PageBlocks]) -> list[str]:
    """The headers and footers that the pages of a document repeat."""
    running = _running(pages)
    return [
        line.text for page in pages for line in _edge_lines(page) if _without_digits(line.text) in running
    ]


def watermark_words(pages: Sequence[PageBlocks]) -> list[str]:
    """What stands across the pages as a watermark."""
    return [words[:_LONGEST_WATERMARK] for page in pages for words in page.page.watermarks]


def _running(pages: Sequence[PageBlocks]) -> set[str]:
    """Lines at the edge, without their digits, that half of the pages or more repeat."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_without_digits(line.text) for line in _edge_lines(page)})
    return {text for text, count in counts.items() if count >= 2 and 2 * count >= len(pages)}


def without_running_lines(pages: Sequence[PageBlocks]) -> list[PageBlocks]:
    """Drop headers and footers that half of the pages or more repeat, except the first copy of a header."""
    running = _running(pages)
    first_headers: set[str] = set()
    return [_without_running(page, running, first_headers) for page in pages]


def _without_running(page: PageBlocks, running: set[str], first_headers: set[str]) -> PageBlocks:
    dropped: list[Line] = []
    for line in _edge_lines(page):
        text = _without_digits(line.text)
        if text not in running:
            continue
        if line.middle < page.page.height / 2 and text not in first_headers:
            first_headers.add(text)
        else:
            dropped.append(line)
    return replace(page, blocks=tuple(block for block in page.blocks if block not in dropped))


def _edge_lines(page: PageBlocks) -> list[Line]:
    """Lines at the top and bottom edge, where running headers and footers stand."""
    height = page.page.height
    return [
        block for block in page.blocks
        if isinstance(block, Line) and not RUNNING * height <= block.middle <= (1 - RUNNING) * height
    ]  # fmt: skip


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _margin_lines(page: Page) -> list[Line]:
    middle = (page.glyphs.box[:, 1] + page.glyphs.box[:, 3]) / 2
    at_edge = np.flatnonzero((middle < MARGIN * page.height) | (middle > (1 - MARGIN) * page.height))
    return lines_of(page.glyphs, at_edge.tolist())


def _is_page_number(page: Page, line: Line, lines: list[Line]) -> bool:
    """Whether a line is a bare number, first or last on the page, in its margin."""
    if line is not lines[0] and line is not lines[-1]:
        return False
    in_margin = line.middle < MARGIN * page.height or line.middle > (1 - MARGIN) * page.height
    return in_margin and _BARE_NUMBER.fullmatch(line.text) is not None


def page_number(page: Page, lines: list[Line]) -> int:
    """The number that is printed in the margin of a page, of whose `lines` it is the first or the last; 0 if there is none."""
    for line in lines[-1:] + lines[:1]:
        if _is_page_number(page, line, lines) or _MARKED_NUMBER.fullmatch(line.text):
            return int(_DIGITS.findall(line.text)[0])
    return 0


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
