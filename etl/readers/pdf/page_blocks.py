"""A page -> its tables and lines in reading order, without page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from etl.model.document import Note
from etl.readers.pdf.borderless import aligned_tables
from etl.readers.pdf.lattice import joined, lattices
from etl.readers.pdf.lines import Line, lines_of
from etl.readers.pdf.pdf_page import Page
from etl.readers.pdf.table_grid import Table, fill

MARGIN = 0.1
"""Part of the page's height in which page numbers and running heads stand."""
RUNNING = 0.08
_MARKED_NUMBER = re.compile(r"[-－—–―─·•~～]+\s*\d{1,3}\s*[-－—–―─·•~～]+|第?\s*\d{1,3}\s*页.{0,12}")
_FEWEST_ROWS = 3  # of a table that has rules only between its rows
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\s*[/／]\s*\d{1,3})?")


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """Tables and lines of one page from top to bottom, and what a reader should know about it."""

    page: Page
    blocks: tuple[Table | Line, ...]
    notes: tuple[Note, ...]


def page_blocks(page: Page) -> PageBlocks:
    """The tables (ruled ones, then ones that only align) and the other lines of a page."""
    free = np.ones(len(page.glyphs.characters), bool)
    for line in _margin_lines(page):
        if _MARKED_NUMBER.fullmatch(line.text):
            free[list(line.glyphs)] = False
    tables: list[Table] = []
    notes: list[Note] = []
    strays = page.slanted
    for lattice in sorted(lattices(page.horizontal, page.vertical), key=lambda found: _area(found.bounds)):
        table, taken, stray = fill(page, lattice, free)
        if not any(piece.text for piece in table.pieces) or _is_frame(table) or _has_no_columns(table):
            continue
        free &= ~taken
        strays += stray
        tables.append(table)
        if lattice.torn:
            notes.append(Note("torn_frame", page=str(page.number)))
    lines = lines_of(page.glyphs, np.flatnonzero(free).tolist())
    found, lines = aligned_tables(page, lines, joined(page.horizontal))
    if found:
        notes.append(Note("aligned", page=str(page.number)))
    kept = [line for line in lines if not _is_page_number(page, line, lines)]
    if strays:
        notes.append(Note("watermark", page=str(page.number)))
    if page.unseen:
        notes.append(Note("unseen", str(page.unseen)))
    if page.struck:
        notes.append(Note("struck_out", str(page.struck)))
    blocks: list[Table | Line] = sorted(
        [*tables, *found, *kept], key=lambda block: (block.box[1], block.box[0])
    )
    return PageBlocks(page, tuple(blocks), tuple(notes))


def without_running_lines(pages: Sequence[PageBlocks]) -> list[PageBlocks]:
    """The pages without heads and feet that half of them or more repeat; the first head is kept."""
    seen: Counter[str] = Counter()
    for found in pages:
        seen.update({_without_digits(line.text) for line in _running_candidates(found)})
    running = {text for text, count in seen.items() if count >= 2 and 2 * count >= len(pages)}
    kept_heads: set[str] = set()
    result = []
    for found in pages:
        dropped: list[Line] = []
        for line in _running_candidates(found):
            text = _without_digits(line.text)
            if text in running:
                if line.middle < found.page.height / 2 and text not in kept_heads:
                    kept_heads.add(text)
                else:
                    dropped.append(line)
        result.append(replace(found, blocks=tuple(block for block in found.blocks if block not in dropped)))
    return result


def _running_candidates(found: PageBlocks) -> list[Line]:
    height = found.page.height
    return [
        block for block in found.blocks
        if isinstance(block, Line) and not RUNNING * height <= block.middle <= (1 - RUNNING) * height
    ]  # fmt: skip


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _margin_lines(page: Page) -> list[Line]:
    middle = (page.glyphs.box[:, 1] + page.glyphs.box[:, 3]) / 2
    at_edge = np.flatnonzero((middle < MARGIN * page.height) | (middle > (1 - MARGIN) * page.height))
    return lines_of(page.glyphs, at_edge.tolist())


def _is_page_number(page: Page, line: Line, lines: list[Line]) -> bool:
    """A bare number that stands alone, first or last, in the margin of its page."""
    if line is not lines[0] and line is not lines[-1]:
        return False
    in_margin = line.middle < MARGIN * page.height or line.middle > (1 - MARGIN) * page.height
    return in_margin and _BARE_NUMBER.fullmatch(line.text) is not None


def _is_frame(table: Table) -> bool:
    """One ruled box round more than a heading: a border of text or of the page, not a table."""
    return len(table.pieces) == 1 and (table.box[3] - table.box[1] > 80 or len(table.pieces[0].text) > 120)


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _has_no_columns(table: Table) -> bool:
    """Rules between rows alone: where its columns are, only the text tells."""
    return len(table.xs) == 2 and len(table.pieces) >= _FEWEST_ROWS
