"""Take out of a page what it does not display, and text that is struck out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.common.blocks import squeeze
from etl.readers.html.css.cascade import Cascade
from etl.readers.html.css.declarations import declarations, is_struck, may_strike
from etl.readers.html.hidden_nodes import Hidden, find_hidden, is_in_cell
from etl.readers.html.hidden_tables import decided
from etl.readers.html.markup import Markup

_MAY_BE_STRUCK = 'del,s,strike,[style*="line-through" i]'
_STRIKING_TAGS = ("del", "s", "strike")
_STRIKING_TAG = re.compile(rb"<(?:del|s|strike)[\s/>]|<(?:del|s|strike)$", re.MULTILINE)
_ROW_OR_CELL = ("tr", "td", "th")
_CELLS = ("td", "th")
_MOST_ROUNDS = 3


def prune(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> list[Note]:
    """Take out of the tree what the page does not show; returns notes on what a person should know."""
    notes = _drop_hidden(tree, markup, cascade)
    if may_strike(markup.source) or _STRIKING_TAG.search(markup.source):
        _drop_struck(tree, cascade, notes)
    return notes


def _drop_hidden(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> list[Note]:
    notes: dict[str, Note] = {}
    shown: frozenset[int] = frozenset()
    for _ in range(_MOST_ROUNDS):
        unseen = find_hidden(tree, markup, cascade, shown)
        unseen, holding, notes_of_tables = decided(tree, unseen)
        notes |= {note.kind: note for note in notes_of_tables if note.kind not in notes}
        if holding <= shown:
            break
        # hidden parts that are read may hide parts of their own
        shown |= holding
    for text in unseen.doubted:
        text.insert_before("[样式]")
    if unseen.doubted:
        notes["drawn_figures"] = Note("drawn_figures")
    if count := _drop(unseen, cascade):
        notes["unseen"] = Note("unseen", str(count))
    return list(notes.values())


def _drop(unseen: Hidden, cascade: Cascade) -> int:
    """Take unseen parts out of the tree; returns how many of them in tables had words and seemed to be displayed."""
    count = 0
    for node in unseen.texts:
        count += is_in_cell(node)
        node.decompose()
    for node in unseen.elements:
        is_displayed = cascade.style(node, node.attributes).get("display") != "none"
        if not _is_plainly_removed(node):
            count += (node.tag in _ROW_OR_CELL or is_in_cell(node)) and bool(squeeze(node.text()))
        if node.tag in _CELLS and is_displayed:
            for child in list(node.iter(include_text=True)):
                child.decompose()
        else:
            node.decompose()
    return count


def _is_plainly_removed(node: LexborNode) -> bool:
    """Whether an element says itself that it is not displayed, as what scripts keep for later does."""
    attributes = node.attributes
    return "hidden" in attributes or declarations(attributes.get("style") or "").get("display") == "none"


def _drop_struck(tree: LexborHTMLParser, cascade: Cascade, notes: list[Note]) -> None:
    struck = [node for node in tree.css(_MAY_BE_STRUCK) if _is_struck(node) and squeeze(node.text())]
    struck += _struck_in_cells(cascade.matched_by(is_struck))
    for node in struck:
        node.decompose()
    if struck:
        notes.append(Note("struck_out", str(len(struck))))


def _struck_in_cells(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    return [node for node in nodes if node.tag not in _ROW_OR_CELL and is_in_cell(node)]


def _is_struck(node: LexborNode) -> bool:
    return node.tag in _STRIKING_TAGS or is_struck(declarations(node.attributes.get("style") or ""))
