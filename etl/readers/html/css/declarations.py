"""Declarations of style attributes and rules, parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import tinycss2

_BLANKS = re.compile(r"\s+")
_BESIDE_MARK = re.compile(r"\s*([,()/])\s*")
_DIGIT_IN_STRING = re.compile(r'"[^"]*\d|\battr\(')
_COUNTED = re.compile(r"\bcounters?\(|\bopen-quote")
_STRUCK = "line-through"
_LONGEST_VALUE = 4_000  # characters; what is longer is data of a picture, or written to take time
_INITIAL = {"color": "canvastext", "font-size": "medium", "visibility": "visible"}
# of text that runs from left to right
_PHYSICAL = {
    "inset-inline-start": "left", "inset-inline-end": "right", "inset-block-start": "top", "inset-block-end": "bottom",
    "inset-inline": "left", "inset-block": "top", "margin-inline-start": "margin-left", "margin-inline-end": "margin-right",
    "margin-inline": "margin-left", "margin-block-start": "margin-top", "margin-block": "margin-top",
    "padding-inline-start": "padding-left", "inline-size": "width", "block-size": "height", "max-inline-size": "max-width",
    "max-block-size": "max-height", "overflow-inline": "overflow-x", "overflow-block": "overflow-y",
}  # fmt: skip

Declarations = Mapping[str, str]
"""Property -> value, both in lower case, the value with single blanks; strings in it are in double quotes."""


class Style(NamedTuple):
    """Declarations, and the names of those that are important."""

    values: Declarations
    important: frozenset[str] = frozenset()


NO_STYLE = Style({})


@lru_cache(maxsize=4096)
def inline_style(text: str) -> Style:
    """Parse a style attribute."""
    return parsed(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))


def declarations(text: str) -> Declarations:
    """The declarations of a style attribute."""
    return inline_style(text).values


def parsed(contents: Iterable[tinycss2.ast.Node]) -> Style:
    """The declarations among the parsed contents of a style: the last of a property counts, important ones first."""
    values: dict[str, str] = {}
    important: set[str] = set()
    for item in contents:
        if item.type != "declaration" or (item.lower_name in important and not item.important):
            continue
        value = _BLANKS.sub(" ", serialized(item.value)).strip().lower()
        declare(values, item.lower_name, _BESIDE_MARK.sub(r"\1", value[:_LONGEST_VALUE]))
        if item.important:
            important.add(_PHYSICAL.get(item.lower_name, item.lower_name))
    return Style(values, frozenset(important))


def declare(values: dict[str, str], name: str, value: str) -> None:
    """Add a declaration behind those before it: of `font` and `font-size` the later one counts."""
    name = _PHYSICAL.get(name, name)
    if name == "all":
        values.clear()
        values |= _INITIAL if value == "initial" else {}
    values.pop(name, None)
    values[name] = value


def serialized(tokens: Iterable[tinycss2.ast.Node]) -> str:
    """Tokens as text, without comments and with escapes in strings resolved; empty if they nest beyond measure."""
    try:
        return "".join(map(_text, tokens))
    except RecursionError:
        return ""


def _text(token: tinycss2.ast.Node) -> str:
    if token.type == "comment":
        return ""
    return f'"{token.value}"' if token.type == "string" else str(token.serialize())


def is_struck(style: Declarations) -> bool:
    """Whether a line runs through the text."""
    return any(name.startswith("text-decoration") and _STRUCK in value for name, value in style.items())


def draws_digit(style: Declarations) -> bool:
    """Whether generated content holds a digit, or an attribute, which may hold one."""
    return _DIGIT_IN_STRING.search(style.get("content", "")) is not None


def draws_count(style: Declarations) -> bool:
    """Whether generated content is the count of an element, or a quotation mark, which styles may choose."""
    return _COUNTED.search(style.get("content", "")) is not None


def may_strike(markup: bytes) -> bool:
    """Whether a page may strike out text by style."""
    return _STRUCK.encode() in markup


def may_draw(markup: bytes) -> bool:
    """Whether a page may draw words that are not in its text."""
    return b"content:" in markup
