"""Rules of a page's own style sheets, with their selectors and declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

import tinycss2
from selectolax.lexbor import LexborHTMLParser

from etl.readers.html.css.declarations import Declarations, Style, parsed, serialized
from etl.readers.html.css.media_queries import is_for_screen

_NOT = re.compile(r"\s*not\b", re.IGNORECASE)
_GROUPS = frozenset({"media", "supports", "layer", "container", "scope"})
_DEEPEST_GROUP = 8
_MOST_CHARACTERS = 200_000
_MOST_RULES = 500  # of one style sheet
_MOST_OF_PAGE, _MOST_CHARACTERS_OF_PAGE = 2000, 600_000
_LONGEST_SELECTOR = 200
_MOST_NESTED = 200  # selectors of a rule inside another


class Rule(NamedTuple):
    """A style rule; `conditional` if it only holds for other media than an ordinary screen."""

    selectors: tuple[str, ...]
    declared: Style
    conditional: bool

    @property
    def style(self) -> Declarations:
        return self.declared.values


def page_rules(tree: LexborHTMLParser) -> tuple[Rule, ...]:
    """The rules of all style elements of a page that are for screens, at most 2000."""
    sheets = (node.text() for node in tree.css("style") if _is_for_screen(node.attributes))
    return tuple(islice(chain.from_iterable(map(rules, _within_limit(sheets))), _MOST_OF_PAGE))


def _within_limit(sheets: Iterable[str]) -> Iterator[str]:
    left = _MOST_CHARACTERS_OF_PAGE
    for css in sheets:
        left -= len(css[:_MOST_CHARACTERS])
        if left < 0:
            return
        yield css


def _is_for_screen(attributes: Mapping[str, str | None]) -> bool:
    kind = (attributes.get("type") or "").strip().lower()
    return kind in ("", "text/css") and is_for_screen(attributes.get("media") or "")


@lru_cache(maxsize=32)
def rules(css: str) -> tuple[Rule, ...]:
    """Parse a style sheet. Pages of one site share theirs, hence the cache."""
    sheet = tinycss2.parse_stylesheet(css[:_MOST_CHARACTERS], skip_comments=True, skip_whitespace=True)
    return tuple(rule for rule, _ in zip(_rules(sheet, False, 0), range(_MOST_RULES), strict=False))


def _rules(
    nodes: Iterable[tinycss2.ast.Node], conditional: bool, depth: int, parents: tuple[str, ...] = ()
) -> Iterator[Rule]:
    """The rules among parsed nodes, and those nested in them; `parents` are the selectors of the rule around."""
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = _nested(_selectors(node.prelude), parents)
            if not selectors:
                continue
            contents = _contents(node.content)
            yield Rule(selectors, parsed(contents), conditional)
            if depth < _DEEPEST_GROUP:
                yield from _rules(contents, conditional, depth + 1, selectors)
        elif _is_group(node) and depth < _DEEPEST_GROUP:
            is_conditional = conditional or _is_conditional(node)
            contents = _contents(node.content)
            inner = _nested(_scope(node), parents) or parents
            if inner:
                yield Rule(inner, parsed(contents), is_conditional)
            yield from _rules(contents, is_conditional, depth + 1, inner)


def _contents(tokens: Iterable[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    return list(tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True))


def _nested(selectors: tuple[str, ...], parents: tuple[str, ...]) -> tuple[str, ...]:
    """The selectors of a rule inside another: `&` stands for the outer one, which else stands before."""
    if not parents:
        return selectors
    whole = (
        selector.replace("&", parent) if "&" in selector else f"{parent} {selector}"
        for parent in parents
        for selector in selectors
    )
    return tuple(
        selector
        for selector, _ in zip(whole, range(_MOST_NESTED), strict=False)
        if len(selector) <= _LONGEST_SELECTOR
    )


def _is_group(node: tinycss2.ast.Node) -> bool:
    """Whether a node holds rules of its own."""
    return node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None


def _scope(group: tinycss2.ast.AtRule) -> tuple[str, ...]:
    """The selectors of the elements that a scope begins at; none for other groups."""
    root = next((token for token in group.prelude if token.type == "() block"), None)
    return _selectors(root.content) if root is not None and group.lower_at_keyword == "scope" else ()


def _is_conditional(group: tinycss2.ast.AtRule) -> bool:
    condition = serialized(group.prelude)
    if group.lower_at_keyword == "supports":
        return _NOT.match(condition) is not None  # browsers support what pages ask for
    return group.lower_at_keyword == "media" and not is_for_screen(condition)


def _selectors(prelude: list[tinycss2.ast.Node]) -> tuple[str, ...]:
    parts: list[list[tinycss2.ast.Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    texts = (serialized(part).strip() for part in parts)
    return tuple(text for text in texts if 0 < len(text) <= _LONGEST_SELECTOR)
