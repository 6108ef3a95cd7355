"""Files inside a file: read as any other, but not without end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import ContextVar

from etl.model.document import Block, Document, Grid, Note, PartName, Unreadable
from etl.readers.common.blocks import renumbered
from etl.text.normalise import normalise

_MOST_NESTED = 2
_TOO_DEEP = "文件里层层嵌入文件，没有打开；请把里面的文件另存后单独提交。"
_TITLE = re.compile("信息公开.{0,12}(?:报告|年报)")
_TITLE_LINES = 4
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
    under its name if there are several, or if they bear the title of another report; all others are named."""
    blocks: list[Block] = []
    notes: list[Note] = []
    tables, paragraphs = len(document.grids), len(document.paragraphs)
    for name, data in files:
        try:
            inner = read_embedded(data, name)
        except Unreadable as refusal:
            notes.append(Note("embedded_refused", name, reason=str(refusal)))
            continue
        if not inner.grids or (document.grids and not _is_other_report(inner, document)):
            notes.append(Note("embedded_unread", name))
            continue
        own = renumbered(inner.blocks, tables, paragraphs)
        first = own[0]
        locator = first.pieces[0].locator if isinstance(first, Grid) else first.locator
        blocks += [PartName(name, locator), *own] if len(files) > 1 else own
        tables += len(inner.grids)
        paragraphs += len(inner.paragraphs)
        notes += [Note("embedded_report" if document.grids else "embedded_read", name), *inner.notes]
    return blocks, notes


def _is_other_report(inner: Document, outer: Document) -> bool:
    """Whether a file begins with the title of a report that the document around it does not print."""
    titles = [
        text for block in inner.paragraphs[:_TITLE_LINES] if _TITLE.search(text := normalise(block.text))
    ]
    printed = "".join(normalise(block.text) for block in outer.paragraphs)
    return bool(titles) and titles[0] not in printed
