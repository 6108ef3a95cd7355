"""Cells that show something other than their text: form fields, pictures, raised digits, hidden characters."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.model.document import Note
from etl.readers.html.cell_text import SKIPPED
from etl.readers.html.css.appearance import USUAL, appearance
from etl.readers.html.css.cascade import Cascade
from etl.readers.html.css.declarations import Declarations, draws_count, draws_digit, may_draw
from etl.readers.html.css.moved_digits import mark_moved
from etl.readers.html.footnote_marks import mark_raised
from etl.readers.html.markup import Markup
from etl.readers.html.selectors import elements

_FIELD_TYPES = ("", "text", "number", "tel", "search", "email", "url")
_SPACER = re.compile(r"spacer|blank|space\.|1x1|pixel|transparent", re.IGNORECASE)
_CELLS = ("td", "th")
_STRUCTURE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "body", "div")
_FIGURE_MARKS = " \t\r\n\xa0,.，．"
# what a browser draws in its place, and this reader cannot
_PICTURE_TAGS = ("img", "svg", "canvas", "object", "embed", "iframe", "video")
_MAY_DRAW = re.compile(b"<(?:%s)\\b" % "|".join(_PICTURE_TAGS).encode())
_SPACER_SIZES = ("0", "1", "2")
_PICTURES = ",".join(f"{cell} {tag}" for cell in _CELLS for tag in _PICTURE_TAGS)
_PICTURE_WORD = "[图片]"
_OF_DIGIT = re.compile(r"(?:^|[^\d])\d\.\w{3,4}(?:\?|$)")
_GENERATED = re.compile(r"(.*?)\s*::?(?:before|after|marker)\s*", re.IGNORECASE)
_BEGINNING = re.compile(r"(.*?)\s*::?first-(?:letter|line)\s*", re.IGNORECASE)
_RIGHT_TO_LEFT = "\u202e"


def show(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> list[Note]:
    """Replace the text of cells by what they show; returns notes on what a person should know.

    A picture or a digit that is drawn by style becomes a word in brackets, which is no number.
    """
    notes: list[Note] = []
    mark_raised(tree, markup, cascade)
    if b"<input" in markup.source or b"<textarea" in markup.source or b"<select" in markup.source:
        _fill_fields(tree)
    if _MAY_DRAW.search(markup.tags) or b"url(" in markup.squeezed:
        _name_pictures(tree, markup, cascade, notes)
    if b"bdo" in markup.source or b"bidi-override" in markup.source:
        for node in tree.css('td bdo[dir="rtl" i],td [style*="bidi-override" i]'):
            node.replace_with(_RIGHT_TO_LEFT + node.text().strip())
    drawn = False
    if may_draw(markup.sheets) or b":first-l" in markup.sheets:
        drawn = _mark_drawn_digits(cascade)
    drawn = mark_moved(tree, markup, cascade) or drawn
    if b"<script" in markup.tags:
        drawn = _mark_written_cells(tree) or drawn
    if drawn:
        notes.append(Note("drawn_figures"))
    return notes


def _mark_written_cells(tree: LexborHTMLParser) -> bool:
    """Write a word into cells that a script fills; returns whether there are any."""
    scripts = [
        node for node in elements(tree.root, "script") if "write" in node.text() and _cell_around(node)
    ]
    for node in scripts:
        node.replace_with("[脚本]")
    return bool(scripts)


def _mark_drawn_digits(cascade: Cascade) -> bool:
    """Write a word into the elements of cells before or after which style sheets draw digits, or whose first letter they hide; whether there are any."""
    drawn = _matched(cascade, draws_digit, _GENERATED) | _matched(cascade, _hides, _BEGINNING)
    in_cells = [node for node in drawn.values() if node.tag in _CELLS or _cell_around(node) is not None]
    # a count beside a figure reads like a part of it; elsewhere it is the number of a row or a heading
    counted = _matched(cascade, draws_count, _GENERATED)
    in_cells += [node for key, node in counted.items() if key not in drawn and _is_in_figure(node)]
    for node in in_cells:
        cell = node if node.tag in _CELLS else _cell_around(node)
        node.insert_child("样式" if cell is not None and _words(cell) else "[样式]")
    return bool(in_cells)


def _matched(
    cascade: Cascade, is_so: Callable[[Declarations], bool], pattern: re.Pattern[str]
) -> dict[int, LexborNode]:
    """The elements, by id, of which rules for a part of them declare something; `pattern` finds the element's selector."""
    selectors = {
        match[1] or "*"
        for rule in cascade.rules
        if is_so(rule.style)
        for selector in rule.selectors
        if (match := pattern.fullmatch(selector))
    }
    return {node.mem_id: node for selector in selectors for node in cascade.selected(selector)}


def _is_in_figure(node: LexborNode) -> bool:
    cell = node if node.tag in _CELLS else _cell_around(node)
    words = _words(cell) if cell is not None else ""
    return bool(words) and _is_figure(words)


def _hides(style: Declarations) -> bool:
    shown = appearance("span", {}, style, USUAL)
    return shown.is_invisible or shown.is_lost


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


def _drawn_by_style(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> list[LexborNode]:
    """Elements without words inside cells that have a picture as their ground."""
    if b"url(" not in markup.squeezed:
        return []
    styled = [*tree.css('td [style*="url(" i],th [style*="url(" i]'), *cascade.matched_by(_has_picture)]
    inside = {node.mem_id: node for node in styled if node.tag not in _STRUCTURE and not node.text().strip()}
    return [node for node in inside.values() if _cell_around(node) is not None]


def _has_picture(style: Declarations) -> bool:
    return any("url(" in style.get(name, "") for name in ("background", "background-image"))


def _is_figure(words: str) -> bool:
    return all(character.isdecimal() or character in _FIGURE_MARKS for character in words)


def _is_digit(picture: LexborNode) -> bool:
    """Whether a picture is named like one of a digit: 2.png, num_2.gif."""
    attributes = picture.attributes
    return (
        _OF_DIGIT.search(attributes.get("src") or "") is not None or (attributes.get("alt") or "").isdecimal()
    )


def _name_pictures(tree: LexborHTMLParser, markup: Markup, cascade: Cascade, notes: list[Note]) -> None:
    """Write a word into cells that hold only a picture, or one beside digits: they hold more than their text."""
    named = 0
    done: set[int] = set()
    for node in tree.css(_PICTURES) + _drawn_by_style(tree, markup, cascade):
        cell = _cell_around(node)
        if cell is None or cell.mem_id in done or _is_spacer(node):
            continue
        done.add(cell.mem_id)  # one picture is as good as many
        words = _words(cell)
        if cell.css_first("table") is None and (not words or (_is_figure(words) and _is_digit(node))):
            node.replace_with(_PICTURE_WORD.strip("[]") if words else _PICTURE_WORD)
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
    return "".join(
        node.text_content or ""
        for node in cell.traverse(include_text=True)
        if node.is_text_node and node.parent is not None and node.parent.tag not in SKIPPED
    ).strip()


def _is_spacer(node: LexborNode) -> bool:
    """Whether a picture only keeps a distance."""
    attributes = node.attributes
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    is_tiny = any(size.strip("px ") in _SPACER_SIZES for size in sizes)
    return is_tiny or _SPACER.search(attributes.get("src") or "") is not None
