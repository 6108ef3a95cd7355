"""Character styles of Word files that hide, strike out or raise: their effect written into the runs that use them."""

from __future__ import annotations

import copy
import re

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.ooxml_package import parse
from etl.readers.docx.runs import W

_EFFECTS = tuple(W + name for name in ("vanish", "strike", "dstrike", "vertAlign"))
_EFFECT = re.compile(rb"<w:(?:vanish|strike|dstrike|vertAlign)\b")
_USED = re.compile(rb'rStyle w:val="([^"]*)"')


def styles_used(xml: bytes) -> bool:
    """Whether any run of a document has a character style."""
    return _USED.search(xml) is not None


def write_effects(root: etree._Element, styles: bytes) -> None:
    """Gives each run the effects of its style, where it does not state them itself."""
    if not _EFFECT.search(styles):
        return
    try:
        effects = _effects(parse(styles))
    except Unreadable:
        return
    for used in list(root.iter(W + "rStyle")) if effects else ():
        properties = used.getparent()
        for effect in effects.get(used.get(W + "val") or "", ()):
            if properties is not None and properties.find(effect.tag) is None:
                properties.append(copy.copy(effect))


def _effects(styles: etree._Element) -> dict[str, list[etree._Element]]:
    """Style -> what it does to its runs, with what it takes from the styles that it is based on."""
    own: dict[str, dict[str, etree._Element]] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style[@{W}type='character']"):
        name, above = style.get(W + "styleId") or "", style.find(W + "basedOn")
        based[name] = (above.get(W + "val") or "") if above is not None else ""
        found = (style.find(f"{W}rPr/{effect}") for effect in _EFFECTS)
        own[name] = {str(effect.tag): effect for effect in found if effect is not None}
    for name in own:
        seen, above_name = {name}, based.get(name, "")
        while above_name in own and above_name not in seen:
            own[name] = own[above_name] | own[name]
            seen.add(above_name)
            above_name = based.get(above_name, "")
    return {name: list(effects.values()) for name, effects in own.items() if effects}
