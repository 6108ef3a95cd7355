"""Cells that show something else than their text: form fields, pictures, raised digits, hidden or turned characters."""

from __future__ import annotations

import re
from collections.abc import Set

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.html.css_effects import styled

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\[(（【]?(\d{1,2})[\])）】]?")
_FIELD_TYPES = ("", "text", "number", "tel", "search")
_SPACER = re.compile(r"spacer|blank|space\.|1x1|pixel|transparent", re.IGNORECASE)
_PICTURES = "td img,th img,td svg,th svg,td canvas,th canvas,td object"
_UNSEEN = re.compile(
    r"font-size\s*:\s*(?:0(?:px|pt|em|%)?|1px)\s*(?:;|!|$)|(?<![-\w])color\s*:\s*transparent|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|(?:width|height)\s*:\s*0(?:px)?\s*;.*overflow\s*:\s*hidden|overflow\s*:\s*hidden.*(?:width|height)\s*:\s*0(?:px)?\s*(?:;|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_UNSEEN_WORDS = (
    b"opacity", b"clip", b"size:0", b"size: 0", b"size:1px", b"size: 1px", b"transparent", b"overflow", b":-", b": -"
)  # fmt: skip
_UNSEEN_HINT = re.compile(
    rb"(?:size|opacity)\s*:\s*0|size\s*:\s*1px|transparent|(?:width|height)\s*:\s*0(?:px)?\s*[;\"']|(?:left|top|indent)\s*:\s*-\d{3}|clip\s*:\s*rect"
)
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255)", re.IGNORECASE
)


def show(tree: LexborHTMLParser, source: bytes) -> list[Note]:
    """Makes the text of cells what they show; returns what the reader should know.

    A picture or a digit that is drawn by style becomes a word in brackets, which is no number. `source` is the page's
    markup: most pages have nothing of this, and that is quickly seen.
    """
    notes: list[Note] = []
    if b"<sup" in source or b"super" in source:
        _raise(tree)
    if b"<input" in source or b"<textarea" in source or b"<select" in source:
        _fill_fields(tree)
    if b"<img" in source or b"<svg" in source or b"<canvas" in source or b"<object" in source:
        _name_pictures(tree, notes)
    if b"bdo" in source or b"bidi-override" in source:
        for node in tree.css('td bdo[dir="rtl" i],td [style*="bidi-override" i]'):
            node.replace_with("\u202e" + node.text().strip())
    unseen = [
        node
        for node in (tree.css("td [style],th [style]") if _may_be_unseen(source) else ())
        if _UNSEEN.search(node.attributes.get("style") or "") and _is_leaf(node)
    ]
    if b"white" in source or b"#fff" in source or b"255,255,255" in source:
        unseen += [node for node in tree.css('td [style*="color" i],td font[color]') if _is_white_digit(node)]
    struck: list[LexborNode] = []
    if b"<style" in source:
        hidden, struck = styled(tree, notes)
        unseen += hidden
    for kind, nodes in (("unseen", unseen), ("struck_out", struck)):
        if nodes:
            notes.append(Note(kind, str(len(nodes))))
    _drop([*unseen, *struck])
    return notes


def _drop(nodes: list[LexborNode]) -> None:
    """Takes nodes out of the tree; those inside of others go with them."""
    given = {node.mem_id: node for node in nodes}
    for node in [node for node in given.values() if not _inside(node, given.keys())]:
        node.decompose()


def _inside(node: LexborNode, given: Set[int]) -> bool:
    above = node.parent
    while above is not None and above.mem_id not in given:
        above = above.parent
    return above is not None


def _may_be_unseen(source: bytes) -> bool:
    return any(word in source for word in _UNSEEN_WORDS) and _UNSEEN_HINT.search(source) is not None


def _is_leaf(node: LexborNode) -> bool:
    return all(child.tag == "-text" for child in node.iter(include_text=True))


def _raise(tree: LexborHTMLParser) -> None:
    """Raised digits as such characters, so that a footnote's mark is no digit of the number before it."""
    for node in tree.css('td sup,th sup,td [style*="super" i]'):
        mark = _MARK.fullmatch(node.text().strip())
        if mark:
            node.replace_with(mark[1].translate(_RAISED))


def _fill_fields(tree: LexborHTMLParser) -> None:
    for node in tree.css("td input,th input"):
        if (node.attributes.get("type") or "").strip().lower() in _FIELD_TYPES:
            node.replace_with(node.attributes.get("value") or "")
    for node in tree.css("td textarea,th textarea"):
        node.replace_with(node.text().strip())
    for node in tree.css("td select,th select"):
        chosen = node.css_first("option[selected]") or node.css_first("option")
        node.replace_with(chosen.text().strip() if chosen is not None else "")


def _name_pictures(tree: LexborHTMLParser, notes: list[Note]) -> None:
    """A cell in which there is only a picture is not blank."""
    named = 0
    for node in tree.css(_PICTURES):
        cell = node.parent
        while cell is not None and cell.tag not in ("td", "th"):
            cell = cell.parent
        if cell is None or cell.css_first("table") is not None or _words(cell) or _is_spacer(node):
            continue
        node.replace_with("[图片]")
        named += 1
    if named:
        notes.append(Note("pictured_cells", str(named)))


def _words(cell: LexborNode) -> str:
    return cell.text().replace("[图片]", "").strip() if cell.css_first("svg,canvas") is None else ""


def _is_spacer(node: LexborNode) -> bool:
    attributes = node.attributes
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    return any(size.strip("px ") in ("0", "1", "2") for size in sizes) or bool(
        _SPACER.search(attributes.get("src") or "")
    )


def _is_white_digit(node: LexborNode) -> bool:
    """White figures beside others in one cell, on no background of their own."""
    style = node.attributes.get("style") or ""
    color = (node.attributes.get("color") or "").strip().lower()
    if not _is_leaf(node) or not (_WHITE.search(style) or color in ("white", "#fff", "#ffffff")):
        return False
    above, text = node.parent, node.text().strip()
    while "background" not in style.lower() and above is not None:
        if above.tag in ("td", "th"):
            return text.isdigit() and above.text().strip() != text
        style, above = above.attributes.get("style") or "", above.parent
    return False
