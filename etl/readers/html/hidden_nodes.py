"""Find the elements and texts of a page that nobody sees, as styles and attributes make them appear."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.css.appearance import RELEVANT, USUAL, Appearance, appearance
from etl.readers.html.css.cascade import Cascade
from etl.readers.html.css.hints import hiding_selectors, may_hide
from etl.readers.html.markup import Markup

_SHOWN_BY_SCRIPT = "js_content"  # the article of a WeChat page
_FIGURE_MARKS = " \t\r\n\xa0,.，．%％-—/"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a page does not show: whole elements that are gone, and texts without their elements.

    `doubted` are texts of figures of which nobody can say, for the picture behind them.
    """

    elements: list[LexborNode] = field(default_factory=list)
    texts: list[LexborNode] = field(default_factory=list)
    doubted: list[LexborNode] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.elements or self.texts or self.doubted)


def find_hidden(
    tree: LexborHTMLParser, markup: Markup, cascade: Cascade, shown: Set[int] = frozenset()
) -> Hidden:
    """Find what a page does not show, looking only where styles or attributes may hide something.

    `shown` are the ids of elements that are to be taken as displayed whatever hides them.
    """
    selectors = hiding_selectors(markup)
    if not selectors:
        return Hidden()
    candidates = tree.css(",".join(selectors))
    candidates += cascade.matched_by(may_hide)
    candidates += cascade.animated()
    if not candidates:
        return Hidden()
    cascade.load(RELEVANT)
    return _Search(cascade, shown, b"stylesheet" not in markup.tags).below(candidates)


class _Search:
    """One search for unseen text. `knows_grounds`: no style sheet outside the file may colour the ground."""

    def __init__(self, cascade: Cascade, shown: Set[int], knows_grounds: bool) -> None:
        self._cascade = cascade
        self._shown = shown
        self._knows_grounds = knows_grounds
        self._by_id: dict[int, Appearance] = {}
        self._done: set[int] = set()
        self._found = Hidden()

    def below(self, candidates: Iterable[LexborNode]) -> Hidden:
        for node in candidates:
            if node.mem_id not in self._done and not self._around(node).is_gone:
                self._walk(node)
        return self._found

    def _around(self, node: LexborNode) -> Appearance:
        """The appearance of the element around a node."""
        path: list[LexborNode] = []
        outer = node.parent
        while outer is not None and outer.tag not in (None, "-document") and outer.mem_id not in self._by_id:
            path.append(outer)
            outer = outer.parent
        known = self._by_id.get(outer.mem_id, USUAL) if outer is not None else USUAL
        for element in reversed(path):
            known = self._by_id[element.mem_id] = self._appearance(element, known)
        return known

    def _appearance(self, node: LexborNode, outer: Appearance) -> Appearance:
        attributes = node.attributes
        style = self._cascade.style(node, attributes)
        if not attributes and not style and node.tag != "dialog":
            return outer
        shown = appearance(node.tag or "", attributes, style, outer)
        is_kept = attributes.get("id") == _SHOWN_BY_SCRIPT or node.tag in ("body", "html")
        if is_kept or node.mem_id in self._shown:
            return shown._replace(is_visible=True, is_gone=outer.is_gone, opacity=outer.opacity)
        return shown

    def _walk(self, top: LexborNode) -> None:
        stack = [(top, self._around(top))]
        while stack:
            node, outer = stack.pop()
            if node.is_text_node:
                self._judge(node, outer)
                continue
            if node.tag in ("-comment", "style", "script") or node.mem_id in self._done:
                continue
            self._done.add(node.mem_id)
            known = self._by_id[node.mem_id] = self._appearance(node, outer)
            if known.is_gone or (is_folded(node) and node.mem_id not in self._shown):
                self._found.elements.append(node)
            else:
                stack += [(child, known) for child in node.iter(include_text=True)]

    def _judge(self, text: LexborNode, outer: Appearance) -> None:
        words = (text.text_content or "").strip()
        if not words:
            return
        is_invisible = outer.is_invisible or (is_folded(text) and is_in_cell(text))
        if is_invisible or (outer.is_lost and (self._knows_grounds or _is_figure(words))):
            self._found.texts.append(text)
        elif outer.may_be_lost and _is_figure(words) and self._is_on_own_picture(text, words):
            self._found.doubted.append(text)

    def _is_on_own_picture(self, text: LexborNode, words: str) -> bool:
        """Whether the picture behind a figure is no ground of the whole row, or other words of its cell stand on none."""
        cell = text.parent
        while cell is not None and cell.tag not in ("td", "th"):
            cell = cell.parent
        return cell is not None and (cell.text().strip() != words or self._around(cell).ground is not None)


def is_folded(node: LexborNode) -> bool:
    """Whether an element is the content of closed details, in a cell or with a table; other text is still read."""
    details = node.parent
    if details is None or details.tag != "details" or "open" in details.attributes or node.tag == "summary":
        return False
    return node.css_first("table") is not None or is_in_cell(details)


def is_in_cell(node: LexborNode) -> bool:
    """Whether a node is inside a cell of a table."""
    ancestor = node.parent
    while ancestor is not None and ancestor.tag not in ("td", "th"):
        ancestor = ancestor.parent
    return ancestor is not None


def _is_figure(words: str) -> bool:
    return words.strip(_FIGURE_MARKS).isdecimal()
