"""Character styles that hide, strike out or raise: write their effect into the runs that use them."""

from __future__ import annotations

import copy
import re

from lxml import etree

from etl.model.document import Unreadable
from etl.readers.common.ooxml_package import parse
from etl.readers.docx.runs import W, value_of

_EFFECTS = tuple(W + name for name in ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "sz"))
_EFFECT = re.compile(
    rb'<w:(?:vanish|strike|dstrike|vertAlign|position)\b|<w:color w:val="[Ff]|<w:sz w:val="[1-3]"'
)
_STYLED_RUN = re.compile(rb'rStyle w:val="([^"]*)"')


def uses_styles(xml: bytes) -> bool:
    """Whether any run of a document has a character style."""
    return _STYLED_RUN.search(xml) is not None


def write_effects(root: etree._Element, styles: bytes) -> None:
    """Give each run the effects of its style, unless it states them itself. `styles`: the bytes of styles.xml."""
    if not _EFFECT.search(styles):
        return
    try:
        effects = _effects(parse(styles))
    except Unreadable:
        return
    for reference in list(root.iter(W + "rStyle")) if effects else ():
        properties = reference.getparent()
        for effect in effects.get(value_of(reference), ()):
            if properties is not None and properties.find(effect.tag) is None:
                properties.append(copy.copy(effect))


def _effects(styles: etree._Element) -> dict[str, list[etree._Element]]:
    """Style -> its effects on runs, with those inherited from the styles that it is based on."""
    own: dict[str, dict[str, etree._Element]] = {}
    bases: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style[@{W}type='character']"):
        name = style.get(W + "styleId") or ""
        bases[name] = value_of(style.find(W + "basedOn"))
        elements = (style.find(f"{W}rPr/{effect}") for effect in _EFFECTS)
        own[name] = {str(element.tag): element for element in elements if element is not None}
    for name in own:
        visited, base = {name}, bases.get(name, "")
        while base in own and base not in visited:
            own[name] = own[base] | own[name]
            visited.add(base)
            base = bases.get(base, "")
    return {name: list(effects.values()) for name, effects in own.items() if effects}
