"""Lines -> paragraphs: a full line and one that begins at the left margin are one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Grid, Paragraph
from etl.readers.pdf.lines import Line, separate
from etl.readers.pdf.pdf_page import Page
from etl.readers.pdf.table_grid import Table

COLUMN_GAP = 3.0
"""Heights of a line: words further apart than this are set apart by a blank."""
_NARROW = re.compile(r"[A-Za-z0-9]")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")


def paragraphs_and_grids(blocks: Sequence[tuple[Page, Table | Line]]) -> list[Paragraph | Grid]:
    """The document's blocks; wrapped lines are joined, also over a page break."""
    result: list[Paragraph | Grid] = []
    margins = _margins(blocks)
    opened: tuple[Page, Line] | None = None
    for page, block in blocks:
        if isinstance(block, Line):
            parts = separate(page.glyphs, block, COLUMN_GAP)
            text = " ".join(part.text for part in parts).replace("\n", " ")
            if opened and _goes_on(opened, (page, block), margins):
                before = result[-1]
                assert isinstance(before, Paragraph)
                blank = " " if _NARROW.match(before.text[-1]) and _NARROW.match(block.text[0]) else ""
                result[-1] = Paragraph(before.text + blank + text, before.place)
            else:
                result.append(Paragraph(text, page.place(block.box)))
            opened = (page, block)
            continue
        opened = None
        if len(block.pieces) == 1:
            result.append(Paragraph(block.pieces[0].text, block.pieces[0].place))
        else:
            result.append(block.grid())
    return result


def _margins(blocks: Sequence[tuple[Page, Table | Line]]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text by page number."""
    edges: dict[int, tuple[float, float]] = {}
    for page, block in blocks:
        if isinstance(block, Line):
            left, right = edges.get(page.number, (block.box[0], block.box[2]))
            edges[page.number] = (min(left, block.box[0]), max(right, block.box[2]))
    return edges


def _goes_on(
    before: tuple[Page, Line], after: tuple[Page, Line], margins: dict[int, tuple[float, float]]
) -> bool:
    """Whether a line is full to the right margin and the next begins at the left margin, in its size."""
    (page, line), (next_page, next_line) = before, after
    right, left = margins[page.number][1], margins[next_page.number][0]
    size = max(line.height, next_line.height)
    return (
        line.box[2] > right - 1.6 * size
        and next_line.box[0] < left + 0.8 * size
        and line.box[2] - line.box[0] > 12 * size * 0.8
        and min(line.height, next_line.height) > 0.65 * size
        and (page is not next_page or next_line.box[1] - line.box[3] < 1.8 * size)
        and not _HEADING.match(next_line.text)
    )
