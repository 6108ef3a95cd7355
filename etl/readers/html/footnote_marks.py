"""Digits in cells that are raised, lowered or small: a footnote's mark is no digit of the number before it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.css.cascade import Cascade
from etl.readers.html.css.concealment import pixels
from etl.readers.html.css.declarations import Declarations
from etl.readers.html.markup import Markup

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\[(（【〔]?(\d{1,2})[\])）】〕]?")
_SIGN = re.compile(
    rb"<su[pb]|<small|vertical-align:(?:super|sub|text-|-?[\d.])|:relative|translatey?\(|"
    rb"font-size:(?:smaller|x+-small|0?\.\d|[1-8]?\d%)|font-variant-position|mso-text-raise"
)
_WORDS = (
    b"<su",
    b"<small",
    b"vertical-align:",
    b":relative",
    b"translate",
    b"font-size:",
    b"variant-",
    b"text-raise",
)
_TAGS = ("sup", "sub", "small")
_STYLES = ("vertical-align", "relative", "translate", "font-size", "font-variant-position", "text-raise")
_CANDIDATES = ",".join(
    f"{cell} {part}"
    for cell in ("td", "th")
    for part in (*_TAGS, *(f'[style*="{name}" i]' for name in _STYLES))
)
_PROPERTIES = frozenset({
    "vertical-align", "position", "top", "bottom", "transform", "translate", "font-size", "font-variant-position",
    "mso-text-raise",
})  # fmt: skip
_SHIFTS = ("super", "sub", "text-top", "text-bottom")
_SMALL = ("smaller", "x-small", "xx-small")
_SMALLEST_SHIFT = 2.0  # pixels
_SMALL_SHARE = 0.8
_PARTS = ("td", "th", "tr", "table")


_MAY_LINK = re.compile(rb"""<a\b[^<>]{0,300}\bhref\s*=\s*["']?#|<font\b[^<>]{0,300}\bsize\s*=\s*["']?1\b""")
_LINKED = ",".join(f'{cell} a[href^="#"],{cell} font[size="1"]' for cell in ("td", "th"))


def mark_raised(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> None:
    """Replace such digits by superscript characters, and those behind a figure that lead to a note on the same page."""
    if _MAY_LINK.search(markup.tags):
        for node in tree.css(_LINKED):
            words = node.child
            if words is None or not words.is_text_node or words.next is not None:
                continue  # also of tags without end, each in the one before
            mark = _MARK.fullmatch((words.text_content or "").strip())
            if mark and _follows_words(node):
                node.replace_with(mark[1].translate(_RAISED))
    squeezed = markup.squeezed
    if not any(word in squeezed for word in _WORDS) or not _SIGN.search(squeezed):
        return
    cascade.load(_PROPERTIES)
    nodes = {node.mem_id: node for node in (*tree.css(_CANDIDATES), *cascade.matched_by(_is_set_off))}
    for node in nodes.values():
        if node.tag in _PARTS or node.parent is None:
            continue
        mark = _MARK.fullmatch(node.text().strip())
        if mark and _is_mark(node, cascade.style(node, node.attributes)):
            node.replace_with(mark[1].translate(_RAISED))


def _is_mark(node: LexborNode, style: Declarations) -> bool:
    if node.tag == "sup" or style.get("vertical-align") == "super":
        return True
    if (node.tag == "sub" or style.get("vertical-align") == "sub") and _precedes_digit(node):
        return True
    return (node.tag in _TAGS or _is_set_off(style)) and _follows_words(node)


def _is_set_off(style: Declarations) -> bool:
    """Whether text is raised, lowered, or clearly smaller than the text around it."""
    align = style.get("vertical-align", "")
    if align in _SHIFTS or pixels(align) or style.get("font-variant-position", "normal") != "normal":
        return True
    if style.get("mso-text-raise", "0")[:1] != "0":
        return True
    if style.get("position") == "relative" and any(_shift(style.get(name, "")) for name in ("top", "bottom")):
        return True
    if any(
        "translate" in name + value for name, value in style.items() if name in ("transform", "translate")
    ):
        return True
    return _is_small(style.get("font-size", ""))


def _shift(value: str) -> bool:
    return abs(pixels(value) or 0.0) >= _SMALLEST_SHIFT


def _is_small(size: str) -> bool:
    if size in _SMALL:
        return True
    if size.endswith("%"):
        return (pixels(size) or 1000.0) / 10 <= _SMALL_SHARE * 100
    return size.endswith("em") and not size.endswith("rem") and (pixels(size) or 16.0) / 16 <= _SMALL_SHARE


def _precedes_digit(node: LexborNode) -> bool:
    after = node.next
    words = (after.text_content or "" if after.is_text_node else after.text()) if after is not None else ""
    return words[:1].isdecimal()


def _follows_words(node: LexborNode) -> bool:
    """Whether words of the same cell stand before a node."""
    top: LexborNode | None = node
    while top is not None and top.tag not in ("td", "th"):
        before = top.prev
        while before is not None:
            if (before.text_content or "" if before.is_text_node else before.text()).strip():
                return True
            before = before.prev
        top = top.parent
    return False
