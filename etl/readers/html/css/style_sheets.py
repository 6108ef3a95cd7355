"""Rules of a page's own style sheets, with their selectors and declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, count, islice
from typing import NamedTuple

import tinycss2
from selectolax.lexbor import LexborHTMLParser

from etl.readers.html.css.declarations import NO_STYLE, Declarations, Style, parsed, serialized
from etl.readers.html.css.media_queries import is_for_screen

_NOT = re.compile(r"\s*not\b", re.IGNORECASE)
_GROUPS = frozenset({"media", "supports", "container", "scope"})
_DEEPEST_GROUP = 8
_MOST_CHARACTERS = 200_000
_MOST_RULES = 500  # of one style sheet
_MOST_OF_PAGE, _MOST_CHARACTERS_OF_PAGE = 2000, 600_000
_LONGEST_SELECTOR = 200
_MOST_NESTED = 200  # selectors of a rule inside another
_DEEPEST_LAYER = 16


_UNNAMED = count()  # layers without a name are each a layer of their own


class Rule(NamedTuple):
    """A style rule; `conditional` if it only holds for other media than an ordinary screen.

    `layer` names the cascade layer that it belongs to, outermost first. A rule without selectors only says that there
    is such a layer, since layers rank as they are first named.
    """

    selectors: tuple[str, ...]
    declared: Style
    conditional: bool
    layer: tuple[str, ...] = ()

    @property
    def style(self) -> Declarations:
        return self.declared.values


def page_rules(tree: LexborHTMLParser) -> tuple[Rule, ...]:
    """The rules of all style elements of a page that are for screens, at most 2000."""
    return tuple(islice(chain.from_iterable(map(rules, sheets(tree))), _MOST_OF_PAGE))


def sheets(tree: LexborHTMLParser) -> list[str]:
    """The texts of all style elements of a page that are for screens, up to 600,000 characters."""
    texts = (node.text() for node in tree.css("style") if _is_for_screen(node.attributes))
    return list(_within_limit(texts))


def _within_limit(texts: Iterable[str]) -> Iterator[str]:
    left = _MOST_CHARACTERS_OF_PAGE
    for css in texts:
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
    return tuple(rule for rule, _ in zip(_rules(sheet, _Around()), range(_MOST_RULES), strict=False))


class _Around(NamedTuple):
    """What stands around a rule; `parents` are the selectors of the rule that it is nested in."""

    parents: tuple[str, ...] = ()
    layer: tuple[str, ...] = ()
    conditional: bool = False
    depth: int = 0


def _rules(nodes: Iterable[tinycss2.ast.Node], around: _Around) -> Iterator[Rule]:
    """The rules among parsed nodes, and those nested in them."""
    inside = around._replace(depth=around.depth + 1)
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = _nested(_selectors(node.prelude), around.parents)
            if not selectors:
                continue
            contents = _contents(node.content)
            yield Rule(selectors, parsed(contents), around.conditional, around.layer)
            if around.depth < _DEEPEST_GROUP:
                yield from _rules(contents, inside._replace(parents=selectors))
        elif _is_layer(node) and (node.content is None or around.depth < _DEEPEST_GROUP):
            layers = [(*around.layer, *name) for name in _layer_names(node)]
            yield from (Rule((), NO_STYLE, around.conditional, layer) for layer in layers)
            if node.content is not None:
                yield from _grouped(node, inside._replace(layer=layers[0]))
        elif _is_group(node) and around.depth < _DEEPEST_GROUP:
            yield from _grouped(node, inside)


def _grouped(group: tinycss2.ast.AtRule, inside: _Around) -> Iterator[Rule]:
    """The rules of a group, and what it declares for the rule that it is nested in."""
    inside = inside._replace(
        parents=_nested(_scope(group), inside.parents) or inside.parents,
        conditional=inside.conditional or _is_conditional(group),
    )
    contents = _contents(group.content)
    if inside.parents:
        yield Rule(inside.parents, parsed(contents), inside.conditional, inside.layer)
    yield from _rules(contents, inside)


def _is_layer(node: tinycss2.ast.Node) -> bool:
    return node.type == "at-rule" and node.lower_at_keyword == "layer"


def _layer_names(node: tinycss2.ast.AtRule) -> list[tuple[str, ...]]:
    """The layers that a rule names, `a.b` being b within a; one of its own where a block has no name."""
    names = [name.strip() for name in serialized(node.prelude).split(",")]
    return [tuple(name.split(".")[:_DEEPEST_LAYER]) if name else (f"#{next(_UNNAMED)}",) for name in names]


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
