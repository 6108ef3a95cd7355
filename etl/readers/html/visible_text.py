"""Cells that show something other than their text: form fields, pictures, raised digits, hidden characters."""

from __future__ import annotations

import re
from collections.abc import Set

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.html import visibility
from etl.readers.html.css_effects import affected_by_sheets
from etl.readers.html.hidden_parts import style_of
from etl.readers.html.markup import Markup

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\[(（【]?(\d{1,2})[\])）】]?")
_FIELD_TYPES = ("", "text", "number", "tel", "search")
_SPACER = re.compile(r"spacer|blank|space\.|1x1|pixel|transparent", re.IGNORECASE)
_SPACER_SIZES = ("0", "1", "2")
_PICTURES = "td img,th img,td svg,th svg,td canvas,th canvas,td object"
_PICTURE_WORD = "[图片]"
_RIGHT_TO_LEFT = "\u202e"


def show(tree: LexborHTMLParser, markup: Markup) -> list[Note]:
    """Replace the text of cells by what they show; returns notes on what a person should know.

    A picture or a digit that is drawn by style becomes a word in brackets, which is no number.
    """
    notes: list[Note] = []
    if b"<sup" in markup.source or b"super" in markup.source:
        _mark_raised(tree)
    if b"<input" in markup.source or b"<textarea" in markup.source or b"<select" in markup.source:
        _fill_fields(tree)
    if (
        b"<img" in markup.source
        or b"<svg" in markup.source
        or b"<canvas" in markup.source
        or b"<object" in markup.source
    ):
        _name_pictures(tree, notes)
    if b"bdo" in markup.source or b"bidi-override" in markup.source:
        for node in tree.css('td bdo[dir="rtl" i],td [style*="bidi-override" i]'):
            node.replace_with(_RIGHT_TO_LEFT + node.text().strip())
    hidden = _hidden_inline(tree, markup)
    by_sheets = affected_by_sheets(tree, markup, notes)
    hidden += by_sheets.hidden
    for kind, nodes in (("unseen", hidden), ("struck_out", by_sheets.struck)):
        if nodes:
            notes.append(Note(kind, str(len(nodes))))
    _drop([*hidden, *by_sheets.struck])
    return notes


def _hidden_inline(tree: LexborHTMLParser, markup: Markup) -> list[LexborNode]:
    """Words in cells that their style attribute conceals, and white digits beside others."""
    hidden: list[LexborNode] = []
    if visibility.may_conceal(markup.squeezed):
        hidden += [
            node
            for node in tree.css("td [style],th [style]")
            if visibility.is_concealed(style_of(node)) and _holds_only_text(node)
        ]
    if visibility.may_whiten(markup.squeezed):
        hidden += [node for node in tree.css('td [style*="color" i],td font[color]') if _is_white_digit(node)]
    return hidden


def _drop(nodes: list[LexborNode]) -> None:
    """Take nodes out of the tree; those inside others go with them."""
    by_id = {node.mem_id: node for node in nodes}
    for node in [node for node in by_id.values() if not _is_inside(node, by_id.keys())]:
        node.decompose()


def _is_inside(node: LexborNode, ids: Set[int]) -> bool:
    ancestor = node.parent
    while ancestor is not None and ancestor.mem_id not in ids:
        ancestor = ancestor.parent
    return ancestor is not None


def _holds_only_text(node: LexborNode) -> bool:
    return all(child.tag == "-text" for child in node.iter(include_text=True))


def _mark_raised(tree: LexborHTMLParser) -> None:
    """Replace raised digits by superscript characters: a footnote's mark is no digit of the number before it."""
    for node in tree.css('td sup,th sup,td [style*="super" i]'):
        mark = _MARK.fullmatch(node.text().strip())
        if mark:
            node.replace_with(mark[1].translate(_RAISED))


def _fill_fields(tree: LexborHTMLParser) -> None:
    """Replace form fields in cells by what they hold."""
    for node in tree.css("td input,th input"):
        if (node.attributes.get("type") or "").strip().lower() in _FIELD_TYPES:
            node.replace_with(node.attributes.get("value") or "")
    for node in tree.css("td textarea,th textarea"):
        node.replace_with(node.text().strip())
    for node in tree.css("td select,th select"):
        chosen = node.css_first("option[selected]") or node.css_first("option")
        node.replace_with(chosen.text().strip() if chosen is not None else "")


def _name_pictures(tree: LexborHTMLParser, notes: list[Note]) -> None:
    """Write a word into cells that hold only a picture: they are not blank."""
    named = 0
    for node in tree.css(_PICTURES):
        cell = _cell_around(node)
        if cell is None or cell.css_first("table") is not None or _words(cell) or _is_spacer(node):
            continue
        node.replace_with(_PICTURE_WORD)
        named += 1
    if named:
        notes.append(Note("pictured_cells", str(named)))


def _cell_around(node: LexborNode) -> LexborNode | None:
    ancestor = node.parent
    while ancestor is not None and ancestor.tag not in ("td", "th"):
        ancestor = ancestor.parent
    return ancestor


def _words(cell: LexborNode) -> str:
    """The words of a cell beside its pictures; text in drawings is part of these."""
    if cell.css_first("svg,canvas") is not None:
        return ""
    return cell.text().replace(_PICTURE_WORD, "").strip()


def _is_spacer(node: LexborNode) -> bool:
    """Whether a picture only keeps a distance."""
    attributes = node.attributes
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    is_tiny = any(size.strip("px ") in _SPACER_SIZES for size in sizes)
    return is_tiny or _SPACER.search(attributes.get("src") or "") is not None


def _is_white_digit(node: LexborNode) -> bool:
    """Whether a node is white figures beside others in one cell, without a coloured ground up to the cell."""
    style = style_of(node)
    color = (node.attributes.get("color") or "").strip().lower()
    is_white = visibility.is_white(style) or visibility.is_white_color(color)
    if not is_white or not _holds_only_text(node):
        return False
    ancestor, text = node.parent, node.text().strip()
    while ancestor is not None and not visibility.has_background(style):
        if ancestor.tag in ("td", "th"):
            return text.isdigit() and ancestor.text().strip() != text
        style, ancestor = style_of(ancestor), ancestor.parent
    return False
