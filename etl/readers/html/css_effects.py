"""What a page's own style sheet does to words in cells: hides them, strikes them out, draws digits before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.html.css_rules import style_rules

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)",
    re.IGNORECASE,
)
_REMOVING = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SHOWING = re.compile(r"display\s*:\s*(?!none)[a-z]", re.IGNORECASE)
_STRIKING = re.compile(r"text-decoration[-\w]*\s*:[^;]*line-through", re.IGNORECASE)
_DRAWN_DIGIT = re.compile(
    r"content\s*:\s*(?:\"|')[^\"']*(?:(?<![\\\da-f])\d|\\0{0,4}3\d(?![\da-f]))", re.IGNORECASE
)
_DRAWN = re.compile(r"[^,{}]*?\.([a-z_][\w-]*)\s*::?(?:before|after)\s*", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"(?:[\w.#>\s-]|\[[\w-]+\])+")
_MOST_RULES = 500


def styled(tree: LexborHTMLParser, notes: list[Note]) -> tuple[list[LexborNode], list[LexborNode]]:
    """What the style sheet hides of cells, rows and words in cells, and what words in cells it strikes out; cells with
    digits drawn by style are named."""
    rules = _COMMENT.sub("", "\n".join(node.text() for node in tree.css("style")))
    hides, strikes, draws = (told.search(rules) for told in (_HIDING, _STRIKING, _DRAWN_DIGIT))
    if not hides and not strikes and not draws:
        return [], []
    hiding: list[str] = []
    removing: list[str] = []
    striking: list[str] = []
    showing: list[str] = []
    drawn: set[str] = set()
    for number, (selectors, body) in enumerate(style_rules(rules, media=False)):
        if number > _MOST_RULES:
            break
        if draws and _DRAWN_DIGIT.search(body):
            drawn.update(name[1] for one in selectors if (name := _DRAWN.fullmatch(one)))
        for told, found in (
            (_HIDING, hiding), (_REMOVING, removing), (_STRIKING, striking), (_SHOWING, showing)
        ):  # fmt: skip
            if told.search(body):
                found += [one.strip() for one in selectors if "." in one or "#" in one]
    for drawing in drawn:
        for node in tree.css(f"td .{drawing},td.{drawing}"):
            node.insert_child("[样式]")
    if drawn:
        notes.append(Note("drawn_figures"))
    shown = {node.mem_id for node in _selected(tree, showing)} if removing else set()
    gone = [node for node in _selected(tree, removing) if node.tag in ("tr", "td", "th")]
    gone += [node for node in _selected(tree, hiding) if _in_cell(node)]
    hidden = [
        node
        for node in gone
        if node.mem_id not in shown and not _SHOWING.search(node.attributes.get("style") or "")
    ]
    return hidden, [node for node in _selected(tree, striking) if _in_cell(node)]


def _selected(tree: LexborHTMLParser, selectors: Iterable[str]) -> Iterator[LexborNode]:
    """The nodes of those selectors that name them by classes and ids alone."""
    for selector in selectors:
        if _SELECTOR.fullmatch(selector):
            try:
                yield from tree.css(selector)
            except ValueError:  # no selector of the standard
                continue


def _in_cell(node: LexborNode) -> bool:
    """Whether the node is a part of a cell, and not one that holds cells or tables itself."""
    if node.tag in ("td", "th", "tr", "table") or node.css_first("table,td") is not None:
        return False
    above = node.parent
    while above is not None and above.tag not in ("td", "th"):
        above = above.parent
    return above is not None
