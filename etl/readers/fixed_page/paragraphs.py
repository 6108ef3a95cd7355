"""Paragraphs from lines: a full line continues in the next if that begins at the left margin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model.document import Grid, Paragraph
from etl.readers.fixed_page.lines import Line, separate
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.table_grid import Table

COLUMN_GAP = 3.0
"""Heights of a line: words farther apart than this are separated by a blank."""
_NARROW = re.compile(r"[A-Za-z0-9]")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
_HEADING_END = re.compile(r"(?:情况|事项|问题)$")
_TITLE_END = re.compile(r"(?:报告|年报)$")


def paragraphs_and_grids(blocks: Sequence[tuple[Page, Table | Line]]) -> list[Paragraph | Grid]:
    """Turn lines and tables, each with its page, into a document's blocks; wrapped lines are joined, also over a
    page break."""
    result: list[Paragraph | Grid] = []
    margins = _margins(blocks)
    before: tuple[Page, Line] | None = None
    for page, block in blocks:
        if isinstance(block, Table):
            before = None
            result.append(_grid_or_paragraph(block))
            continue
        text = _text(page, block)
        if before and _continues(before, (page, block), margins):
            result[-1] = _joined(result[-1], text, block)
        else:
            result.append(Paragraph(text, page.locator(block.box)))
        before = (page, block)
    return result


def _grid_or_paragraph(table: Table) -> Paragraph | Grid:
    """A table of a single piece is a framed heading."""
    if len(table.pieces) == 1:
        return Paragraph(table.pieces[0].text, table.pieces[0].locator)
    return table.grid()


def _text(page: Page, line: Line) -> str:
    parts = separate(page.glyphs, line, COLUMN_GAP)
    return " ".join(part.text for part in parts).replace("\n", " ")


def _joined(block: Paragraph | Grid, text: str, line: Line) -> Paragraph:
    """The paragraph continued by the text of the next line."""
    assert isinstance(block, Paragraph)
    blank = " " if _NARROW.match(block.text[-1]) and _NARROW.match(line.text[0]) else ""
    return Paragraph(block.text + blank + text, block.locator)


def _margins(blocks: Sequence[tuple[Page, Table | Line]]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the running text by page number."""
    edges: dict[int, tuple[float, float]] = {}
    for page, block in blocks:
        if isinstance(block, Line):
            left, right = edges.get(page.number, (block.box[0], block.box[2]))
            edges[page.number] = (min(left, block.box[0]), max(right, block.box[2]))
    return edges


def _continues(
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
        and not _is_whole(line, next_line)
    )


def _is_whole(line: Line, after: Line) -> bool:
    """Whether a line ends as a heading of the form, or as a title above smaller print."""
    if _HEADING.match(line.text) and _HEADING_END.search(line.text):
        return True
    return bool(_TITLE_END.search(line.text)) and after.height < 0.9 * line.height
