"""Printed words of marked-up text, tables that only lay out a page, and blocks taken over from other documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from etl.model.document import Block, Grid, Paragraph
from etl.model.locator import paragraph, table_cell

# characters between which a line break prints nothing; without full-width digits, since two numbers on two lines must
# not become one
_WIDE = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff0f\uff1a-\uffef\u2018-\u201d\u2026\u2014\U00020000-\U0003ffff"
)
_LINE_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*(?=[{_WIDE}])")
# two figures one above the other are not one number with its thousands separated
_BREAK_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*(?=\d)")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]")
_SHORT_CELL, _LONG_CELL = 120, 300  # characters
_FEWEST_SHORT_CELLS = 12  # that make a table of data
_SHORT_PER_NESTED = 4


def squeeze(text: str) -> str:
    """Return a text as printed.

    Runs of blanks become one blank; a line break between Chinese characters vanishes, one between digits stays.
    Characters that print nothing are dropped, all others stay as they are.
    """
    if text.isalnum():
        return text
    text = text.strip()
    if text.isprintable() and "  " not in text:
        return text
    text = _UNPRINTED.sub("", text).strip()
    if "\n" not in text:
        return _BLANKS.sub(" ", text).strip()
    text = _LINE_BREAK_BETWEEN_WIDE.sub("", text)
    return "\n".join(_BLANKS.sub(" ", part).strip() for part in _BREAK_BETWEEN_DIGITS.split(text))


def lays_out(texts: Sequence[Sequence[str]], nested: int) -> bool:
    """Whether a table only lays out a page. `texts`: the cells by row; `nested`: how many cells hold tables."""
    if not any(len(row) > 1 for row in texts):
        return True
    needed = max(_FEWEST_SHORT_CELLS, _SHORT_PER_NESTED * nested)
    short = (1 for row in texts for text in row if 0 < len(text) <= _SHORT_CELL)
    if sum(islice(short, needed)) == needed:
        return False
    return nested > 0 or max(map(len, chain.from_iterable(texts))) > _LONG_CELL


def renumbered(blocks: Iterable[Block], tables: int, paragraphs: int) -> list[Paragraph | Grid]:
    """Take over blocks from a part of a document: their locators continue after `tables` and `paragraphs`."""
    result: list[Paragraph | Grid] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            result.append(Paragraph(block.text, paragraph(paragraphs)))
        elif isinstance(block, Grid):
            tables += 1
            pieces = (
                piece._replace(locator=table_cell(tables, piece.row + 1, piece.column + 1))
                for piece in block.pieces
            )
            result.append(Grid(tuple(pieces), block.ragged))
    return result
