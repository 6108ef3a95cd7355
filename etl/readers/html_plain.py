"""Tables as most pages have them, read in one pass: no table inside, no head, foot, caption or form field."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from etl.readers.blocks import squeeze
from etl.readers.html_tables import Row

_INLINE = frozenset({"span", "font", "b", "strong", "a", "i", "em", "u", "o:p", "small"})
_BREAKING = frozenset({"p", "div", "center", "br"})
_SILENT = frozenset({"colgroup", "col"})


def plain_rows(table: LexborNode) -> tuple[list[Row], list[list[str]]] | None:
    """What `own_rows` finds, and the cells' texts by row; None where the table holds anything unusual."""
    rows: list[Row] = []
    texts: list[list[str]] = []
    cells: list[LexborNode] = []
    line: list[str] = []
    words = ""
    group = -1
    nodes = table.traverse(include_text=True)
    next(nodes)
    for node in nodes:
        if node.is_text_node:
            text = node.text_content or ""
            if words:
                words += "\n" + text if _after_block(node) else text
            elif not text.isspace():
                words = text
            continue
        tag = node.tag
        if tag == "td" or tag == "th":
            if cells:
                line.append(squeeze(words))
                words = ""
            cells.append(node)
        elif tag in _INLINE:
            if words and _after_block(node):
                words += "\n"
        elif tag in _BREAKING:
            if words:
                words += "\n"
        elif tag == "tr":
            if cells:
                line.append(squeeze(words))
                words = ""
            cells, line = [], []
            rows.append((group, node.mem_id, cells))
            texts.append(line)
        elif tag == "tbody":
            group += 1
        elif tag not in _SILENT:
            return None
    if cells:
        line.append(squeeze(words))
    return rows, texts


def _after_block(node: LexborNode) -> bool:
    """Whether a block ended right before the node."""
    before = node.prev
    while before is not None:
        if before.tag in _BREAKING:
            return True
        before = before.last_child
    return False
