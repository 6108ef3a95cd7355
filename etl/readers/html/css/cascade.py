"""Which declarations of a page's style sheets and style attributes hold for an element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from etl.model.document import Unreadable
from etl.readers.html.css.animations import ANIMATING, Frames, key_frames, left_by_animations
from etl.readers.html.css.declarations import (
    NO_STYLE,
    Declarations,
    Style,
    declarations,
    declare,
    inline_style,
)
from etl.readers.html.css.layers import ranks_of
from etl.readers.html.css.specificity import specificity
from etl.readers.html.css.style_sheets import Rule, page_rules, sheets
from etl.readers.html.css.variables import variables_of, with_variables
from etl.readers.html.markup import Markup

_STATE = re.compile(r":(?:hover|focus|active|visited|target|link:|-)|::")
# what holds for every element while nobody points at it
_NO_STATE = re.compile(r"(^|[\s>+~,(])?:not\(:(?:hover|focus(?:-within|-visible)?|active|visited|target)\)")
_LANGUAGE = re.compile(r""":lang\(["']?([\w-]+)["']?\)""")
_NAME = re.compile(r"[.#]([\w-]+)")
_SETS_VARIABLE = '[style*="--"]'
_MOST_COMPARISONS = 30_000_000
# the engine counts its siblings anew for every element
_AMONG_SIBLINGS = re.compile(r"~|:(?:nth|last|only|first-of|has)")
_MANY_TAGS, _MOST_STEPS = 20_000, 2_000_000_000
_COMPLEX = "网页的样式异常复杂，没有打开；请在浏览器里另存为 PDF 再提交。"

_Weight = tuple[int, int, int, int, int]  # rank of the layer, ids, classes, types, order
_Matched = tuple[_Weight, Style]


class Cascade:
    """The declarations that hold for the elements of one page."""

    def __init__(self, tree: LexborHTMLParser, markup: Markup) -> None:
        self._tree = tree
        self._markup = markup
        self._matched: dict[int, list[_Matched]] = {}
        self._ranks: Mapping[tuple[str, ...], int] = {}
        self._steps = 0

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the page's own style sheets. Raises Unreadable if matching them would take long."""
        if not self._markup.sheets:
            return ()
        every = [rule for rule in page_rules(self._tree) if not rule.conditional]
        if any(rule.layer for rule in every):
            self._ranks = ranks_of(rule.layer for rule in every)
        rules = tuple(rule for rule in every if any(map(self._may_match, rule.selectors)))
        if len(rules) * self._markup.tag_count > _MOST_COMPARISONS:
            raise Unreadable(_COMPLEX)
        return tuple(map(self._with_variables, rules)) if b"var(" in self._markup.sheets else rules

    def _with_variables(self, rule: Rule) -> Rule:
        values = with_variables(rule.style, self._variables)
        return rule._replace(declared=rule.declared._replace(values=values))

    @cached_property
    def _variables(self) -> Mapping[str, str]:
        """The variables of the page that have one value throughout, themes that it does not have on left out."""
        styles = [
            rule.style
            for rule in page_rules(self._tree)
            if not rule.conditional
            and any(name.startswith("--") for name in rule.style)
            and any(map(self.selected, rule.selectors))
        ]
        styles += [
            declarations(node.attributes.get("style") or "") for node in self._tree.css(_SETS_VARIABLE)
        ]
        return variables_of(styles)

    @cached_property
    def _frames(self) -> Mapping[str, Frames]:
        """The animations that the page describes; the last of a name counts."""
        if b"keyframes" not in self._markup.sheets:
            return {}
        return {name: frames for css in sheets(self._tree) for name, frames in key_frames(css).items()}

    def animated(self) -> Iterator[LexborNode]:
        """The elements that rules animate."""
        return self.matched_by(lambda style: not ANIMATING.isdisjoint(style)) if self._frames else iter(())

    def load(self, properties: frozenset[str]) -> None:
        """Match the rules that declare any of these properties, or animate what they match."""
        if self._frames:
            properties |= ANIMATING
        for order, rule in enumerate(self.rules):
            if properties.isdisjoint(rule.style):
                continue
            rank = self._ranks.get(rule.layer, 0)
            for selector in rule.selectors:
                weight = (rank, *specificity(selector), order)
                for node in self.selected(selector):
                    self._matched.setdefault(node.mem_id, []).append((weight, rule.declared))

    def matched_by(self, accepts: Callable[[Declarations], bool]) -> Iterator[LexborNode]:
        """The nodes of the rules whose declarations are accepted."""
        for rule in self.rules:
            if accepts(rule.style):
                for selector in rule.selectors:
                    yield from self.selected(selector)

    def selected(self, selector: str) -> list[LexborNode]:
        """The nodes of a selector that depends on no state of the pointer; none if it is not of the standard.

        Raises Unreadable if finding them, and those of the selectors before, would take long.
        """
        selector = _at_rest(selector) if ":not(:" in selector or ":lang(" in selector else selector
        if _STATE.search(selector) or not self._may_match(selector):
            return []
        if self._markup.tag_count > _MANY_TAGS and _AMONG_SIBLINGS.search(selector):
            self._steps += self._steps_among_siblings
            if self._steps > _MOST_STEPS:
                raise Unreadable(_COMPLEX)
        try:
            return self._tree.css(selector)
        except (SelectolaxError, ValueError):
            return []

    @cached_property
    def _steps_among_siblings(self) -> int:
        families = Counter(node.parent.mem_id for node in self._tree.css("*") if node.parent)
        return sum(children * children for children in families.values())

    def _may_match(self, selector: str) -> bool:
        """Whether the classes and ids of a selector are on the page at all."""
        if "(" in selector:
            return True
        return all(name.lower().encode() in self._markup.tags for name in _NAME.findall(selector))

    def style(self, node: LexborNode, attributes: Mapping[str, str | None]) -> Declarations:
        """The declarations of an element; `attributes` are its own."""
        text = attributes.get("style")
        inline = inline_style(text) if text else NO_STYLE
        if text and "var(" in text:
            inline = inline._replace(values=with_variables(inline.values, self._variables))
        matched = self._matched.get(node.mem_id, [])
        if matched:
            inline = _merged(matched, inline)
        if self._frames and not ANIMATING.isdisjoint(inline.values):
            return _animated(inline, left_by_animations(inline.values, self._frames))
        return inline.values


def _merged(matched: list[_Matched], inline: Style) -> Style:
    """The declarations that hold: of layers the last one wins, of what they declare as important the first one."""
    values: dict[str, str] = {}
    styles = [style for _, style in sorted(matched, key=itemgetter(0))]
    for style in (*styles, inline):
        for name, value in style.values.items():
            if name not in style.important:
                declare(values, name, value)
    if not inline.important and not any(style.important for style in styles):
        return Style(values)
    important: set[str] = set()
    styles = [style for _, style in sorted(matched, key=lambda one: (-one[0][0], *one[0][1:]))]
    for style in (*styles, inline):
        for name in style.important:
            declare(values, name, style.values[name])
        important |= style.important
    return Style(values, frozenset(important))


def _animated(style: Style, left: Declarations) -> Declarations:
    return {**style.values, **{name: value for name, value in left.items() if name not in style.important}}


def _at_rest(selector: str) -> str:
    """A selector without the states that nothing is in, and with languages as the engine knows them."""
    selector = _NO_STATE.sub(lambda state: "" if state[1] is None else state[1] + "*", selector)
    return _LANGUAGE.sub(r':is([lang|="\1"],[lang|="\1"] *)', selector)
