"""Sheets that say of themselves that they are a draft or were corrected, beside the ones that count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from etl.model.document import Block, Document, Note, PartName
from etl.recognise import tables_printed
from etl.recognise.rows.table_caption import Edition, edition_of


def without_superseded_parts(document: Document) -> Document:
    """The document without drafts (初稿, 更正前, 样表) that another part with the same tables takes the place of.

    Each part left out is noted.
    """
    if not any(_edition(block) is Edition.SUPERSEDED for block in document.blocks):
        return document
    parts = list(_parts(document))
    tables = [tables_printed(replace(document, blocks=part)) for part in parts]
    replaced = {
        number
        for number, part in enumerate(parts)
        if _edition(part[0]) is Edition.SUPERSEDED
        and any(
            tables[number] <= tables[other] and tables[other] and _edition(parts[other][0]) >= Edition.UNSAID
            for other in range(len(parts))
        )
    }
    blocks = [block for number, part in enumerate(parts) if number not in replaced for block in part]
    notes = [Note("superseded_sheet", _name(parts[number][0])) for number in sorted(replaced)]
    return replace(document, blocks=tuple(blocks), notes=(*document.notes, *notes))


def _parts(document: Document) -> Iterator[tuple[Block, ...]]:
    part: list[Block] = []
    for block in document.blocks:
        if isinstance(block, PartName) and part:
            yield tuple(part)
            part = []
        part.append(block)
    if part:
        yield tuple(part)


def _name(block: Block) -> str:
    return block.name if isinstance(block, PartName) else ""


def _edition(block: Block) -> Edition:
    return edition_of(_name(block))
