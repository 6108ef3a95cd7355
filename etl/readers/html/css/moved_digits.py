"""Digits of a cell that styles set in another order than the text has them, mirror, mask, blend or lie over."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from etl.readers.html.css import obscured
from etl.readers.html.css.cascade import Cascade
from etl.readers.html.css.concealment import pixels
from etl.readers.html.css.declarations import Declarations
from etl.readers.html.markup import Markup

# words of which a sign holds one: quicker to look for
_WORDS = (
    b"float:", b"-reverse", b";order:", b"{order:", b'"order:', b"'order:", b"position:", b"grid-", b"margin:-", b"margin-left:-",
    b"margin-right:-", b"letter-spacing:-", b"transform:", b"rotate:", b"scale:", b"mask", b"filter:", b"blend-mode:", b"text-security:",
)  # fmt: skip
_SIGN = re.compile(
    rb"float:(?:left|right)|-reverse|(?<![a-z-])order:-?\d|position:(?:absolute|fixed|relative)|grid-(?:column|row|area)"
    rb"|(?:margin(?:-left|-right)?|letter-spacing):-|transform:[^;\"']*(?:scale[^;\"')]*-|matrix|rotate)|(?<![a-z-])(?:rotate:|scale:[^;\"']*-)"
    rb"|mask(?:-image)?:|filter:|blend-mode:|text-security:"
)
_STYLES = (
    "float", "-reverse", "order:", "absolute", "fixed", "relative", "grid-", "margin", "letter-spacing", "transform", "rotate", "scale", "mask",
    "filter", "blend-mode", "text-security", *obscured.NAMES,
)  # fmt: skip
_OF_CELLS = ("transform", "rotate", "scale", "mask", "text-security", "override", "clip-path", "animation")
_CANDIDATES = ",".join(
    [f'{cell} [style*="{name}" i]' for cell in ("td", "th") for name in _STYLES]
    + [f'td[style*="{name}" i]' for name in _OF_CELLS]
)
_SHIFTS = ("left", "right", "margin-left", "margin-right", "margin", "letter-spacing")
_GRID = ("grid-column", "grid-row", "grid-area", "grid-column-start", "grid-row-start")
_PLACES = ("float", "flex-direction", "flex-flow", "order", "position")
_TRANSFORMS = ("transform", "-webkit-transform")
_DISGUISE = "-webkit-text-security"
_BLENDS = ("filter", "mix-blend-mode")
_GROUNDS = ("background", "background-color", "background-image")
_PROPERTIES = frozenset(
    {
        *obscured.PROPERTIES,
        *_SHIFTS,
        *_GRID,
        *_PLACES,
        *_TRANSFORMS,
        "rotate",
        "scale",
        _DISGUISE,
        *_BLENDS,
        *_GROUNDS,
    }
)
_MIRRORED = re.compile(r"scale[^)]*-|matrix|rotate")
_LEAST_SHIFT = 3.0  # pixels, by which digits may come to stand on or before others
_FIGURE = re.compile(r"\d[\d\s,.，]*\d|\d")
_WORD = "[样式]"
_CELLS = ("td", "th")


def mark_moved(tree: LexborHTMLParser, markup: Markup, cascade: Cascade) -> bool:
    """Write a word into cells that may show another figure than their text; whether there are any."""
    squeezed = markup.squeezed
    may_move = any(word in squeezed for word in _WORDS) and _SIGN.search(squeezed)
    if not may_move and not obscured.SIGN.search(squeezed):
        return False
    cascade.load(_PROPERTIES)
    candidates = (*tree.css(_CANDIDATES), *cascade.matched_by(_may_change), *cascade.animated())
    nodes = {node.mem_id: node for node in candidates}
    moved = [
        node
        for node in nodes.values()
        if (words := _figure_around(node)) and _changes(node, words, cascade.style(node, node.attributes))
    ]
    for node in moved:
        if node.tag in _CELLS:
            node.insert_child(_WORD)
        else:
            node.insert_before(_WORD)
    return bool(moved)


def _figure_around(node: LexborNode) -> str:
    """The figure of the cell that a node is in; empty if the cell holds anything else."""
    cell = node
    while cell.tag not in _CELLS:
        if cell.parent is None:
            return ""
        cell = cell.parent
    words = cell.text().strip()
    return words if _FIGURE.fullmatch(words) else ""


def _changes(node: LexborNode, words: str, style: Declarations) -> bool:
    """Whether a node in a cell of one figure makes the page show other digits, or in another order."""
    own = node.text().strip()
    if not own:
        return _lies_over(style)
    if _is_mirrored(style) or _is_disguised(style) or obscured.is_obscured(style):
        return True
    if node.tag in _CELLS:
        return False
    is_part = own != words or len(list(node.iter())) > 1
    return is_part and (_moves(style) or _is_blended(style))


def _may_change(style: Declarations) -> bool:
    return (
        _moves(style)
        or _is_mirrored(style)
        or _is_disguised(style)
        or obscured.is_obscured(style)
        or _is_blended(style)
    )


def _moves(style: Declarations) -> bool:
    if style.get("float") in ("left", "right") or style.get("position") in ("absolute", "fixed"):
        return True
    if any("-reverse" in style.get(name, "") for name in ("flex-direction", "flex-flow")):
        return True
    if style.get("order", "0") != "0" or any(name in style for name in _GRID):
        return True
    is_shifted = style.get("position") == "relative"
    names = _SHIFTS if is_shifted else _SHIFTS[2:]
    return any(_is_far(style.get(name, ""), is_shifted and name in ("left", "right")) for name in names)


def _is_far(value: str, is_either_way: bool) -> bool:
    length = pixels(value.split(" ")[-1]) or 0.0
    return (abs(length) if is_either_way else -length) >= _LEAST_SHIFT


def _is_mirrored(style: Declarations) -> bool:
    is_turned = style.get("rotate", "none") != "none" or "-" in style.get("scale", "")
    return is_turned or any(_MIRRORED.search(style.get(name, "")) for name in _TRANSFORMS)


def _is_disguised(style: Declarations) -> bool:
    """Whether dots stand for the characters."""
    return style.get(_DISGUISE, "none") != "none"


def _is_blended(style: Declarations) -> bool:
    return any(
        style.get(name, usual) != usual for name, usual in zip(_BLENDS, ("none", "normal"), strict=True)
    )


def _lies_over(style: Declarations) -> bool:
    """Whether an element without words is painted over its surroundings."""
    is_over = style.get("position") in ("absolute", "fixed")
    return is_over and any(style.get(name, "none") not in ("none", "transparent", "") for name in _GROUNDS)
