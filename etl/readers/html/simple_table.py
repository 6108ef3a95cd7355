"""Tables as most pages have them, read in one pass: no table inside, no head, foot, caption or form field."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.common.blocks import squeeze
from etl.readers.html.spans import Row, Span
from etl.readers.html.tables import Spans

_BREAKING = frozenset({"p", "div", "center", "br"})
_INLINE = frozenset({"span", "font", "b", "strong", "a", "i", "em", "u", "o:p", "small"})
_USUAL = _INLINE | _BREAKING | {"tbody", "colgroup", "col"}
# the parser's numbers of tags: getting a node's number takes a third of the time of getting its tag's name
_NUMBERS = {
    node.tag: node.tag_id
    for node in LexborHTMLParser("<table><tr><th></th><td>-").css("table")[0].traverse(include_text=True)
}
_TEXT, _ROW = _NUMBERS["-text"], _NUMBERS["tr"]
_ROW_OR_CELL = frozenset({_ROW, _NUMBERS["td"], _NUMBERS["th"]})


def simple_rows(table: LexborNode, spans: Spans) -> list[Row] | None:
    """The rows of a table in printed order; None if it holds anything unusual.

    Nodes come in document order, without the ends of elements: what ends is inferred from what follows. This is
    where most of the time goes that reading a page takes, hence one loop over local variables.
    """
    rows: list[Row] = []
    cells: list[str] = []
    row_spans: dict[int, Span] = {}
    words = ""
    blanks = ""  # after the words, part of them only if more follows: most stand between cells
    in_cell = saw_block = states_spans = False  # saw_block: in this cell; states_spans: in this row
    group = -1
    nodes = table.traverse(include_text=True)
    next(nodes)
    for node in nodes:
        kind = node.tag_id
        if kind == _TEXT:
            text = node.text_content or ""
            if not words:
                words = text if in_cell or not text.isspace() else ""
            elif not saw_block and text.isspace():
                blanks += text
            else:
                words, blanks = words + blanks + _line_break(node, saw_block) + text, ""
        elif kind in _ROW_OR_CELL:
            if in_cell:
                cells.append(words if words.isalnum() else squeeze(words))
                words = blanks = ""
            in_cell, saw_block = kind != _ROW, False
            if not in_cell:
                cells, row_spans = [], {}
                rows.append((group, cells, row_spans))
                states_spans = node.mem_id in spans.rows
            elif states_spans and (span := spans.stated.get(node.mem_id)):
                row_spans[len(cells)] = span
        elif (tag := node.tag) in _USUAL:
            group += tag == "tbody"
            is_block = tag in _BREAKING
            if words and (is_block or (saw_block and _follows_block(node))):
                words, blanks = words + blanks + "\n", ""
            saw_block = saw_block or is_block
        else:
            return None
    cells += [squeeze(words)] if in_cell else []
    return rows


def _line_break(node: LexborNode, saw_block: bool) -> str:
    """What separates a text node from the words before it."""
    return "\n" if saw_block and _follows_block(node) else ""


def _follows_block(node: LexborNode) -> bool:
    """Whether a block ends right before the node."""
    before = node.prev
    while before is not None:
        if before.tag in _BREAKING:
            return True
        before = before.last_child
    return False
