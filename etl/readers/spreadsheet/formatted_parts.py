"""Words of cells formatted in parts: struck-out and white parts are dropped, raised or lowered figures are marks."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from etl.readers.common.contrast import WHITE, is_lost
from etl.readers.spreadsheet.cell_colors import font_color

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HINTS = (b"<strike", b"vertAlign", b":strike", b"color ")
_SHIFTED = ("superscript", "subscript")
_OFF = ("0", "false")


class DisplayText(NamedTuple):
    """A cell's words as they are shown, and whether some of them are struck out or in the colour of paper."""

    text: str
    is_struck: bool
    is_invisible: bool


def may_differ(xml: bytes) -> bool:
    """Whether any words of a part of the workbook may be struck out or raised."""
    return any(hint in xml for hint in _HINTS)


def shared_texts(strings: etree._Element) -> dict[str, DisplayText]:
    """Number of a shared string -> its display text, only of strings that show other words than they hold."""
    texts = ((str(number), display_text(entry)) for number, entry in enumerate(strings.iterfind("{*}si")))
    return {number: text for number, text in texts if text is not None}


def display_text(holder: etree._Element | None) -> DisplayText | None:
    """The words as they are shown; None if they are shown as they are held."""
    parts = list(holder.iterfind("{*}r")) if holder is not None else []
    is_struck, is_invisible = any(map(_is_struck, parts)), any(map(_is_white, parts))
    if holder is None or not (is_struck or is_invisible or any(map(_is_raised, parts))):
        return None
    printing = (part for part in holder if etree.QName(part).localname in ("r", "t"))
    return DisplayText("".join(map(_displayed, printing)), is_struck, is_invisible)


def _displayed(part: etree._Element) -> str:
    words = "".join(text.text or "" for text in part.iter("{*}t"))
    if _is_struck(part) or _is_white(part):
        return ""
    if not _is_raised(part):
        return words
    return words.translate(_RAISED) if words.strip().isdecimal() else " " + words


def _is_struck(part: etree._Element) -> bool:
    strike = part.find("{*}rPr/{*}strike")
    return strike is not None and strike.get("val") not in _OFF


def _is_raised(part: etree._Element) -> bool:
    position = part.find("{*}rPr/{*}vertAlign")
    return position is not None and position.get("val") in _SHIFTED


def _is_white(part: etree._Element) -> bool:
    return is_lost(font_color(part.find("{*}rPr/{*}color")), WHITE)
