"""Files inside a file: read as any other, but not without end."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar

from etl.model.document import Block, Document, Grid, Note, PartName, Unreadable
from etl.readers.common.blocks import renumbered

_MOST_NESTED = 2
_TOO_DEEP = "文件里层层嵌入文件，没有打开；请把里面的文件另存后单独提交。"
_depth: ContextVar[int] = ContextVar("depth", default=0)


def read_embedded(data: bytes, name: str) -> Document:
    """Read a file that another one holds. Raises Unreadable as all readers do, and if files nest too deep."""
    from etl.readers import read

    depth = _depth.get()
    if depth >= _MOST_NESTED:
        raise Unreadable(_TOO_DEEP)
    token = _depth.set(depth + 1)
    try:
        return read(data, name)
    finally:
        _depth.reset(token)


def read_attached(files: Sequence[tuple[str, bytes]], document: Document) -> tuple[list[Block], list[Note]]:
    """What to add to a document for the files attached to it: those with tables are read if it has none itself, each
    under its name if there are several; all others are named."""
    blocks: list[Block] = []
    notes: list[Note] = []
    tables, paragraphs = len(document.grids), len(document.paragraphs)
    for name, data in files:
        try:
            inner = None if document.grids else read_embedded(data, name)
        except Unreadable as refusal:
            notes.append(Note("embedded_refused", name, reason=str(refusal)))
            continue
        if inner is None or not inner.grids:
            notes.append(Note("embedded_unread", name))
            continue
        own = renumbered(inner.blocks, tables, paragraphs)
        first = own[0]
        locator = first.pieces[0].locator if isinstance(first, Grid) else first.locator
        blocks += [PartName(name, locator), *own] if len(files) > 1 else own
        tables += len(inner.grids)
        paragraphs += len(inner.paragraphs)
        notes += [Note("embedded_read", name), *inner.notes]
    return blocks, notes
