"""Tables as most pages have them, read in one pass: no table inside, no head, foot, caption or form field."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from etl.readers.blocks import squeeze
from etl.readers.html_grid import Row, Span
from etl.readers.html_tables import Spans

_INLINE = frozenset({"span", "font", "b", "strong", "a", "i", "em", "u", "o:p", "small"})
_BREAKING = frozenset({"p", "div", "center", "br"})
_SILENT = frozenset({"colgroup", "col", "-text"})  # a text without any characters says nothing either


def plain_rows(table: LexborNode, spanning: Spans) -> list[Row] | None:
    """The rows of the table, in printed order; None where it holds anything unusual."""
    rows: list[Row] = []
    line: list[str] = []
    spans: dict[int, Span] = {}
    words = ""
    inside = broken = spanned = False  # in a row's cell; behind a block in it; in a row with spans
    group = -1
    nodes = table.traverse(include_text=True)
    next(nodes)
    for node in nodes:
        text = node.text_content
        if text is not None:
            if words:
                words += "\n" + text if broken and _after_block(node) else text
            elif not text.isspace():
                words = text
            continue
        tag = node.tag
        if tag == "td" or tag == "th":
            if inside:
                line.append(words if words.isalnum() else squeeze(words))
                words = ""
            inside = True
            broken = False
            if spanned and (stated := spanning.stated.get(node.mem_id)):
                spans[len(line)] = stated
        elif tag in _INLINE:
            if broken and words and _after_block(node):
                words += "\n"
        elif tag in _BREAKING:
            broken = True
            if words:
                words += "\n"
        elif tag == "tr":
            if inside:
                line.append(words if words.isalnum() else squeeze(words))
                words = ""
                inside = False
            line, spans = [], {}
            rows.append((group, line, spans))
            spanned = node.mem_id in spanning.rows
        elif tag == "tbody":
            group += 1
        elif tag not in _SILENT:
            return None
    if inside:
        line.append(squeeze(words))
    return rows


def _after_block(node: LexborNode) -> bool:
    """Whether a block ended right before the node."""
    before = node.prev
    while before is not None:
        if before.tag in _BREAKING:
            return True
        before = before.last_child
    return False
