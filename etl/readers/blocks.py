"""What the readers share: printed words from marked-up text, and numbered blocks from raw ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from etl.document import Grid, Paragraph, Piece

# text, row, column, row span, column span; a raw block is a paragraph's text or a table's cells
RawCell = tuple[str, int, int, int, int]
RawBlock = str | list[RawCell]

# Characters that stand side by side without a blank. Full-width digits are left out on purpose:
# two numbers on two lines must not grow together.
_WIDE = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff0f\uff1a-\uffef\u2018-\u201d\u2026\u2014\U00020000-\U0003ffff"
)
_LINE_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]")
_LONG = 300
_SHORT = 120
_ENOUGH = 12


def squeeze(text: str) -> str:
    """The text as printed: runs of blanks become one, a line break between Chinese characters none.

    Characters themselves stay as they are; only those that print nothing are dropped.
    """
    text = text.strip()
    if text.isprintable() and "  " not in text:
        return text
    text = _UNPRINTED.sub("", text).strip()
    if "\n" in text:
        text = _LINE_BREAK_BETWEEN_WIDE.sub("", text)
    return _BLANKS.sub(" ", text).strip()


def lays_out(cells: Iterable[tuple[int, str, bool]]) -> bool:
    """Whether a table only arranges a page. `cells`: row, text, whether it holds another table."""
    in_row: dict[int, int] = {}
    short = nested = long = 0
    for row, text, holds_table in cells:
        in_row[row] = in_row.get(row, 0) + 1
        nested += holds_table
        long += len(text) > _LONG
        short += bool(text) and len(text) <= _SHORT and not holds_table
    if max(in_row.values(), default=0) <= 1:
        return True
    if nested:
        return short < _ENOUGH or short < 4 * nested
    return bool(long) and short < _ENOUGH


def numbered(blocks: Sequence[RawBlock], ragged: bool = False) -> tuple[Paragraph | Grid, ...]:
    """Raw blocks with their locators: `n17` for paragraphs, `t2r5c3` for cells (all from 1)."""
    done: list[Paragraph | Grid] = []
    tables = paragraphs = 0
    for block in blocks:
        if isinstance(block, str):
            paragraphs += 1
            done.append(Paragraph(block, f"n{paragraphs}"))
            continue
        tables += 1
        done.append(
            Grid(
                tuple(
                    Piece(text, row, column, f"t{tables}r{row + 1}c{column + 1}", row_span, column_span)
                    for text, row, column, row_span, column_span in block
                ),
                ragged,
            )
        )
    return tuple(done)
