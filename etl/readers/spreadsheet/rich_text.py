"""Words of cells that are formatted in parts: struck-out parts are no words, raised figures are marks of notes."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = (b"<strike", b"vertAlign", b":strike")
_OFF = ("0", "false")


class Words(NamedTuple):
    """A cell's words as they are shown, and whether some of them were struck out."""

    text: str
    struck: bool


def has_parts(xml: bytes) -> bool:
    """Whether any words of a part of the workbook may be struck out or raised."""
    return any(sign in xml for sign in _SIGNS)


def shared_words(strings: etree._Element) -> dict[str, Words]:
    """Number of a shared string -> its words, of those strings that show other words than they hold."""
    entries = strings.iterfind("{*}si")
    return {str(at): words for at, entry in enumerate(entries) if (words := own_words(entry)) is not None}


def own_words(holder: etree._Element | None) -> Words | None:
    """The words as they are shown; None where they are shown as they are held."""
    parts = list(holder.iterfind("{*}r")) if holder is not None else []
    struck = any(map(_is_struck, parts))
    if holder is None or not (struck or any(map(_is_raised, parts))):
        return None
    return Words(
        "".join(_shown(part) for part in holder if etree.QName(part).localname in ("r", "t")), struck
    )


def _shown(part: etree._Element) -> str:
    words = "".join(text.text or "" for text in part.iter("{*}t"))
    if _is_struck(part):
        return ""
    if not _is_raised(part):
        return words
    return words.translate(_RAISED) if words.strip().isdecimal() else " " + words


def _is_struck(part: etree._Element) -> bool:
    strike = part.find("{*}rPr/{*}strike")
    return strike is not None and strike.get("val") not in _OFF


def _is_raised(part: etree._Element) -> bool:
    raised = part.find("{*}rPr/{*}vertAlign")
    return raised is not None and raised.get("val") == "superscript"
