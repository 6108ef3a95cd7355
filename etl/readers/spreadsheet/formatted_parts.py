"""Words of cells formatted in parts: struck-out and white parts are dropped, raised or lowered figures are marks."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from etl.readers.common.contrast import BLACK, WHITE, Color, is_lost
from etl.readers.common.picture_fonts import PICTURE_SIGN
from etl.readers.spreadsheet.cell_colors import ink_of, is_struck_out
from etl.readers.spreadsheet.cell_colors import is_pictured as has_pictures

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PICTURED = str.maketrans(dict.fromkeys("0123456789", PICTURE_SIGN))
_HINTS = (b"<strike", b"vertAlign", b":strike", b"color ", b"dings", b"sz ")
_PLAIN = (BLACK, WHITE)
_SHIFTED = ("superscript", "subscript")
_OFF = ("0", "false")


class DisplayText(NamedTuple):
    """A cell's words as they are shown, and whether some of them are struck out or in the colour of paper."""

    text: str
    is_struck: bool
    is_invisible: bool


def may_differ(xml: bytes) -> bool:
    """Whether any words of a part of the workbook may be shown otherwise than they are held."""
    return any(hint in xml for hint in _HINTS)


def shared_parts(strings: etree._Element) -> dict[str, etree._Element]:
    """Number of a shared string -> the string, only of strings whose parts have formats of their own."""
    return {
        str(number): entry
        for number, entry in enumerate(strings.iterfind("{*}si"))
        if entry.find("{*}r/{*}rPr") is not None
    }


def display_text(holder: etree._Element, colors: tuple[Color, Color | None] = _PLAIN) -> DisplayText | None:
    """The words as they are shown in a cell of this ink and ground; None if they are shown as they are held."""
    parts = list(holder.iterfind("{*}r"))
    unseen = [is_lost(ink_of(part.find("{*}rPr")) or colors[0], colors[1]) for part in parts]
    is_struck = any(map(_is_struck, parts))
    if not (is_struck or any(unseen) or any(map(_is_raised, parts)) or any(map(_is_pictured, parts))):
        return None
    words = ("" if is_unseen else _displayed(part) for part, is_unseen in zip(parts, unseen, strict=True))
    return DisplayText("".join(words), is_struck, any(unseen))


def _displayed(part: etree._Element) -> str:
    words = "".join(text.text or "" for text in part.iter("{*}t"))
    return "" if _is_struck(part) else displayed_part(words, _is_pictured(part), _is_raised(part))


def displayed_part(words: str, is_pictured: bool, is_raised: bool) -> str:
    """The words of a part in a font of pictures, or raised or lowered."""
    if is_pictured:
        return words.translate(_PICTURED)
    if not is_raised:
        return words
    return words.translate(_RAISED) if words.strip().isdecimal() else " " + words


def _is_pictured(part: etree._Element) -> bool:
    return has_pictures(part.find("{*}rPr"))


def _is_struck(part: etree._Element) -> bool:
    return is_struck_out(part.find("{*}rPr"))


def _is_raised(part: etree._Element) -> bool:
    position = part.find("{*}rPr/{*}vertAlign")
    return position is not None and position.get("val") in _SHIFTED
