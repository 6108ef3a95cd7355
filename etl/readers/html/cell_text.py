"""The text of a cell or another element, with line breaks where blocks begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from etl.readers.html.table_roles import Roles
from etl.readers.html.tables import is_single

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# not part of the text of a page
SKIPPED = frozenset({
    "script", "style", "template", "noscript", "nav", "footer", "svg", "select", "button", "textarea",
    "iframe", "object", "datalist", "audio", "video", "canvas", "rp", "rt", "head", "title",
    "progress", "meter", "mphantom", "noframes", "noembed",
})
INLINE = frozenset({"span", "font", "b", "strong", "a"})
_WRAPPERS = INLINE | {"p", "div", "center"}
# fmt: on


class CellText(NamedTuple):
    """The words of an element, and the tables inside it, whose words are not among them."""

    words: str
    tables: Sequence[LexborNode] = ()


_EMPTY = CellText("")


def text_of(top: LexborNode, roles: Roles) -> CellText:
    """Collect the words of an element and the data tables inside it."""
    node = top.first_child
    has_roles = bool(roles)
    # most cells hold one text, at most wrapped
    while node is not None and node.next is None and not has_roles:
        if node.is_text_node:
            return CellText(node.text_content or "")
        if node.tag not in _WRAPPERS:
            break
        node = node.first_child
    return _EMPTY if node is None else _walked(node, roles)


def _walked(node: LexborNode | None, roles: Roles) -> CellText:
    """Collect words from a node and its following siblings on; the stack is explicit, as pages may nest deeply."""
    words: list[str] = []
    tables: list[LexborNode] = []
    stack: list[tuple[bool, LexborNode | None]] = []
    while node is not None or stack:
        if node is None:
            is_block, node = stack.pop()
            if is_block:
                words.append("\n")
        elif node.is_text_node:
            words.append(node.text_content or "")
            node = node.next
        elif (tag := node.tag) == "br":
            words.append("\n")
            node = node.next
        elif tag in SKIPPED:
            node = node.next
        elif _is_inner_table(node, tag, roles):
            words.append("\n")
            tables.append(node)
            node = node.next
        else:
            is_block = tag in BLOCKS
            if is_block or tag == "sup":
                words.append("\n" if is_block else " ")
            stack.append((is_block, node.next))
            node = node.first_child
    return CellText("".join(words), tables)


def _is_inner_table(node: LexborNode, tag: str | None, roles: Roles) -> bool:
    is_table = tag == "table" or (bool(roles) and roles.of(node) == "table")
    return is_table and not is_single(node, roles)
