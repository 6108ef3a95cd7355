"""Tables and lines of all pages to the blocks of a document."""

from __future__ import annotations

from collections.abc import Sequence

from etl.model.document import Grid, Paragraph
from etl.readers.fixed_page.lines import Line
from etl.readers.fixed_page.page_blocks import PageBlocks
from etl.readers.fixed_page.page_breaks import continues, stitched
from etl.readers.fixed_page.paragraphs import paragraphs_and_grids
from etl.readers.fixed_page.printed_page import Page
from etl.readers.fixed_page.table_grid import Table


def blocks_of_pages(pages: Sequence[PageBlocks]) -> list[Paragraph | Grid]:
    """Paragraphs and grids in reading order; a table that continues over a page break is one grid."""
    blocks: list[tuple[Page, Table | Line]] = []
    for page in pages:
        for number, block in enumerate(page.blocks):
            before = blocks[-1][1] if blocks and not number else None
            if isinstance(block, Table) and isinstance(before, Table) and continues(before, block):
                blocks[-1] = (page.page, stitched(before, block))
            else:
                blocks.append((page.page, block))
    return paragraphs_and_grids(blocks)
