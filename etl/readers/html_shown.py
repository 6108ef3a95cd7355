"""Cells that show something else than their text: form fields, pictures, raised digits, hidden or turned characters."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.document import Note
from etl.readers.html_styles import style_rules

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\[(（【]?(\d{1,2})[\])）】]?")
_FIELD_TYPES = ("", "text", "number", "tel", "search")
_SPACER = re.compile(r"spacer|blank|space\.|1x1|pixel|transparent", re.IGNORECASE)
_PICTURES = "td img,th img,td svg,th svg,td canvas,th canvas,td object"
_UNSEEN = re.compile(
    r"font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_UNSEEN_WORDS = (b"opacity", b"clip", b"size:0", b"size: 0", b":-", b": -")
_UNSEEN_HINT = re.compile(rb"(?:size|opacity)\s*:\s*0|(?:left|top|indent)\s*:\s*-\d{3}|clip\s*:\s*rect")
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255)", re.IGNORECASE
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)",
    re.IGNORECASE,
)
_MOST_CLASSES = 500
_CLASS = re.compile(r"\s*[a-z]*\.([a-z_][\w-]*)\s*", re.IGNORECASE)
_DRAWN = re.compile(r"[^,{}]*?\.([a-z_][\w-]*)\s*::?(?:before|after)\s*", re.IGNORECASE)
_DRAWN_DIGIT = re.compile(
    r"content\s*:\s*(?:\"|')[^\"']*(?:(?<![\\\da-f])\d|\\0{0,4}3\d(?![\da-f]))", re.IGNORECASE
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
    if b"<style" in source:
        unseen += _styled(tree, notes)
    for node in unseen:
        node.decompose()
    if unseen:
        notes.append(Note("unseen", str(len(unseen))))
    return notes


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


def _styled(tree: LexborHTMLParser, notes: list[Note]) -> list[LexborNode]:
    """Text in cells whose class is hidden by the page's own style; cells with digits drawn by style are named."""
    rules = "\n".join(node.text() for node in tree.css("style"))
    hides, draws = _HIDING.search(rules), _DRAWN_DIGIT.search(rules)
    if not hides and not draws:
        return []
    hidden: set[str] = set()
    drawn: set[str] = set()
    for selectors, body in style_rules(rules, media=False):
        if len(hidden) + len(drawn) > _MOST_CLASSES:
            break
        for selector in selectors:
            if hides and (name := _CLASS.fullmatch(selector)) and _HIDING.search(body):
                hidden.add(name[1])
            if draws and (name := _DRAWN.fullmatch(selector)) and _DRAWN_DIGIT.search(body):
                drawn.add(name[1])
    for drawing in drawn:
        for node in tree.css(f"td .{drawing},td.{drawing}"):
            node.insert_child("[样式]")
    if drawn:
        notes.append(Note("drawn_figures"))
    return [
        node
        for hiding in hidden
        for node in tree.css(f"td .{hiding},th .{hiding}")
        if node.css_first("table,td") is None and node.tag not in ("td", "th", "table")
    ]
