"""What the readers share: printed words from marked-up text, and what tells a table from a frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from etl.model.document import Grid, Paragraph
from etl.model.locator import paragraph, table_cell

# Characters that stand side by side without a blank. Full-width digits are left out on purpose:
# two numbers on two lines must not grow together.
_WIDE = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff0f\uff1a-\uffef\u2018-\u201d\u2026\u2014\U00020000-\U0003ffff"
)
_LINE_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*(?=[{_WIDE}])")
# two figures one above the other are not one with a blank between its thousands
_BREAK_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*(?=\d)")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]")
_LONG = 300
_SHORT = 120
_ENOUGH = 12


def squeeze(text: str) -> str:
    """The text as printed: runs of blanks become one, a line break between Chinese characters none, one between
    digits stays.

    Characters themselves stay as they are; only those that print nothing are dropped.
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
    """Whether a table only arranges a page. `texts`: its cells by row; `nested`: cells that hold tables."""
    if not any(len(row) > 1 for row in texts):
        return True
    needed = max(_ENOUGH, 4 * nested)
    short = (1 for row in texts for text in row if 0 < len(text) <= _SHORT)
    if sum(islice(short, needed)) == needed:
        return False
    return nested > 0 or max(map(len, chain.from_iterable(texts))) > _LONG


def renumbered(blocks: Iterable[Paragraph | Grid], tables: int, paragraphs: int) -> list[Paragraph | Grid]:
    """Blocks of a part of a document, with locators counted on after `tables` and `paragraphs`."""
    done: list[Paragraph | Grid] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            done.append(Paragraph(block.text, paragraph(paragraphs)))
        else:
            tables += 1
            pieces = (
                piece._replace(locator=table_cell(tables, piece.row + 1, piece.column + 1))
                for piece in block.pieces
            )
            done.append(Grid(tuple(pieces), block.ragged))
    return done
