"""Digits of a cell that styles set in another order than the page's text has them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.css.cascade import Cascade
from etl.readers.html.css.declarations import Declarations
from etl.readers.html.markup import Markup

_SIGN = re.compile(rb"float:(?:left|right)|-reverse|(?<![a-z-])order:-?\d|(?<!backface-)position:absolute")
_STYLES = ("float", "-reverse", "order:", "absolute")
_CANDIDATES = ",".join(f'{cell} [style*="{name}" i]' for cell in ("td", "th") for name in _STYLES)
_PROPERTIES = frozenset({"float", "flex-direction", "flex-flow", "order", "position"})
_FIGURE = re.compile(r"\d[\d\s,.，]*\d")
_WORD = "[样式]"


def mark_moved(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> bool:
    """Write a word into cells whose digits may stand in another order than is written; whether there are any."""
    if not _SIGN.search(markup.squeezed):
        return False
    cascade.load(_PROPERTIES)
    nodes = {node.mem_id: node for node in (*tree.css(_CANDIDATES), *cascade.matched_by(_moves))}
    moved = [
        node
        for node in nodes.values()
        if _is_among_digits(node) and _moves(cascade.style(node, node.attributes))
    ]
    for node in moved:
        node.insert_before(_WORD)
    return bool(moved)


def _moves(style: Declarations) -> bool:
    if style.get("float") in ("left", "right") or style.get("position") == "absolute":
        return True
    if any("-reverse" in style.get(name, "") for name in ("flex-direction", "flex-flow")):
        return True
    return style.get("order", "0") != "0"


def _is_among_digits(node: LexborNode) -> bool:
    """Whether a node in a cell of one figure holds a part of its digits, or holds them in several parts."""
    cell = node
    while cell.tag not in ("td", "th"):
        if cell.parent is None:
            return False
        cell = cell.parent
    words, own = cell.text().strip(), node.text().strip()
    if cell.mem_id == node.mem_id or not own or not _FIGURE.fullmatch(words):
        return False
    return own != words or len(list(node.iter())) > 1
