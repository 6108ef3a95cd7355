"""What a page's own style sheets do to words in cells: hide them, strike them out, draw digits before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.html import visibility
from etl.readers.html.markup import Markup
from etl.readers.html.style_sheets import Rule, page_rules

_GENERATED = re.compile(r"[^,{}]*?\.([a-z_][\w-]*)\s*::?(?:before|after)\s*", re.IGNORECASE)
_SELECTOR = re.compile(r"(?:[\w.#>\s-]|\[[\w-]+\])+")


class Affected(NamedTuple):
    """Cells, rows and words in cells that the style sheets hide, and words in cells that they strike out."""

    hidden: Sequence[LexborNode]
    struck: Sequence[LexborNode]


def affected_by_sheets(tree: LexborHTMLParser, markup: Markup, notes: list[Note]) -> Affected:
    """Find what style sheets hide or strike out; cells with digits drawn by style get a word, and a note."""
    hints = (visibility.may_hide, visibility.may_strike, visibility.may_draw)
    if not markup.sheets or not any(hint(markup.sheets) for hint in hints):
        return Affected((), ())
    rules = [rule for rule in page_rules(tree) if not rule.conditional]
    _mark_drawn_digits(tree, rules, notes)
    removing = _selectors(rule for rule in rules if visibility.is_removed(rule.style))
    hiding = _selectors(rule for rule in rules if visibility.is_hidden(rule.style))
    striking = _selectors(rule for rule in rules if visibility.is_struck(rule.style))
    gone = [node for node in _selected(tree, removing) if node.tag in ("tr", "td", "th")]
    gone += [node for node in _selected(tree, hiding) if _is_in_cell(node)]
    displayed = _displayed(tree, rules) if removing else set()
    hidden = [node for node in gone if node.mem_id not in displayed and not _displays(_inline(node))]
    return Affected(hidden, [node for node in _selected(tree, striking) if _is_in_cell(node)])


def _mark_drawn_digits(tree: LexborHTMLParser, rules: Iterable[Rule], notes: list[Note]) -> None:
    classes = {
        match[1]
        for rule in rules
        if visibility.draws_digit(rule.style)
        for selector in rule.selectors
        if (match := _GENERATED.fullmatch(selector))
    }
    for name in classes:
        for node in tree.css(f"td .{name},td.{name}"):
            node.insert_child("[样式]")
    if classes:
        notes.append(Note("drawn_figures"))


def _displayed(tree: LexborHTMLParser, rules: Iterable[Rule]) -> set[int]:
    """The nodes that some other rule displays."""
    selectors = _selectors(rule for rule in rules if _displays(rule.style))
    return {node.mem_id for node in _selected(tree, selectors)}


def _displays(style: visibility.Declarations) -> bool:
    return style.get("display", "none") != "none"


def _inline(node: LexborNode) -> visibility.Declarations:
    return visibility.declarations(node.attributes.get("style") or "")


def _selectors(rules: Iterable[Rule]) -> list[str]:
    """The selectors that name classes or ids; those of mere tags are for the whole page."""
    return [selector for rule in rules for selector in rule.selectors if "." in selector or "#" in selector]


def _selected(tree: LexborHTMLParser, selectors: Iterable[str]) -> Iterator[LexborNode]:
    """The nodes of simple selectors: no state of the pointer, no generated content."""
    for selector in selectors:
        if _SELECTOR.fullmatch(selector):
            try:
                yield from tree.css(selector)
            except ValueError:  # not a selector of the standard
                continue


def _is_in_cell(node: LexborNode) -> bool:
    """Whether the node is part of a cell, and neither a cell itself nor holding cells or tables."""
    if node.tag in ("td", "th", "tr", "table") or node.css_first("table,td") is not None:
        return False
    ancestor = node.parent
    while ancestor is not None and ancestor.tag not in ("td", "th"):
        ancestor = ancestor.parent
    return ancestor is not None
