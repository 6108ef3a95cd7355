"""What CSS declarations do to text: hide it, strike it out, whiten it, or draw digits that are not in it.

The same functions read inline styles and the rules of style sheets. Pages seldom have any of these effects, so that
a page is first searched for hints: the declarations as bytes, derived from the tables below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import tinycss2

# property, how a value begins, and the rest of it as a pattern
_REMOVING = (("display", "none", ""), ("visibility", "hidden", ""))
_CONCEALING = (
    ("opacity", "0", r"(?:\.0+)?"),
    ("font-size", "0", r"(?:\.0+)?(?:[a-z]+|%)?"),
    ("font-size", "1px", ""),
    ("color", "transparent", ""),
    ("clip", "rect(0", r".*"),
    ("left", "-", r"\d{3,}.*"),
    ("top", "-", r"\d{3,}.*"),
    ("margin-left", "-", r"\d{3,}.*"),
    ("margin-top", "-", r"\d{3,}.*"),
    ("text-indent", "-", r"\d{3,}.*"),
)
_CLIPPING = ("overflow", "hidden")
_COLLAPSED = ("width", "height")
_ZERO = r"0(?:px)?"
_WHITE = ("white", "#fff", "#ffffff", "rgb(255,255,255)")
_STRUCK = "line-through"

_CONCEALING_VALUES: dict[str, re.Pattern[str]] = {
    name: re.compile("|".join(re.escape(start) + rest for other, start, rest in _CONCEALING if other == name))
    for name, _, _ in _CONCEALING
}
_ZERO_VALUE = re.compile(_ZERO)
_DIGIT_IN_STRING = re.compile(r'"[^"]*\d')
_BLANKS = re.compile(r"\s+")

_REMOVING_WORDS = tuple(f"{name}:{value}".encode() for name, value, _ in _REMOVING)
_CONCEALING_WORDS = (
    *(f"{name}:{start}".encode() for name, start, _ in _CONCEALING),
    *(f"{name}:0".encode() for name in _COLLAPSED),
)
_CONCEALING_HINT = re.compile(
    "|".join(
        (
            *(f"{name}:{re.escape(start)}{rest.removesuffix('.*')}" for name, start, rest in _CONCEALING),
            *(f"{name}:{_ZERO}(?![.\\d])" for name in _COLLAPSED),
        )
    ).encode()
)
_WHITE_WORDS = tuple(value.removeprefix("rgb(").removesuffix(")").encode() for value in _WHITE)

Declarations = Mapping[str, str]
"""Property -> value, both in lower case and the value without blanks; strings in it are in double quotes."""


@lru_cache(maxsize=4096)
def declarations(style: str) -> Declarations:
    """Parse the declarations of a style attribute."""
    return parsed(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True))


def parsed(contents: Iterable[tinycss2.ast.Node]) -> Declarations:
    """The declarations among the parsed contents of a style: the last of a property counts, important ones first."""
    values: dict[str, str] = {}
    important: set[str] = set()
    for item in contents:
        if item.type != "declaration" or (item.lower_name in important and not item.important):
            continue
        values[item.lower_name] = _BLANKS.sub("", serialized(item.value)).lower()
        if item.important:
            important.add(item.lower_name)
    return values


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


def is_removed(style: Declarations) -> bool:
    """Whether an element is not displayed and takes no space."""
    return style.get("display") == "none"


def is_invisible(style: Declarations) -> bool:
    """Whether an element takes its space but shows nothing."""
    return style.get("visibility") == "hidden"


def is_concealed(style: Declarations) -> bool:
    """Whether text takes part in the layout, but without size or colour, clipped, or moved out of the page."""
    for name, value in style.items():
        pattern = _CONCEALING_VALUES.get(name)
        if pattern is not None and pattern.fullmatch(value):
            return True
    clipping, value = _CLIPPING
    return style.get(clipping) == value and any(
        _ZERO_VALUE.fullmatch(style.get(name, "")) for name in _COLLAPSED
    )


def is_hidden(style: Declarations) -> bool:
    """Whether nobody sees the text, for any of these reasons."""
    return is_removed(style) or is_invisible(style) or is_concealed(style)


def is_struck(style: Declarations) -> bool:
    """Whether a line runs through the text."""
    return any(name.startswith("text-decoration") and _STRUCK in value for name, value in style.items())


def is_white(style: Declarations) -> bool:
    """Whether the text is white."""
    return is_white_color(style.get("color", ""))


def is_white_color(color: str) -> bool:
    """Whether a colour is white, as the attribute of a font element or the value of a declaration."""
    return color in _WHITE


def has_background(style: Declarations) -> bool:
    """Whether an element has a ground of its own, on which white text may stand."""
    return any(name.startswith("background") for name in style)


def draws_digit(style: Declarations) -> bool:
    """Whether generated content holds a digit."""
    return _DIGIT_IN_STRING.search(style.get("content", "")) is not None


def may_conceal(markup: bytes) -> bool:
    """Whether a page may conceal text. `markup`: tags and style sheets in lower case without blanks."""
    return any(word in markup for word in _CONCEALING_WORDS) and _CONCEALING_HINT.search(markup) is not None


def may_hide(markup: bytes) -> bool:
    """Whether a page may hide text in any way."""
    return any(word in markup for word in _REMOVING_WORDS) or may_conceal(markup)


def may_strike(markup: bytes) -> bool:
    """Whether a page may strike out text by style."""
    return _STRUCK.encode() in markup


def may_whiten(markup: bytes) -> bool:
    """Whether a page may have white text."""
    return any(word in markup for word in _WHITE_WORDS)


def may_draw(markup: bytes) -> bool:
    """Whether a page may draw words that are not in its text."""
    return b"content:" in markup
