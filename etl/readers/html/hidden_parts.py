"""Take out of a page the elements that it does not display, and text that is struck out."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.common.blocks import squeeze
from etl.readers.html import visibility
from etl.readers.html.markup import Markup

_MAY_BE_REMOVED = '[hidden],[style*="display" i]'
_MAY_BE_INVISIBLE = '[style*="visibility" i]'
_MAY_BE_STRUCK = 'del,s,strike,[style*="line-through" i]'
_STRIKING_TAGS = ("del", "s", "strike")
_STRIKING_TAG = re.compile(rb"<(?:del|s|strike)[\s/>]|<(?:del|s|strike)$", re.MULTILINE)
_SHOWN_BY_SCRIPT = "js_content"  # the article of a WeChat page


def prune(tree: LexborHTMLParser, markup: Markup) -> list[Note]:
    """Take out of the tree what the page does not show; returns notes on what a person should know."""
    notes: list[Note] = []
    if b"display" in markup.source or b"hidden" in markup.source:
        _drop_removed(tree, notes)
    if b"visibility" in markup.source:
        _empty_invisible(tree)
    if visibility.may_strike(markup.source) or _STRIKING_TAG.search(markup.source):
        _drop_struck(tree, notes)
    return notes


def style_of(node: LexborNode) -> visibility.Declarations:
    """The declarations of an element's style attribute."""
    return visibility.declarations(node.attributes.get("style") or "")


def _empty_invisible(tree: LexborHTMLParser) -> None:
    """Drop the content of invisible elements; WeChat's article stays invisible only until its script has run."""
    for node in tree.css(_MAY_BE_INVISIBLE):
        if visibility.is_invisible(style_of(node)) and node.attributes.get("id") != _SHOWN_BY_SCRIPT:
            for child in list(node.iter(include_text=True)):
                child.decompose()


def _drop_struck(tree: LexborHTMLParser, notes: list[Note]) -> None:
    struck = [node for node in tree.css(_MAY_BE_STRUCK) if _is_struck(node) and squeeze(node.text())]
    for node in struck:
        node.decompose()
    if struck:
        notes.append(Note("struck_out", str(len(struck))))


def _is_struck(node: LexborNode) -> bool:
    return node.tag in _STRIKING_TAGS or visibility.is_struck(style_of(node))


def _drop_removed(tree: LexborHTMLParser, notes: list[Note]) -> None:
    removed = [node for node in tree.css(_MAY_BE_REMOVED) if _is_removed(node)]
    if not removed:
        return
    tables = sum(len(node.css("table")) for node in removed)
    if tables and tables >= len(tree.css("table")):
        # some sites show the article only by a script: better read it, and say so
        notes.append(Note("hidden_tables"))
        removed = [node for node in removed if not node.css_first("table")]
    elif tables:
        panels = {node.mem_id for node in removed if node.css_first("table") and _is_tab_panel(node)}
        if panels:
            notes.append(Note("tabbed_tables"))
        removed = [node for node in removed if node.mem_id not in panels]
    for node in reversed(removed):
        node.decompose()


def _is_removed(node: LexborNode) -> bool:
    if node.tag in ("body", "html"):
        return False
    return "hidden" in node.attributes or visibility.is_removed(style_of(node))


def _is_tab_panel(node: LexborNode) -> bool:
    """Whether a hidden element is a tab panel: a sibling with the same class is visible."""
    name = _first_class(node)
    if not name or node.parent is None:
        return False
    return any(
        sibling.tag == node.tag
        and sibling.mem_id != node.mem_id
        and _first_class(sibling) == name
        and not visibility.is_removed(style_of(sibling))
        for sibling in node.parent.iter()
    )


def _first_class(node: LexborNode) -> str:
    return next(iter((node.attributes.get("class") or "").split()), "")
