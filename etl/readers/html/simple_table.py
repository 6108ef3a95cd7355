"""Tables as most pages have them, read in one pass: no table inside, no head, foot, caption or form field."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.common.blocks import squeeze
from etl.readers.html.spans import Row, Span
from etl.readers.html.tables import Spans

_INLINE = frozenset({"span", "font", "b", "strong", "a", "i", "em", "u", "o:p", "small"})
_BREAKING = frozenset({"p", "div", "center", "br"})
_SILENT = frozenset({"colgroup", "col"})
# the parser's numbers of tags: to get a node's number takes a third of the time of getting its tag's name
_NUMBERS = {
    node.tag: node.tag_id
    for node in LexborHTMLParser("<table><tr><th></th><td>-").css("table")[0].traverse(include_text=True)
}
_TEXT, _ROW = _NUMBERS["-text"], _NUMBERS["tr"]
_CELLS = frozenset({_NUMBERS["td"], _NUMBERS["th"]})


def plain_rows(table: LexborNode, spanning: Spans) -> list[Row] | None:
    """The rows of the table, in printed order; None where it holds anything unusual."""
    rows: list[Row] = []
    line: list[str] = []
    spans: dict[int, Span] = {}
    words = ""
    gap = ""  # blanks behind the words, which are part of them only if more follows: most stand between cells
    inside = broken = spanned = False  # in a row's cell; behind a block in it; in a row with spans
    group = -1
    nodes = table.traverse(include_text=True)
    next(nodes)
    for node in nodes:
        kind = node.tag_id
        if kind == _TEXT:
            text = node.text_content or ""
            if not words:
                if inside or not text.isspace():
                    words = text
            elif broken or not text.isspace():
                words += gap + "\n" + text if broken and _after_block(node) else gap + text
                gap = ""
            else:
                gap += text
        elif kind in _CELLS:
            if inside:
                line.append(words if words.isalnum() else squeeze(words))
                words = gap = ""
            inside = True
            broken = False
            if spanned and (stated := spanning.stated.get(node.mem_id)):
                spans[len(line)] = stated
        elif kind == _ROW:
            if inside:
                line.append(words if words.isalnum() else squeeze(words))
                words = gap = ""
                inside = False
            line, spans = [], {}
            rows.append((group, line, spans))
            spanned = node.mem_id in spanning.rows
        else:
            tag = node.tag
            if tag in _INLINE:
                if broken and words and _after_block(node):
                    words += gap + "\n"
                    gap = ""
            elif tag in _BREAKING:
                broken = True
                if words:
                    words += gap + "\n"
                    gap = ""
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
